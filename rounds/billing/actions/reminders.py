"""Asking for what is overdue: twice, at set days, and then a person does it."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing import emails
from rounds.billing.models import Invoice

DAYS = (7, 21)  # after an invoice was due


def remind(*, at: datetime) -> int:
    """Write the reminders that are due. Returns how many.

    An invoice whose reminders were all missed (the clock stood still) gets the last one alone.
    """
    day = at.date()
    late = Invoice.objects.open().filter(due_on__lte=day - timedelta(days=DAYS[0])).order_by("pk")
    return sum(_remind(pk, at) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _remind(invoice_id: int, at: datetime) -> bool:
    invoice = Invoice.objects.open().select_for_update().filter(pk=invoice_id).first()
    if invoice is None:
        return False
    passed = [days for days in DAYS if invoice.due_on + timedelta(days=days) <= at.date()]
    due_since = invoice.due_on + timedelta(days=passed[-1])
    if invoice.reminded_at and invoice.reminded_at.date() >= due_since:
        return False
    invoice.reminded_at = at
    invoice.save(update_fields=["reminded_at"])
    record(verb="invoice.reminded", about=invoice, by=None, at=at, number=len(passed))
    emails.send_reminder(invoice, number=len(passed), at=at)
    return True
