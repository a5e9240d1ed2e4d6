"""From a residency that is completed to a PDF, in the reader's language. The same place gives the same bytes."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rounds.core.paper import honor
from rounds.core.paper.honor import Honor
from rounds.residency.badges import badge_of
from rounds.residency.models import Place


def pdf(place: Place) -> bytes:
    """Raises NotInTime."""
    assert place.completed_at
    return honor.pdf(honor_of(place), day=localtime(place.completed_at).date())


def honor_of(place: Place) -> Honor:
    assert place.completed_at
    program, badge, plan = place.cohort.program, badge_of(place), place.plan
    return Honor(
        title=_("Certificate of residency"),
        name=place.user.name or place.user.email,
        said=_("has completed the residency"),
        what=program.title,
        why=program.summary,
        facts=[
            (_("Completed"), date_format(localtime(place.completed_at).date(), "DATE_FORMAT")),
            (_("Cohort"), place.cohort.title),
            (_("Strategic plan"), plan.title if plan else ""),
            (_("Code"), badge.code if badge else ""),
        ],
        address=settings.PUBLIC_URL + badge.get_absolute_url() if badge else "",
    )
