"""A plan and the people who write it, for tests. Times are fixed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from rounds.memberships.tests.network_cases import person, signed_in
from rounds.plans.actions.writing import start_plan
from rounds.plans.models import Author, Section, StrategicPlan
from rounds.users.models import User

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
__all__ = ["LATER", "NOW", "author", "client", "person", "plan", "section"]


def plan(by: User | None = None, **more: Any) -> StrategicPlan:
    """`by`: its lead."""
    named = {
        "title": "A voice for Harbor View",
        "organization": None,
        "organization_name": "Harbor View Clinic",
        "language": "en",
        "currency": "USD",
        "at": NOW,
    }
    return start_plan(by=by or person("Lena Lead"), **{**named, **more})  # type: ignore[arg-type]


def lead_of(of: StrategicPlan) -> User:
    return Author.objects.select_related("user").get(plan=of, is_lead=True, left_at=None).user


def author(of: StrategicPlan, name: str = "Ann Author") -> User:
    user = person(name)
    Author.objects.create(plan=of, user=user, joined_at=NOW)
    return user


def section(of: StrategicPlan, key: str = "goals") -> Section:
    return of.sections.get(key=key)


def client(user: User) -> Client:
    return signed_in(user)
