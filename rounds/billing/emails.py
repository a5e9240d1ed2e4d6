"""Mails about money, written in the transaction of what causes them. All are receipts: nobody unsubscribes."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from rounds.billing.models import Attempt, Invoice, Payment
from rounds.mail.actions import write


def send_invoice(invoice: Invoice, *, at: datetime) -> None:
    _write("invoice", f"invoice:{invoice.number}", invoice, at)


def send_credit_note(note: Invoice, *, at: datetime) -> None:
    _write("credit_note", f"credit-note:{note.number}", note, at, credited=note.credits)


def send_receipt(payment: Payment, invoice: Invoice, *, at: datetime) -> None:
    _write("receipt", f"receipt:{payment.pk}", invoice, at, payment=payment)


def send_reversal(reversal: Payment, invoice: Invoice, *, reason: str, at: datetime) -> None:
    _write("reversal", f"reversal:{reversal.pk}", invoice, at, payment=reversal, reason=reason)


def send_refund(payment: Payment, invoice: Invoice, *, reason: str, at: datetime) -> None:
    _write("refund", f"refund:{payment.pk}", invoice, at, payment=payment, reason=reason)


def send_reminder(invoice: Invoice, *, number: int, at: datetime) -> None:
    _write("reminder", f"reminder:{invoice.number}:{number}", invoice, at, remit_to=settings.REMIT_TO)


def tell_charge_failed(attempt: Attempt, following: Attempt | None, *, at: datetime) -> None:
    """`following`: when it is tried again; None: that was the last try."""
    _write(
        "charge_failed",
        f"charge-failed:{attempt.pk}",
        attempt.invoice,
        at,
        attempt=attempt,
        following=following,
        card=attempt.card,
    )


def _write(template: str, key: str, invoice: Invoice, at: datetime, **more: Any) -> None:
    """In the language of the invoice, as its payer reads it."""
    with translation.override(invoice.language):
        write(
            key=key,
            to=invoice.email,
            template=f"billing/mail/{template}",
            context={
                "invoice": invoice,
                "invoice_url": settings.PUBLIC_URL + invoice.get_absolute_url(),
                "house": settings.HOUSE_NAME,
                **more,
            },
            at=at,
        )
