"""What memberships do when money is heard of. They listen once this module is imported."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from rounds.billing.models import Invoice
from rounds.billing.signals import invoice_credited, invoice_reopened, invoice_settled
from rounds.memberships.actions import orders
from rounds.users.models import User


@receiver(invoice_settled, dispatch_uid="memberships.deliver")
def deliver(invoice: Invoice, at: datetime, by: User | None, **_signal: Any) -> None:
    orders.settled(invoice=invoice, by=by, at=at)


@receiver(invoice_reopened, dispatch_uid="memberships.hold_back")
def hold_back(invoice: Invoice, at: datetime, by: User | None, **_signal: Any) -> None:
    orders.reopened(invoice=invoice, by=by, at=at)


@receiver(invoice_credited, dispatch_uid="memberships.take_back")
def take_back(
    invoice: Invoice, credit_note: Invoice, is_whole: bool, at: datetime, by: User | None, **_signal: Any
) -> None:
    if is_whole:
        orders.credited(invoice=invoice, reason=credit_note.memo, by=by, at=at)
