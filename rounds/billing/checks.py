"""Faults of the settings that would come out on an invoice."""

from typing import Any

import pycountry
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def currency_is_one(**_given: Any) -> list[CheckMessage]:
    if pycountry.currencies.get(alpha_3=settings.CURRENCY):
        return []
    return [Error(f"CURRENCY is {settings.CURRENCY!r}, which ISO 4217 does not know.", id="billing.E001")]


@register()
def stripe_is_whole(**_given: Any) -> list[CheckMessage]:
    if bool(settings.STRIPE_SECRET_KEY) == bool(settings.STRIPE_WEBHOOK_SECRET):
        return []
    told = "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET go together: with one alone no card is taken."
    return [Error(told, id="billing.E002")]
