"""Cards that were removed: the provider forgets them, then so do we."""

from datetime import datetime, timedelta

from rounds.billing.models import Card
from rounds.billing.providers import Unreachable
from rounds.billing.providers.chosen import named

KEPT = timedelta(days=30)  # so that an old event about a removed card does not bring it back


def forget_cards(*, at: datetime) -> int:
    """Ask the providers; what they have forgotten is marked, and deleted after a while. Returns how many were asked."""
    asked = 0
    for card in Card.objects.exclude(removed_at=None).exclude(customer="").order_by("pk")[:100]:
        asked += _forget(card)
    Card.objects.filter(removed_at__lt=at - KEPT, customer="").delete()
    return asked


def _forget(card: Card) -> bool:
    """`customer` is emptied once the provider has forgotten the card."""
    provider = named(card.provider)
    if provider is None:
        return False
    try:
        provider.forget(card)
    except Unreachable:
        return False
    Card.objects.filter(pk=card.pk).update(customer="")
    return True
