"""The terms of a membership as people read them: one line each, the gaps between them, and where it stands today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.memberships.access import Stand, facts
from rounds.memberships.models import Term
from rounds.memberships.standing import Standing

STANDINGS = {
    Standing.NONE: gettext_lazy("Not begun"),
    Standing.CURRENT: gettext_lazy("Current"),
    Standing.GRACE: gettext_lazy("In grace"),
    Standing.LAPSED: gettext_lazy("Lapsed"),
    Standing.ENDED: gettext_lazy("Ended"),
}
TONES = {
    Standing.NONE: ("info", "clock"),
    Standing.CURRENT: ("success", "check"),
    Standing.GRACE: ("warning", "clock"),
    Standing.LAPSED: ("problem", "cross"),
    Standing.ENDED: ("info", "minus"),
}


class Badge(NamedTuple):
    words: str
    tone: str
    icon: str


class Line(NamedTuple):
    """A term, or with `term` None the days between two of them on which nothing was open or paid."""

    term: Term | None
    starts_on: date
    last_day: date | None
    days: int = 0


def badge(standing: Standing) -> Badge:
    return Badge(str(STANDINGS[standing]), *TONES[standing])


def lines(terms: Sequence[Term]) -> list[Line]:
    """The newest first. The terms come from `access.terms_of`."""
    return list(_oldest_first(terms))[::-1]


def _oldest_first(terms: Sequence[Term]) -> Iterator[Line]:
    until: date | None = None
    for term in terms:
        last = facts(term).last_day
        if until and term.starts_on > until + timedelta(days=1):
            begins = until + timedelta(days=1)
            yield Line(None, begins, term.starts_on - timedelta(days=1), (term.starts_on - begins).days)
        yield Line(term, term.starts_on, last)
        until = max(until, last) if until and last else last or until


def says(stand: Stand, terms: Sequence[Term], day: date) -> str:
    """Where a membership stands, in a sentence or two."""
    term, until = stand.term, stand.open_until
    match stand.standing:
        case Standing.NONE:
            return _("It begins on the day on which the invoice is paid.")
        case Standing.CURRENT if term and term.ends_on is None:
            return _("You have it until further notice, with our thanks.")
        case Standing.CURRENT if term and _is_unpaid(term, day):
            return _("It runs until %(to)s. The invoice is due on %(due)s.") % {
                "to": _day(term.ends_on),
                "due": _day(facts(term).due_on),
            }
        case Standing.CURRENT:
            return _("It runs until %(to)s.") % {"to": _day(_paid_until(terms, day))}
        case Standing.GRACE if term and _is_unpaid(term, day):
            return _("The invoice was due on %(due)s. Everything stays open until %(until)s.") % {
                "due": _day(facts(term).due_on),
                "until": _day(until),
            }
        case Standing.GRACE:
            return _("The year ended on %(to)s. Everything stays open until %(until)s.") % {
                "to": _day(term.ends_on if term else None),
                "until": _day(until),
            }
        case Standing.ENDED:
            return _("It ended on %(to)s. Your history stays, and you can come back at any time.") % {
                "to": _day(_last_counted(terms, day))
            }
    return _("It lapsed after %(to)s. Your history stays, and you can come back at any time.") % {
        "to": _day(_last_counted(terms, day))
    }


def _is_unpaid(term: Term, day: date) -> bool:
    told = facts(term)
    return term.basis == Term.Basis.INVOICE and (told.paid_on is None or told.paid_on > day)


def _paid_until(terms: Sequence[Term], day: date) -> date | None:
    """With the next year, where that is agreed."""
    running = [facts(term).last_day for term in terms if facts(term).last_counted(date.max)]
    return max((last for last in running if last and last >= day), default=None)


def _last_counted(terms: Sequence[Term], day: date) -> date | None:
    return max((last for term in terms if (last := facts(term).last_counted(day))), default=None)


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
