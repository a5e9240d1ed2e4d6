"""An accreditor, activities and what somebody attended, for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from rounds.credits.actions.claiming import claim
from rounds.credits.actions.designating import add_accreditor, designate
from rounds.credits.actions.disclosing import Related, disclose
from rounds.credits.claimable import Attended
from rounds.credits.models import Accreditor, Activity, Disclosure, Entry
from rounds.users.models import User
from rounds.users.tests.factories import person

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
UNIT = "AMA PRA Category 1 Credit(s)™"


def accreditor(name: str = "Sample Partner", **to: Any) -> Accreditor:
    there = Accreditor.objects.filter(name=name).first()
    return there or add_accreditor(to={"name": name, "unit": UNIT, **to}, by=None, at=NOW - 30 * DAY)


def activity(key: str = "pro-101", most: int = 60, **more: Any) -> Activity:
    """For everybody in their own time, unless it `starts_at` a time."""
    given = {"kind": "course", "title": key.upper(), "accreditor": None, "at": NOW - 20 * DAY, **more}
    by = given["accreditor"] or accreditor()
    return designate(**{**given, "accreditor": by}, key=key, most_minutes=most, by=None)


def live(key: str, start: int, end: int, most: int | None = None, **more: Any) -> Activity:
    """From `start` to `end`, in minutes after NOW."""
    return activity(
        key,
        most or end - start,
        kind="webinar",
        starts_at=NOW + start * MINUTE,
        ends_at=NOW + end * MINUTE,
        **more,
    )


def attended(minutes: int = 60, *, at: datetime = NOW) -> Attended:
    return Attended(minutes, {"passed_at": at.isoformat()}, at - HOUR, at)


def sat_in(start: int, end: int) -> Attended:
    """From `start` to `end`, in minutes after NOW."""
    times = (NOW + start * MINUTE, NOW + end * MINUTE)
    return Attended(end - start, {"seen": True}, *times, (times,))


def claimed(user: User, of: Activity, minutes: int = 60, evidence: Attended | None = None) -> Entry:
    return claim(
        user=user,
        activity=of,
        minutes=minutes,
        evidence=evidence or attended(minutes),
        by=user,
        at=NOW + DAY,
    )


def learner() -> User:
    return User.objects.filter(email="ada@example.org").first() or person()


def disclosed(user: User, *relations: Related, at: datetime = NOW - DAY) -> Disclosure:
    return disclose(person=user, months=24, relations=relations, at=at)
