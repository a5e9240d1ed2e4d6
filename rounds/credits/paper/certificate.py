"""From a certificate to a PDF, in the reader's language. The same lines give the same bytes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rounds.core.paper.lettering import printable
from rounds.core.paper.sizes import paper_of
from rounds.core.paper.typesetting import set_pdf
from rounds.core.templatetags.core import number
from rounds.credits.explaining import credit
from rounds.credits.models import Certificate, Entry, Side
from rounds.credits.transcript import total

TEMPLATE = Path(__file__).parent / "certificate.typ"


def pdf(certificate: Certificate, entries: Sequence[Entry]) -> bytes:
    """`entries`: all of it, at least one. Raises NotInTime."""
    day = timezone.localtime(entries[-1].entered_at).date()
    return set_pdf(TEMPLATE, content_of(certificate, entries), day=day)


def address(certificate: Certificate) -> str:
    """Where anybody who has it sees whether it stands."""
    return f"{settings.PUBLIC_URL}{reverse('credits:verify', args=[certificate.code])}"


def content_of(certificate: Certificate, entries: Sequence[Entry]) -> dict[str, Any]:
    activity = certificate.activity
    is_faculty = certificate.side == Side.FACULTY
    accreditor, house = activity.accreditor, printable(settings.HOUSE_NAME, 120)
    earned = _("and claimed %(credit)s %(unit)s") % {
        "credit": credit(total(entries)),
        "unit": printable(accreditor.unit, 80),
    }
    return {
        "paper": paper_of(settings.HOUSE_COUNTRY),
        "language": (get_language() or "en").partition("-")[0],
        "house": house,
        "title": _("Certificate of teaching") if is_faculty else _("Certificate of participation"),
        "name": printable(certificate.user.name or certificate.user.email, 120),
        "said": _("presented") if is_faculty else _("took part in"),
        "activity": printable(activity.title, 200),
        "credit": earned,
        "facts": _facts(certificate, entries),
        "statement": [printable(line, 2_000) for line in accreditor.statement.splitlines() if line.strip()],
        "check": _("Whether it stands, and what its holder shares of it:"),
        "address": address(certificate),
        "foot": _("%(house)s keeps this record. Credit is granted by %(accreditor)s.")
        % {"house": house, "accreditor": printable(accreditor.name, 150)},
    }


def _facts(certificate: Certificate, entries: Sequence[Entry]) -> list[dict[str, str]]:
    last = max(one.period_to for one in entries)
    facts = (
        (_("Date"), date_format(timezone.localtime(last).date(), "DATE_FORMAT")),
        (_("Minutes"), number(sum(one.minutes for one in entries))),
        (_("Accreditor"), printable(certificate.activity.accreditor.name, 60)),
        (_("Code"), certificate.code),
    )
    return [{"label": label, "value": value} for label, value in facts]
