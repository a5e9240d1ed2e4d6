"""A server that speaks Stripe's language over HTTP: forms in, JSON out, errors as theirs, events that are signed.

It keeps what was asked, answers the same key with the same thing, and can be told to decline or to fail.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

import stripe

SECRET = "whsec_for_tests"


class FakeStripe:
    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.made: dict[str, dict[str, Any]] = {}  # by idempotency key
        self.decline = ""  # the code of a card error
        self.is_down = False
        self.refuse_refunds = False
        self.url = ""
        self._number = 0

    def answer(self, path: str, form: dict[str, str], key: str) -> tuple[int, dict[str, Any]]:
        self.asked.append((path, form))
        if self.is_down:
            return 500, {"error": {"type": "api_error", "message": "It is down."}}
        if key and key in self.made:
            return 200, self.made[key]
        status, thing = self._make(path, form)
        if key and status == 200:
            self.made[key] = thing
        return status, thing

    def _make(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self._number += 1
        if path == "/v1/checkout/sessions":
            name = f"cs_{self._number}"
            return 200, {
                "id": name,
                "object": "checkout.session",
                "url": f"https://checkout.stripe.com/c/{name}",
            }
        if path == "/v1/payment_intents":
            if self.decline:
                error = {"type": "card_error", "code": self.decline, "message": "Your card was declined."}
                return 402, {"error": error}
            return 200, {"id": f"pi_{self._number}", "object": "payment_intent", "status": "succeeded"}
        if path == "/v1/refunds":
            if self.refuse_refunds:
                error = {"type": "invalid_request_error", "code": "charge_disputed", "message": "No."}
                return 400, {"error": error}
            return 200, {"id": f"re_{self._number}", "object": "refund", "status": "succeeded"}
        if path.startswith("/v1/payment_methods/") and path.endswith("/detach"):
            return 200, {"id": path.split("/")[3], "object": "payment_method"}
        return 404, {"error": {"type": "invalid_request_error", "message": "Unrecognized request URL."}}


@contextmanager
def running() -> Iterator[FakeStripe]:
    fake = FakeStripe()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            assert self.headers["Authorization"] == "Bearer sk_test_for_tests"
            key = self.headers.get("Idempotency-Key", "")
            status, thing = fake.answer(self.path, dict(parse_qsl(body)), key)
            sent = json.dumps(thing).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.send_header("Stripe-Should-Retry", "false")
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_given: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


_events = iter(range(1, 1_000_000))


def event(kind: str, thing: dict[str, Any], name: str = "") -> bytes:
    told = {
        "id": name or f"evt_{next(_events)}",
        "object": "event",
        "api_version": "2025-01-01",
        "created": int(time.time()),
        "type": kind,
        "data": {"object": thing},
    }
    return json.dumps(told, indent=2).encode()  # they indent it, and the signature is of every byte


def signature(body: bytes, *, secret: str = SECRET, at: int | None = None) -> str:
    return stripe.WebhookSignature.generate_signature_header(body.decode(), secret, at)


def session(
    reference: str, number: str, amount: int, *, house: str, intent: str = "pi_1", **more: Any
) -> dict[str, Any]:
    """A checkout session as it comes with an event; more than we read."""
    return {
        "id": reference,
        "object": "checkout.session",
        "amount_total": amount,
        "client_reference_id": number,
        "currency": "usd",
        "customer_details": {"email": "payer@mercy.example", "name": "Pat Payer"},
        "metadata": {"house": house, "invoice": number, "keeps_card": "0"},
        "payment_intent": intent,
        "payment_status": "paid",
        "status": "complete",
        **more,
    }


def charge(
    number: str, amount: int, *, house: str, intent: str = "pi_1", keeps: str = "0", **more: Any
) -> dict[str, Any]:
    return {
        "id": f"ch_{intent}",
        "object": "charge",
        "amount": amount,
        "currency": "usd",
        "customer": "cus_1",
        "metadata": {"house": house, "invoice": number, "keeps_card": keeps},
        "payment_intent": intent,
        "payment_method": "pm_1",
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "last4": "4242"}},
        "status": "succeeded",
        **more,
    }


def refund(reference: str, intent: str, amount: int, **more: Any) -> dict[str, Any]:
    return {
        "id": reference,
        "object": "refund",
        "amount": amount,
        "currency": "usd",
        "metadata": {},
        "payment_intent": intent,
        "status": "succeeded",
        **more,
    }
