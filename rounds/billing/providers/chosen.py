"""Which provider takes cards here."""

from django.conf import settings

from rounds.billing.models import Invoice
from rounds.billing.providers import Provider
from rounds.billing.providers.offline import Offline
from rounds.billing.providers.stripe import Stripe


def chosen() -> Provider | None:
    """None: no cards here, and everybody pays by bank transfer or check."""
    if settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET:
        return Stripe(settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE)
    return Offline() if settings.SAMPLE else None


def named(name: str) -> Provider | None:
    """The provider of that name, if it is ours: what came from another is not heard."""
    provider = chosen()
    return provider if provider and provider.name == name else None


def takes_cards(invoice: Invoice) -> bool:
    """Invoices in a currency that the house had before are paid by bank transfer."""
    return invoice.owed_cents > 0 and invoice.currency == settings.CURRENCY and chosen() is not None
