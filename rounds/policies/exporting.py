"""An organization's policy as a document for Word and PDF: as it is written now, or as staff read it."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rounds.policies.exports import Document
from rounds.policies.models import Release
from rounds.policies.workbench import Workbench


def draft(bench: Workbench, *, at: datetime) -> Document:
    """With the blanks that are not filled marked."""
    policy = bench.policy
    day = localtime(at).date()
    return Document(
        title=policy.title,
        organization=policy.organization.name,
        lines=[_("Draft, %(day)s. Not published to staff.") % {"day": date_format(day, "DATE_FORMAT")}],
        clauses=[(one.heading, one.text) for one in bench.included],
        language=policy.template.language,
        edition=_("Draft"),
        day=day,
        country=policy.organization.country,
        values=bench.values,
        labels=bench.labels,
    )


def released(release: Release) -> Document:
    policy = release.policy
    day = localtime(release.published_at).date()
    said = _("Release %(number)s") % {"number": release.number}
    lines = [f"{said}, {date_format(day, 'DATE_FORMAT')}"]
    if release.contact:
        lines.append(_("Questions: %(contact)s") % {"contact": release.contact})
    return Document(
        title=release.title,
        organization=policy.organization.name,
        lines=lines,
        clauses=[(one["heading"], one["text"]) for one in release.clauses],
        language=policy.template.language,
        edition=said,
        day=day,
        country=policy.organization.country,
    )
