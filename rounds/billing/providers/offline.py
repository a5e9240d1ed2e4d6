"""The pretended provider of sample installations: a page of ours instead of a card company. No money moves.

It is told what happens through signed events, as real ones are.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from secrets import token_urlsafe

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.billing.models import Card, Invoice
from rounds.billing.providers import Charged, Event, Forged, Kind, Started

SALT = "rounds.billing.providers.offline"
OLDEST = 300  # seconds
GOOD, REFUSED_LATER = "pretended", "pretended-refused"  # cards


class Offline:
    name = "offline"
    label = "Pretend Bank"
    pays_at = ""

    def start_checkout(
        self, invoice: Invoice, *, done_url: str, back_url: str, keep_card: bool, key: str
    ) -> Started:
        reference = token_urlsafe(24)
        return Started(reference, reverse("billing:pretend_card", args=[reference]))

    def read_event(self, headers: Mapping[str, str], body: bytes) -> Event:
        try:
            told = signing.loads(body.decode(), salt=SALT, max_age=OLDEST)
            return Event(**{**told, "kind": Kind(told["kind"])})
        except (signing.BadSignature, ValueError, KeyError, TypeError) as fault:
            raise Forged(type(fault).__name__) from None

    def charge(self, card: Card, invoice: Invoice, *, key: str) -> Charged:
        if card.method.startswith(REFUSED_LATER):
            return Charged(payment="", reason=_("There is not enough money on the card."))
        return Charged(payment=f"pretended-{key}")

    def refund(self, *, payment: str, amount_cents: int, our_key: str) -> str:
        return f"pretended-refund-{our_key}"[:200]

    def forget(self, card: Card) -> None:
        return


def signed(event: Event) -> bytes:
    return signing.dumps(json.loads(json.dumps(asdict(event))), salt=SALT).encode()
