from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as project
from django.http import HttpResponse
from django.test import Client

from rounds.billing.tests import fake_stripe
from rounds.billing.tests.fake_stripe import FakeStripe


@pytest.fixture
def at_stripe(settings: Any) -> Iterator[FakeStripe]:
    """The house takes cards through Stripe; a server of ours plays its part."""
    with fake_stripe.running() as fake:
        settings.STRIPE_SECRET_KEY = "sk_test_for_tests"
        settings.STRIPE_WEBHOOK_SECRET = fake_stripe.SECRET
        settings.STRIPE_API_BASE = fake.url
        yield fake


@pytest.fixture
def tell(client: Client, at_stripe: FakeStripe) -> Callable[..., HttpResponse]:
    """Stripe tells us something, with its signature."""

    def told(kind: str, thing: dict[str, Any], name: str = "") -> HttpResponse:
        body = fake_stripe.event(kind, thing, name)
        return send(client, body, fake_stripe.signature(body))

    return told


def send(client: Client, body: bytes, signature: str) -> HttpResponse:
    return client.post(
        "/webhooks/stripe/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )


HOUSE = project.PUBLIC_URL
