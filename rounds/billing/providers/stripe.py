"""Stripe: its own page to pay (Checkout), signed events, charges to a kept card. Source: docs.stripe.com/api.

The events to send to /webhooks/stripe/: checkout.session.completed, checkout.session.async_payment_succeeded,
checkout.session.async_payment_failed, checkout.session.expired, charge.succeeded, charge.dispute.funds_withdrawn,
refund.created, refund.updated, refund.failed.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, cast

import stripe
from django.conf import settings
from django.utils.translation import gettext as _

from rounds.billing.models import Card, Invoice
from rounds.billing.providers import Charged, Declined, Event, Forged, Kind, Started, Unreachable

SECONDS = 20  # until we give up on an answer
OLDEST = 300  # seconds that an event may be old: what is recorded and sent again later is not believed
# Stripe counts these in hundredths though they have none. Source: docs.stripe.com/currencies#special-cases
_IN_HUNDREDTHS = frozenset({"ISK", "UGX"})


class Stripe:
    name = "stripe"
    label = "Stripe"
    pays_at = "https://checkout.stripe.com"

    def __init__(self, secret_key: str, webhook_secret: str, api_base: str = "") -> None:
        self._key, self._webhook_secret, self._base = secret_key, webhook_secret, api_base

    def start_checkout(
        self, invoice: Invoice, *, done_url: str, back_url: str, keep_card: bool, key: str
    ) -> Started:
        ours = {"house": settings.PUBLIC_URL, "invoice": invoice.number, "keeps_card": str(int(keep_card))}
        asked: dict[str, Any] = {
            "mode": "payment",
            "client_reference_id": invoice.number,
            "customer_email": invoice.email,
            "success_url": done_url,
            "cancel_url": back_url,
            "metadata": ours,
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": invoice.currency.lower(),
                        "unit_amount": _theirs(invoice.owed_cents, invoice.currency),
                        "product_data": {"name": _("Invoice %(number)s") % {"number": invoice.number}},
                    },
                }
            ],
            "payment_intent_data": {"metadata": ours, "description": invoice.number},
        }
        if keep_card:
            asked["customer_creation"] = "always"
            asked["payment_intent_data"]["setup_future_usage"] = "off_session"
        session = self._ask(
            lambda client, options: client.v1.checkout.sessions.create(cast(Any, asked), options),
            _once(key, asked),
        )
        return Started(session.id, session.url or "")

    def read_event(self, headers: Mapping[str, str], body: bytes) -> Event:
        try:
            stripe.WebhookSignature.verify_header(
                body, headers.get("Stripe-Signature"), self._webhook_secret, OLDEST
            )
            told = json.loads(body)
            return _read(told["id"], told["type"], told["data"]["object"])
        except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise Forged(type(fault).__name__) from None

    def charge(self, card: Card, invoice: Invoice, *, key: str) -> Charged:
        asked: dict[str, Any] = {
            "amount": _theirs(invoice.owed_cents, invoice.currency),
            "currency": invoice.currency.lower(),
            "customer": card.customer,
            "payment_method": card.method,
            "off_session": True,
            "confirm": True,
            "description": invoice.number,
            "metadata": {"house": settings.PUBLIC_URL, "invoice": invoice.number, "keeps_card": "0"},
        }
        try:
            intent = self._ask(
                lambda client, options: client.v1.payment_intents.create(cast(Any, asked), options),
                _once(key, asked),
            )
        except Declined as declined:
            return Charged(payment="", reason=str(declined))
        if intent.status == "processing":
            raise Unreachable("processing")
        if intent.status != "succeeded":
            return Charged(payment="", reason=_("The bank wants to hear from you first."))
        return Charged(payment=intent.id)

    def refund(self, *, payment: str, amount_cents: int, our_key: str) -> str:
        asked: dict[str, Any] = {
            "payment_intent": payment,
            "amount": _theirs(amount_cents, settings.CURRENCY),
            "metadata": {"house": settings.PUBLIC_URL, "our_key": our_key},
        }
        made = self._ask(
            lambda client, options: client.v1.refunds.create(cast(Any, asked), options), _once(our_key, asked)
        )
        if made.status in ("failed", "canceled"):
            raise Declined(made.failure_reason or made.status)
        return made.id

    def forget(self, card: Card) -> None:
        try:
            self._ask(lambda client, options: client.v1.payment_methods.detach(card.method, {}, options), "")
        except Declined:  # it is not there any more, which is what we want
            return

    def _ask(self, do: Callable[[stripe.StripeClient, Any], Any], key: str) -> Any:
        """Answers of Stripe become ours: it said no, or nothing is known."""
        try:
            return do(self._client(), {"idempotency_key": key} if key else {})
        except stripe.CardError as said:
            raise Declined(said.user_message or said.code or "declined") from None
        except stripe.InvalidRequestError as said:
            raise Declined(said.code or "refused") from None
        except stripe.StripeError as fault:
            raise Unreachable(type(fault).__name__) from fault

    def _client(self) -> stripe.StripeClient:
        return stripe.StripeClient(
            self._key,
            base_addresses={"api": self._base} if self._base else None,
            http_client=stripe.RequestsClient(timeout=SECONDS),
            max_network_retries=1,
        )


def _once(key: str, asked: dict[str, Any]) -> str:
    """Stripe refuses one key for two different questions, so the question is part of the key."""
    return f"{key[:120]}:{sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:32]}"


def _read(reference: str, kind: str, thing: dict[str, Any]) -> Event:
    read = _READERS.get(kind)
    if read is None or (thing.get("metadata") or {}).get("house", settings.PUBLIC_URL) != settings.PUBLIC_URL:
        return Event(reference=reference, kind=Kind.OTHER)
    return read(reference, thing)


def _session(reference: str, thing: dict[str, Any]) -> Event:
    """A checkout that is over: paid at once, or (a bank debit) to be paid later, or not."""
    kind = Kind.PAID if thing["payment_status"] == "paid" else Kind.OTHER
    return _of_session(kind, reference, thing)


def _session_failed(reference: str, thing: dict[str, Any]) -> Event:
    return _of_session(Kind.FAILED, reference, thing)


def _session_expired(reference: str, thing: dict[str, Any]) -> Event:
    return _of_session(Kind.EXPIRED, reference, thing)


def _of_session(kind: Kind, reference: str, thing: dict[str, Any]) -> Event:
    currency = str(thing.get("currency") or "").upper()
    return Event(
        reference=reference,
        kind=kind,
        invoice=str(thing["metadata"].get("invoice", "")),
        checkout=thing["id"],
        payment=str(thing.get("payment_intent") or ""),
        amount_cents=_ours(thing.get("amount_total") or 0, currency),
        currency=currency,
    )


def _charge(reference: str, thing: dict[str, Any]) -> Event:
    """Money that was taken. It tells the card too, which is kept where the payer agreed."""
    currency = thing["currency"].upper()
    kept = thing["metadata"].get("keeps_card") == "1" and thing.get("customer")
    shown = (thing.get("payment_method_details") or {}).get("card") or {}
    return Event(
        reference=reference,
        kind=Kind.PAID if thing["metadata"].get("invoice") else Kind.OTHER,
        invoice=str(thing["metadata"].get("invoice", "")),
        payment=str(thing["payment_intent"]),
        amount_cents=_ours(thing["amount"], currency),
        currency=currency,
        customer=str(thing["customer"]) if kept else "",
        card=str(thing["payment_method"]) if kept else "",
        card_label=_label(shown) if kept else "",
    )


def _refund(reference: str, thing: dict[str, Any]) -> Event:
    currency = thing["currency"].upper()
    kind = {"succeeded": Kind.REFUNDED, "failed": Kind.REFUND_FAILED}.get(thing["status"], Kind.OTHER)
    return Event(
        reference=reference,
        kind=kind,
        payment=str(thing["payment_intent"]),
        refund=thing["id"],
        our_key=str((thing.get("metadata") or {}).get("our_key", "")),
        amount_cents=_ours(thing["amount"], currency),
        currency=currency,
        reason=str(thing.get("failure_reason") or ""),
    )


def _dispute(reference: str, thing: dict[str, Any]) -> Event:
    currency = thing["currency"].upper()
    return Event(
        reference=reference,
        kind=Kind.DISPUTED,
        payment=str(thing["payment_intent"]),
        amount_cents=_ours(thing["amount"], currency),
        currency=currency,
        reason=str(thing.get("reason") or ""),
    )


_READERS: dict[str, Callable[[str, dict[str, Any]], Event]] = {
    "checkout.session.completed": _session,
    "checkout.session.async_payment_succeeded": _session,
    "checkout.session.async_payment_failed": _session_failed,
    "checkout.session.expired": _session_expired,
    "charge.succeeded": _charge,
    "charge.dispute.funds_withdrawn": _dispute,
    "refund.created": _refund,
    "refund.updated": _refund,
    "refund.failed": _refund,
}


def _label(card: dict[str, Any]) -> str:
    brand = str(card.get("brand") or _("Card")).replace("_", " ").title()[:30]
    return _("%(brand)s ending in %(digits)s") % {
        "brand": brand,
        "digits": str(card.get("last4") or "····")[:4],
    }


def _theirs(cents: int, currency: str) -> int:
    return cents * 100 if currency in _IN_HUNDREDTHS else cents


def _ours(amount: int, currency: str) -> int:
    return amount // 100 if currency in _IN_HUNDREDTHS else amount
