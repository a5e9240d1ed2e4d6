"""When nothing is owed any more, and when something is owed again."""

from datetime import datetime

from rounds.activity.actions import record
from rounds.billing.models import Invoice
from rounds.billing.signals import invoice_reopened, invoice_settled
from rounds.users.models import User


def settle(invoice: Invoice, *, by: User | None, at: datetime) -> None:
    """Mark a locked invoice on which nothing is owed, once. It is announced unless all of it was taken back."""
    if invoice.settled_at or invoice.owed_cents:
        return
    invoice.settled_at = at
    invoice.save(update_fields=["settled_at"])
    if not invoice.is_taken_back:
        record(verb="invoice.settled", about=invoice, by=by, at=at)
        invoice_settled.send(sender=Invoice, invoice=invoice, at=at, by=by)


def reopen(invoice: Invoice, *, by: User | None, at: datetime) -> None:
    """Take the mark from a locked invoice on which something is owed again."""
    if not invoice.settled_at or not invoice.owed_cents:
        return
    invoice.settled_at = None
    invoice.save(update_fields=["settled_at"])
    record(verb="invoice.reopened", about=invoice, by=by, at=at)
    invoice_reopened.send(sender=Invoice, invoice=invoice, at=at, by=by)
