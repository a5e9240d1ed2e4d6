"""Sending somebody to a provider to pay by card."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from rounds.activity.actions import record
from rounds.billing.models import Checkout, Invoice
from rounds.billing.providers import Provider
from rounds.users.models import User


def start_checkout(
    *, invoice: Invoice, provider: Provider, keep_card: bool, by: User | None, at: datetime
) -> str:
    """Returns where to send the payer. Raises Unreachable or Declined.

    The provider is asked before anything is written: it may take seconds, and what it then tells us names the invoice.
    """
    page = settings.PUBLIC_URL + invoice.get_absolute_url()
    started = provider.start_checkout(
        invoice,
        done_url=f"{page}?back=done",
        back_url=f"{page}?back=left",
        keep_card=keep_card,
        key=f"checkout:{invoice.number}:{at:%Y-%m-%d}",
    )
    _write(invoice, provider.name, started.reference, keep_card, by, at)
    return started.url


@transaction.atomic
def _write(
    invoice: Invoice, provider: str, reference: str, keep_card: bool, by: User | None, at: datetime
) -> None:
    _checkout, is_new = Checkout.objects.get_or_create(
        provider=provider,
        reference=reference,
        defaults={
            "invoice": invoice,
            "amount_cents": invoice.owed_cents,
            "keeps_card": keep_card,
            "started_at": at,
            "started_by": by,
        },
    )
    if is_new:
        record(verb="invoice.checkout_started", about=invoice, by=by, at=at)


@transaction.atomic
def end_checkout(*, provider: str, reference: str, outcome: str, at: datetime) -> None:
    """What became of it; one that was paid stays paid."""
    found = Checkout.objects.filter(provider=provider, reference=reference)
    found.exclude(outcome="paid").update(ended_at=at, outcome=outcome)
