"""What can happen to money that comes in: it comes, or it turns out not to have come."""

from datetime import date, datetime, timedelta

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing import emails
from rounds.billing.actions.settling import reopen, settle
from rounds.billing.ledger import RECEIVABLE, Entry, account_of, post
from rounds.billing.models import Invoice, Payment
from rounds.billing.refusing import Refused
from rounds.users.models import User

TOMORROW = timedelta(days=1)  # where the payer's calendar may already be


@transaction.atomic
def pay(
    *,
    key: str,
    invoice: Invoice,
    amount_cents: int,
    method: str,
    received_on: date,
    by: User | None,
    at: datetime,
    provider: str = "",
    reference: str = "",
) -> Payment:
    """Write down money that came in, whatever is owed: what is too much is kept to be refunded.

    The same key gets back the first payment. When nothing is owed any more, that is announced.
    """
    current = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if written := Payment.objects.filter(key=key).first():
        return written
    if current.is_credit_note:
        raise Refused(Refused.NOT_AN_INVOICE)
    if amount_cents <= 0:
        raise Refused(Refused.NOTHING)
    if received_on > (at + TOMORROW).date():
        raise Refused(Refused.DAY_TO_COME)
    payment = Payment.objects.create(
        key=key,
        invoice=current,
        method=method,
        provider=provider,
        reference=reference,
        amount_cents=amount_cents,
        received_on=received_on,
        recorded_at=at,
        recorded_by=by,
    )
    current.paid_cents += amount_cents
    current.save(update_fields=["paid_cents"])
    came_in = Entry(
        f"paid:{payment.pk}", account_of(payment), RECEIVABLE, amount_cents, f"{current.number}: paid"
    )
    post([came_in], invoice=current, payment=payment, at=at)
    record(verb="invoice.paid", about=current, by=by, at=at, cents=amount_cents, method=method)
    settle(current, by=by, at=at)
    emails.send_receipt(payment, current, at=at)
    return payment


@transaction.atomic
def reverse(*, key: str, payment: Payment, reason: str, by: User | None, at: datetime) -> Payment:
    """A payment did not come after all: a check bounced, a bank took it back, or it was a slip of the pen.

    What is owed again makes the invoice open again, which is announced. Raises Refused where it was reversed before, or
    some of it was given back.
    """
    current = Invoice.objects.select_for_update().get(pk=payment.invoice_id)
    if written := Payment.objects.filter(key=key).first():
        return written
    if payment.kind != Payment.Kind.PAYMENT:
        raise Refused(Refused.NOT_AN_INVOICE)
    if payment.amount_cents > current.paid_cents or payment.reversals().exists():
        raise Refused(Refused.TOO_MUCH)
    reversal = Payment.objects.create(
        key=key,
        invoice=current,
        kind=Payment.Kind.REFUND,
        method=payment.method,
        provider=payment.provider,
        reference=payment.reversal_reference,
        amount_cents=payment.amount_cents,
        received_on=at.date(),
        recorded_at=at,
        recorded_by=by,
    )
    current.paid_cents -= payment.amount_cents
    current.save(update_fields=["paid_cents"])
    undone = Entry(
        f"reversed:{reversal.pk}",
        RECEIVABLE,
        account_of(payment),
        payment.amount_cents,
        f"{current.number}: {reason}",
    )
    post([undone], invoice=current, payment=reversal, at=at)
    record(
        verb="invoice.payment_reversed",
        about=current,
        by=by,
        at=at,
        cents=payment.amount_cents,
        reason=reason,
    )
    reopen(current, by=by, at=at)
    emails.send_reversal(reversal, current, reason=reason, at=at)
    return reversal
