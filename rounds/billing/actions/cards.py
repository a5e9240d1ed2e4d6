"""What can happen to a kept card."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing.actions.charges import stop_charging
from rounds.billing.models import Card, Checkout, Invoice
from rounds.users.models import User


@transaction.atomic
def keep_card(
    *, invoice: Invoice, provider: str, customer: str, method: str, label: str, at: datetime
) -> Card | None:
    """Keep the card that paid, as the payer agreed; it takes the place of the one before. None: nobody agreed."""
    payer = Invoice.objects.select_for_update().get(pk=invoice.pk)
    agreed = (
        Checkout.objects.filter(invoice=payer, provider=provider, keeps_card=True).order_by("-pk").first()
    )
    if agreed is None or not (payer.organization_id or payer.user_id):
        return None
    before = Card.objects.of(payer)
    if kept := before.filter(provider=provider, method=method).first():
        return kept
    if Card.objects.filter(provider=provider, method=method).exclude(removed_at=None).exists():
        return None  # an old event about a card that was taken away since
    before.update(removed_at=at)
    card = Card.objects.create(
        user_id=payer.user_id or agreed.started_by_id,
        organization_id=payer.organization_id,
        provider=provider,
        customer=customer,
        method=method,
        label=label[:60],
        agreed_at=agreed.started_at,
    )
    record(verb="card.kept", about=card, by=agreed.started_by, at=at)
    return card


@transaction.atomic
def remove_card(*, card: Card, by: User | None, at: datetime) -> None:
    """Charge it no more; the provider is asked to forget it soon after. What was still to be charged is given up."""
    current = Card.objects.select_for_update().get(pk=card.pk)
    if current.removed_at:
        return
    current.removed_at = at
    current.save(update_fields=["removed_at"])
    record(verb="card.removed", about=current, by=by, at=at)
    stop_charging(card=current, at=at)
