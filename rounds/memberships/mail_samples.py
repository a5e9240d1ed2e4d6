"""An example of every mail about the network."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds
from rounds.memberships import topics

_APPLICATIONS = ("approved", "asked", "declined", "received")
_TERMS = ("begun", "grace", "lapsed", "refunded", "reminder", "upgraded")
_SEATS = ("leads", "seat_given", "seat_invitation", "seat_taken_back", "seat_wanted")
_POINTS = ("points_came", "points_received")
_TOPICS = {"reminder": topics.REMINDERS, **dict.fromkeys(_POINTS, topics.POINTS)}


def enter() -> None:
    for name in (*(f"application_{one}" for one in _APPLICATIONS), *_TERMS, *_SEATS, *_POINTS):
        kinds.enter(f"memberships/mail/{name}", _membership, topic=_TOPICS.get(name, ""))


def _membership() -> dict[str, Any]:
    clinic = SimpleNamespace(name="Harbor View Clinic")
    plan = SimpleNamespace(name="Organization")
    invoice = SimpleNamespace(
        number="2026-00042",
        owed_cents=400_000,
        due_on=date(2026, 6, 3),
        get_absolute_url="/invoices/an-example/",
    )
    return {
        "organization": clinic,
        "application": SimpleNamespace(
            organization=clinic,
            organization_name=clinic.name,
            plan=plan,
            reason="The network is for health organizations.",
        ),
        "membership": SimpleNamespace(pk=1, organization=clinic, renews_itself=True),
        "order": SimpleNamespace(invoice=invoice, delivered_at=None),
        "term": SimpleNamespace(
            plan=plan, how="joined", starts_on=date(2026, 5, 4), ends_on=date(2027, 5, 3), seats=20
        ),
        "message": SimpleNamespace(text="How many of your hospitals would take part?"),
        "asker": SimpleNamespace(email="bob@example.org"),
        "who": "Ada Lovelace",
        "unpaid": None,
        "days": 30,
        "cents": 210_000,
        "points": 40,
        "is_bought": False,
        "until": datetime(2027, 12, 31, tzinfo=UTC),
        "url": f"{settings.PUBLIC_URL}/me/membership/",
    }
