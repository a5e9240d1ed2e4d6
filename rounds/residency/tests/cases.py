"""Programs, cohorts and residents for tests, as they come about in life: through the actions."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from rounds.memberships.actions.points.entering import wallet_of
from rounds.memberships.models import Lot, Membership
from rounds.memberships.tests.factories import PlanFactory, UserFactory, joined
from rounds.residency.actions import applying, chiefs, cohorts, deciding, programs
from rounds.residency.models import Application, Chief, Cohort, Place, Program
from rounds.users.models import User

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
AFTER = datetime(2027, 3, 2, 12, tzinfo=UTC)  # the first day
CLOSES = datetime(2027, 2, 1, 12, tzinfo=UTC)
_numbers = count(1)


def program(**to: Any) -> Program:
    number = next(_numbers)
    given = {
        "slug": f"program-{number}",
        "title": f"Program {number}",
        "summary": "A day with platforms.",
        **to,
    }
    return programs.make_program(to=given, by=None, at=NOW)


def planned(*, of: Program | None = None, **to: Any) -> Cohort:
    given = {
        "slug": f"cohort-{next(_numbers)}",
        "title": "Spring cohort",
        "mode": Cohort.Mode.ONLINE,
        "link": "https://meet.example/spring",
        "time_zone": "America/Chicago",
        "begins_on": date(2027, 3, 1),
        "ends_on": date(2027, 3, 1),
        "places": 16,
        "applications_close_at": CLOSES,
        **to,
    }
    return cohorts.make_cohort(program=of or program(), to=given, by=None, at=NOW)


def opened(**to: Any) -> Cohort:
    return cohorts.announce(cohort=planned(**to), by=None, at=NOW)


def member() -> User:
    user: User = UserFactory()
    joined(user=user, at=NOW, plan=PlanFactory(points_percent=0))
    return user


def rich(points: int = 1_000) -> User:
    """A member with so many points more."""
    user = member()
    membership = Membership.objects.get(user=user)
    Lot.objects.create(
        wallet=wallet_of(user=user),
        membership=membership,
        amount=points,
        remaining=points,
        expires_on=date(2027, 12, 31),
        came_at=NOW,
    )
    return user


def sent(cohort: Cohort, user: User | None = None, at: datetime = NOW, **to: Any) -> Application:
    who = user or member()
    given = {"role": "Nurse", "why": "To learn it.", **to}
    application = applying.keep(cohort=cohort, to=given, by=who, at=at)
    return applying.send(application=application, by=who, at=at)


def accepted(cohort: Cohort, user: User | None = None, at: datetime = NOW, **to: Any) -> Application:
    return deciding.accept(application=sent(cohort, user, at, **to), by=office(), at=at)


def resident(cohort: Cohort, user: User | None = None, **to: Any) -> Place:
    """Quickly: without asking for membership or prerequisites."""
    who = user or UserFactory()
    application = Application.objects.create(
        cohort=cohort,
        user=who,
        state="placed",
        state_since=NOW,
        created_at=NOW,
        role="Nurse",
        why="To learn.",
    )
    return Place.objects.create(cohort=cohort, application=application, user=who, began_at=NOW, **to)


def chief(cohort: Cohort, user: User | None = None) -> Chief:
    return chiefs.name_chief(cohort=cohort, user=user or UserFactory(), by=None, at=NOW)


def office() -> User:
    user: User = UserFactory()
    return user
