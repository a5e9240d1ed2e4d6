"""Invoices for tests, issued as they are in life: through the action."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from rounds.billing.actions import BillTo, Line, issue, pay
from rounds.billing.models import Invoice, Payment
from rounds.users.models import User

A_MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DUE = date(2026, 2, 4)
MERCY = BillTo(
    name="Mercy Hospital", email="payables@mercy.example", address="1 Main Street\nRochester, MN 55901"
)
_numbers = count(1)


def dues(cents: int = 100_000, **more: Any) -> Line:
    return Line("Membership dues for one year", cents, "dues", **more)


def invoice(*lines: Line, **more: Any) -> Invoice:
    given = {
        "key": f"test:{next(_numbers)}",
        "bill_to": MERCY,
        "lines": lines or (dues(),),
        "due_on": DUE,
        "by": None,
        "at": A_MOMENT,
        "user": None,
        **more,
    }
    return issue(**given)


def paid(invoice: Invoice, cents: int | None = None, **more: Any) -> Payment:
    given = {
        "key": f"test:{next(_numbers)}",
        "amount_cents": invoice.owed_cents if cents is None else cents,
        "method": "bank",
        "received_on": A_MOMENT.date(),
        "by": None,
        "at": A_MOMENT,
        **more,
    }
    payment = pay(invoice=invoice, **given)
    invoice.refresh_from_db()
    return payment


def card_payment(invoice: Invoice, cents: int | None = None, reference: str = "pi_1", **more: Any) -> Payment:
    given = {"key": f"stripe:{reference}", "method": "card", "provider": "stripe", "reference": reference}
    return paid(invoice, cents, **given, **more)


def person(name: str = "Ana", **more: Any) -> User:
    return User.objects.create_user(f"{name.lower()}@example.org", name=name, **more)
