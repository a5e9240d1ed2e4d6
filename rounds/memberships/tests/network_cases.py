"""An organization in the network, its people and its points, for tests. Times are fixed."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, connections
from django.test import Client

from rounds.memberships.actions import leadership, points, seats, top_ups
from rounds.memberships.models import (
    Ending,
    Leadership,
    Membership,
    Order,
    Plan,
    PointsOperation,
    Seat,
    Term,
    Wallet,
)
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
_many = iter(range(1_000_000))


def person(name: str = "", email: str = "", *, verified: bool = True) -> User:
    email = email or f"{(name or 'person').lower().replace(' ', '.')}{next(_many)}@example.org"
    user = User.objects.create_user(email, "secret-enough", name=name)
    if verified:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def plan(**more: Any) -> Plan:
    slug = more.pop("slug", f"organization-{next(_many)}")
    zones = more.pop("zones", ["member", "organization"])
    return Plan.objects.create(
        slug=slug, kind=Plan.Kind.ORGANIZATION, name="Organization", zones=zones, points_percent=50, **more
    )


def hospital(
    *, seat_count: int = 5, leader: User | None = None, starts_on: date = TODAY, **more: Any
) -> tuple[Membership, User]:
    """A member organization with a leader, who has the first seat. Its term is waived, so that it counts."""
    organization = more.pop("organization", None) or OrganizationFactory(**more)
    leader = leader or person("Lena Lead")
    membership = Membership.objects.create(
        kind=Plan.Kind.ORGANIZATION, organization=organization, opened_at=NOW
    )
    term(membership, seat_count=seat_count, starts_on=starts_on)
    leadership.appoint(membership=membership, user=leader, by=None, at=NOW)
    return membership, leader


def term(membership: Membership, *, seat_count: int = 5, starts_on: date = TODAY, days: int = 365) -> Term:
    return Term.objects.create(
        membership=membership,
        plan=Plan.objects.filter(slug="tested").first() or plan(slug="tested"),
        how=Term.How.JOINED,
        starts_on=starts_on,
        ends_on=starts_on + (days - 1) * DAY,
        basis=Term.Basis.WAIVER,
        approved_by=person("Staff"),
        reason="A test",
        dues_cents=100_000,
        zones=["member"],
        seats=seat_count,
        written_at=NOW,
    )


def end(membership: Membership, on: date, reason: str = Ending.Reason.LEFT) -> None:
    for one in Term.objects.filter(membership=membership, ending=None):
        Ending.objects.create(term=one, ended_on=on, reason=reason, at=NOW)


def seated(membership: Membership, name: str = "", at: datetime = NOW) -> User:
    user = person(name)
    seats.grant(membership=membership, user=user, by=None, at=at)
    return user


def given(membership: Membership, count: int, at: datetime = NOW, *, by: User | None = None) -> Order:
    """Points that the organization bought and paid."""
    leader = by or Leadership.objects.filter(membership=membership, until_at=None).first().user
    order = top_ups.buy(
        membership=membership, points=count, to_organization=True, by=leader, at=at, key=f"test-{next(_many)}"
    )
    points.deliver_top_up(order=order, at=at)
    return order


def transfer(
    membership: Membership, to: User | Sequence[User], count: int, at: datetime = NOW, **more: Any
) -> list[PointsOperation]:
    leader = (
        more.pop("by", None) or Leadership.objects.filter(membership=membership, until_at=None).first().user
    )
    users = [to] if isinstance(to, User) else to
    key = more.pop("key", f"key-{next(_many)}")
    return points.transfer(membership=membership, to_users=users, points=count, by=leader, at=at, key=key)


def wallet(owner: User | Membership) -> Wallet:
    found = {"user": owner} if isinstance(owner, User) else {"membership": owner}
    return Wallet.objects.get_or_create(**found)[0]


def left(owner: User | Membership) -> int:
    """What the lots say, whether it can be spent or not."""
    return sum(wallet(owner).lots.values_list("remaining", flat=True))


def sitting(membership: Membership) -> list[str]:
    held = Seat.objects.held().filter(term__membership=membership).select_related("user")
    return [f"{seat.place} {seat.user.name}" for seat in held.order_by("term_id", "place")]


def at_once(work: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same moment, each with a connection of its own. Returns results and what was raised."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and ("memory" in name or not name):
        pytest.skip("an in-memory database has one connection; run with a database in a file or PostgreSQL")
    start = threading.Barrier(len(work))
    outcomes: list[Any] = []

    def run(one: Callable[[], Any]) -> None:
        start.wait()
        try:
            outcomes.append(one())
        except Exception as fault:
            outcomes.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
