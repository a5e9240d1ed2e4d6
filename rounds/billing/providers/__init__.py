"""Whoever takes cards for us: one port, an adapter for each. Nothing above this folder knows which it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rounds.billing.models import Card, Invoice


class Unreachable(Exception):
    """The provider did not answer, or not so that we understand it. Nothing is known to have happened: ask again."""


class Forged(Exception):
    """What came in does not come from the provider, or is too old to be believed."""


class Kind(StrEnum):
    PAID = "paid"
    FAILED = "failed"  # somebody tried to pay at a checkout, and it came to nothing
    EXPIRED = "expired"  # nobody paid at a checkout
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    DISPUTED = "disputed"  # a bank took money back
    OTHER = "other"  # nothing that concerns us


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a provider told us, in our words. The references are the provider's own.

    `invoice`: the number of an invoice of ours, "" for none. `payment`: names the money that moved; the same money has
    the same name in whichever event. `our_key`: of a refund that we asked for, the key of our Payment.
    """

    reference: str
    kind: Kind
    invoice: str = ""
    checkout: str = ""
    payment: str = ""
    refund: str = ""
    our_key: str = ""
    amount_cents: int = 0
    currency: str = ""  # ISO 4217
    customer: str = ""  # with these three: the card that the payer agreed to be kept
    card: str = ""
    card_label: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    reference: str
    url: str  # where the payer goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """`payment` "": it was declined, for `reason`."""

    payment: str
    reason: str = ""


class Provider(Protocol):
    """`key`: the same key asks for the same thing once, however often it is sent.

    `pays_at`: the origin that a browser is sent to ("https://checkout.example"), "" for this site. All but
    `read_event` raise Unreachable.
    """

    name: str
    label: str
    pays_at: str

    def start_checkout(
        self, invoice: Invoice, *, done_url: str, back_url: str, keep_card: bool, key: str
    ) -> Started: ...

    def read_event(self, headers: Mapping[str, str], body: bytes) -> Event:
        """Raises Forged."""

    def charge(self, card: Card, invoice: Invoice, *, key: str) -> Charged: ...

    def refund(self, *, payment: str, amount_cents: int, our_key: str) -> str:
        """Returns the provider's reference of the refund. Raises Declined where it will not be made."""

    def forget(self, card: Card) -> None: ...


class Declined(Exception):
    """The provider understood and said no."""
