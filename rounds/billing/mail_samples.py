"""An example of every mail about money."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds

_NAMES = ("charge_failed", "credit_note", "invoice", "receipt", "refund", "reminder", "reversal")


def enter() -> None:
    for name in _NAMES:
        kinds.enter(f"billing/mail/{name}", _invoice)


def _invoice() -> dict[str, Any]:
    invoice = SimpleNamespace(
        number="2026-00042",
        bill_to="Harbor View Clinic",
        attention="Ada Lovelace",
        purchase_order="PO 4711",
        currency=settings.CURRENCY,
        total_cents=400_000,
        owed_cents=150_000,
        overpaid_cents=0,
        due_on=date(2026, 6, 3),
        memo="One seat fewer than was billed.",
    )
    return {
        "invoice": invoice,
        "credited": SimpleNamespace(number="2026-00041"),
        "payment": SimpleNamespace(amount_cents=250_000, received_on=date(2026, 5, 4), method="card"),
        "attempt": SimpleNamespace(reason="Insufficient funds."),
        "following": SimpleNamespace(due_at=datetime(2026, 5, 7, tzinfo=UTC)),
        "card": SimpleNamespace(label="Visa ending in 4242"),
        "reason": "The transfer was called back by the bank.",
        "remit_to": "Example Bank, IBAN GB33 BUKB 2020 1555 5555 55",
        "house": settings.WAGTAIL_SITE_NAME,
        "invoice_url": f"{settings.PUBLIC_URL}/invoices/an-example/",
    }
