"""What stands on an invoice of dues, in the language of whoever gets it."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.billing.actions import Line
from rounds.billing.ledger import DUES
from rounds.memberships.dues import Quote
from rounds.memberships.models import Plan


def a_year(plan: Plan, quote: Quote, *, language: str, from_on: date | None = None) -> list[Line]:
    """`from_on`: its first day, where it is known already."""
    with translation.override(language):
        words = {"plan": plan.name, "day": _written(from_on) if from_on else ""}
        whole = (
            _("%(plan)s membership for a year from %(day)s")
            if from_on
            else _("%(plan)s membership for a year")
        )
        lines = [Line(whole % words, quote.base_cents, DUES)]
        if quote.extra_seats:
            more = _("Seat beyond the %(count)d included, for a year") % {"count": quote.included}
            lines.append(Line(more, quote.extra_seat_cents, DUES, quote.extra_seats))
    return lines


def an_upgrade(plan: Plan, seats: int, cents: int, *, until_on: date, language: str) -> list[Line]:
    with translation.override(language):
        words = {"plan": plan.name, "count": seats, "day": _written(until_on)}
        if seats:
            said = _("Upgrade to %(plan)s with %(count)d seats, for the rest of the year until %(day)s")
        else:
            said = _("Upgrade to %(plan)s, for the rest of the year until %(day)s")
        return [Line(said % words, cents, DUES)]


def _written(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
