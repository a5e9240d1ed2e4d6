"""From somebody's ledger to a PDF of their transcript."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rounds.core.paper.lettering import printable
from rounds.core.paper.sizes import paper_of
from rounds.core.paper.typesetting import set_pdf
from rounds.core.templatetags.core import number
from rounds.credits import transcript
from rounds.credits.explaining import credit
from rounds.credits.models import Side
from rounds.credits.transcript import Line, Shelf
from rounds.users.models import User

TEMPLATE = Path(__file__).parent / "transcript.typ"


def pdf(user: User, day: date) -> bytes:
    """As of that day. Raises NotInTime."""
    return set_pdf(TEMPLATE, content_of(user, day), day=day)


def content_of(user: User, day: date) -> dict[str, Any]:
    name = printable(user.name or user.email, 120)
    return {
        "paper": paper_of(settings.HOUSE_COUNTRY),
        "language": (get_language() or "en").partition("-")[0],
        "house": printable(settings.HOUSE_NAME, 120),
        "title": _("Transcript of credit"),
        "name": name,
        "said": _("As of %(day)s. We keep the record; the accreditors named here grant the credit.")
        % {"day": date_format(day, "DATE_FORMAT")},
        "foot": f"{printable(settings.HOUSE_NAME, 120)} · {name}",
        "years": [
            {"year": str(year.year), "shelves": [_shelf(one) for one in year.shelves]}
            for year in transcript.years(user)
        ],
        "labels": {
            "day": _("Date"),
            "activity": _("Activity"),
            "minutes": _("Minutes"),
            "credit": _("Credit"),
            "page": _("Page"),
            "nothing": _("Nothing is entered yet."),
        },
    }


def _shelf(shelf: Shelf) -> dict[str, Any]:
    return {
        "accreditor": printable(shelf.accreditor.name, 150),
        "unit": printable(shelf.accreditor.unit, 80),
        "minutes": number(shelf.minutes),
        "total": credit(shelf.hundredths),
        "lines": [_line(one) for one in shelf.lines],
    }


def _line(line: Line) -> dict[str, str]:
    entry = line.entry
    return {
        "day": date_format(timezone.localtime(entry.period_to).date(), "SHORT_DATE_FORMAT"),
        "title": printable(entry.activity.title, 200),
        "note": _note(line),
        "minutes": number(entry.minutes).replace("-", "−"),
        "credit": credit(entry.hundredths),
    }


def _note(line: Line) -> str:
    if line.entry.reverses:
        said = _("takes back line %(number)d: %(reason)s")
        return said % {"number": line.entry.reverses.number, "reason": printable(line.entry.reason, 300)}
    if line.taken_back_by:
        return _("taken back by line %(number)d") % {"number": line.taken_back_by.number}
    return _("for presenting") if line.entry.side == Side.FACULTY else ""
