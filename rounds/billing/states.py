"""What became of an invoice, in plain words. The page, the PDF, the lists and the back office all say the same."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.billing.models import Invoice
from rounds.billing.money import money


class Kind(StrEnum):
    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDITED = "credited"
    NOTHING = "nothing"  # a total of 0
    NOTE = "note"  # a credit note


class State(NamedTuple):
    kind: Kind
    words: str
    tone: str  # of a tag: info, success, warning or problem
    icon: str


def state_of(invoice: Invoice, *, day: date) -> State:
    if invoice.is_credit_note:
        return State(Kind.NOTE, _("Credit note"), "info", "undo")
    if invoice.settled_at is None:
        return _open(invoice, day)
    if invoice.is_taken_back:
        return State(Kind.CREDITED, _("Credited: nothing to pay"), "info", "undo")
    if invoice.total_cents == 0:
        return State(Kind.NOTHING, _("Nothing to pay"), "success", "check")
    words = _("Paid on %(day)s") % {"day": date_format(invoice.settled_at.date(), "DATE_FORMAT")}
    return State(Kind.PAID, words, "success", "check")


def _open(invoice: Invoice, day: date) -> State:
    told = {
        "day": date_format(invoice.due_on, "DATE_FORMAT"),
        "owed": money(invoice.owed_cents, invoice.currency),
    }
    is_part = invoice.owed_cents < invoice.total_cents
    if invoice.is_overdue(day):
        words = _("%(owed)s overdue since %(day)s") if is_part else _("Overdue since %(day)s")
        return State(Kind.OVERDUE, words % told, "problem", "warning")
    words = _("%(owed)s due on %(day)s") if is_part else _("Due on %(day)s")
    return State(Kind.OPEN, words % told, "warning", "clock")
