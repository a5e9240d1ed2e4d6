"""What can happen to money that goes back: it is promised, sent, or given back in another way."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from rounds.activity.actions import record
from rounds.billing import emails
from rounds.billing.actions.credits import credit
from rounds.billing.ledger import BANK, RECEIVABLE, REFUNDS_PAYABLE, Entry, account_of, post
from rounds.billing.models import Invoice, Payment
from rounds.billing.refusing import Refused
from rounds.users.models import User

Kind, Method = Payment.Kind, Payment.Method


@transaction.atomic
def refund(
    *,
    key: str,
    invoice: Invoice,
    amount_cents: int,
    method: str,
    reason: str,
    by: User | None,
    at: datetime,
    reference: str = "",
    is_sent: bool = False,
) -> Payment:
    """Give money back. What was not paid too much is credited, so that nothing is owed again.

    To a card it goes through the provider, soon after; until then it is owed to the payer (`refunds_payable`).
    `is_sent`: the provider says that it has done so already. `reference`: to a card, the payment it goes back to.
    Raises Refused where less was paid, or no single card payment has that much left.
    """
    current = Invoice.objects.select_for_update().get(pk=invoice.pk)
    if written := Payment.objects.filter(key=key).first():
        return written
    _check(current, amount_cents)
    paid_by = _card_payment(current, amount_cents, reference) if method == Method.CARD else None
    missing = amount_cents - current.overpaid_cents
    current.paid_cents -= amount_cents  # before the credit, which would settle what was paid in part
    current.save(update_fields=["paid_cents"])
    if missing > 0:
        credit(key=f"for {key}"[:200], invoice=current, amount_cents=missing, reason=reason, by=by, at=at)
        current.refresh_from_db()
    made = Payment.objects.create(
        key=key,
        invoice=current,
        kind=Kind.REFUND,
        method=method,
        provider=paid_by.provider if paid_by else "",
        reference=paid_by.reference if paid_by else reference,
        amount_cents=amount_cents,
        received_on=at.date(),
        recorded_at=at,
        recorded_by=by,
    )
    from_account = REFUNDS_PAYABLE if paid_by else BANK
    promised = Entry(
        f"refunded:{made.pk}", RECEIVABLE, from_account, amount_cents, f"{current.number}: {reason}"
    )
    post([promised], invoice=current, payment=made, at=at)
    record(verb="invoice.refunded", about=current, by=by, at=at, cents=amount_cents, reason=reason)
    emails.send_refund(made, current, reason=reason, at=at)
    if is_sent:
        note_sent(payment=made, at=at)
    return made


@transaction.atomic
def note_sent(*, payment: Payment, at: datetime, reference: str = "") -> None:
    """The provider has sent a refund to the card. Noted twice, it counts once."""
    _settle_promise(payment, account_of(payment), reference, None, at)


@transaction.atomic
def send_by_bank(*, payment: Payment, by: User, at: datetime) -> None:
    """A refund that could not go to the card was given back by bank transfer."""
    _settle_promise(payment, BANK, "", by, at)


def _settle_promise(payment: Payment, account: str, reference: str, by: User | None, at: datetime) -> None:
    invoice = Invoice.objects.select_for_update().get(pk=payment.invoice_id)
    if not Payment.objects.to_send().filter(pk=payment.pk).exists():
        return
    memo = f"{invoice.number}: refund sent {reference}".strip()
    sent = Entry(f"sent:{payment.pk}", REFUNDS_PAYABLE, account, payment.amount_cents, memo)
    post([sent], invoice=invoice, payment=payment, at=at)
    record(verb="refund.sent", about=payment, by=by, at=at, account=account, reference=reference)


@transaction.atomic
def note_failed(*, payment: Payment, reason: str, at: datetime) -> None:
    """The provider refused to give it back; it is asked again, and staff see it."""
    record(verb="refund.failed", about=payment, by=None, at=at, reason=reason[:300])


def _check(invoice: Invoice, amount_cents: int) -> None:
    if invoice.is_credit_note:
        raise Refused(Refused.NOT_AN_INVOICE)
    if amount_cents <= 0:
        raise Refused(Refused.NOTHING)
    if amount_cents > invoice.paid_cents:
        raise Refused(Refused.TOO_MUCH)


def _card_payment(invoice: Invoice, amount_cents: int, reference: str) -> Payment:
    """The latest card payment that still has so much to give back (or the one that is named)."""
    cards = invoice.payments.filter(kind=Kind.PAYMENT, method=Method.CARD).order_by("-pk")
    for one in cards.filter(reference=reference) if reference else cards:
        back = invoice.payments.filter(
            kind=Kind.REFUND, reference__in=[one.reference, one.reversal_reference], method=Method.CARD
        )
        if one.amount_cents - (back.aggregate(cents=Sum("amount_cents"))["cents"] or 0) >= amount_cents:
            return one
    raise Refused(Refused.NO_SUCH_CARD_PAYMENT)
