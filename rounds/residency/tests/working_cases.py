"""A cohort that runs, for tests: two groups, three rotations, a day of meetings."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from rounds.residency.models import Application, Chief, Cohort, Place, Program, Rotation, Slot, Task
from rounds.users.models import User
from rounds.users.tests.factories import person

FIRST = date(2026, 3, 10)
BEFORE = datetime(2026, 3, 1, 12, tzinfo=UTC)
MORNING = datetime(
    2026, 3, 10, 14, tzinfo=UTC
)  # nine in Chicago, where daylight saving began two days before
AFTER = datetime(2026, 3, 12, 12, tzinfo=UTC)
SLOTS = (
    (540, 30, "talk", "Welcome"),
    (570, 30, "rotation", "First rotation"),
    (600, 15, "break", "Coffee"),
    (615, 30, "rotation", "Second rotation"),
    (645, 60, "group", "Work in the group"),
)
_numbers = count(1)


def program(**fields: Any) -> Program:
    """Three rotations with two tasks each: one in the safe space, one in public that may be left out."""
    given = {"title": "Social media residency", "summary": "One day.", "created_at": BEFORE, **fields}
    made = Program.objects.create(slug=f"program-{next(_numbers)}", **given)
    for position, key in enumerate(("facebook", "youtube", "linkedin"), start=1):
        rotation = Rotation.objects.create(
            program=made, key=key, title=key.capitalize(), platform=key, text="Read first.", position=position
        )
        Task.objects.create(rotation=rotation, key=f"{key}-safe", title=f"Try {key}", position=1)
        Task.objects.create(
            rotation=rotation,
            key=f"{key}-public",
            title=f"Show {key}",
            position=2,
            is_public=True,
            is_optional=True,
        )
    for begins, minutes, kind, title in SLOTS:
        Slot.objects.create(program=made, begins=begins, minutes=minutes, kind=kind, title=title)
    return made


def cohort(of: Program | None = None, **fields: Any) -> Cohort:
    given = {
        "slug": f"cohort-{next(_numbers)}",
        "title": "Spring cohort",
        "mode": "online",
        "link": "https://meet.example.org/spring",
        "time_zone": "America/Chicago",
        "begins_on": FIRST,
        "ends_on": FIRST,
        "plan_due_on": FIRST + timedelta(days=30),
        "places": 16,
        "applications_close_at": BEFORE,
        "state": "running",
        "announced_at": BEFORE,
        "created_at": BEFORE,
        **fields,
    }
    return Cohort.objects.create(program=of or program(), **given)


def chief(of: Cohort, group: int = 1, user: User | None = None) -> Chief:
    leader = user or person(f"chief{next(_numbers)}@example.org", f"Chief {group}")
    return Chief.objects.create(cohort=of, user=leader, group=group, named_at=BEFORE)


def resident(of: Cohort, led_by: Chief | None = None, user: User | None = None, **fields: Any) -> Place:
    number = next(_numbers)
    who = user or person(f"resident{number}@example.org", f"Resident {number}")
    applied = Application.objects.create(
        cohort=of, user=who, state="placed", state_since=BEFORE, created_at=BEFORE
    )
    seat = led_by.residents.count() + 1 if led_by else None
    given = {"began_at": BEFORE, **fields}
    return Place.objects.create(cohort=of, application=applied, user=who, chief=led_by, seat=seat, **given)


def task(of: Cohort, key: str) -> Task:
    return Task.objects.get(rotation__program=of.program_id, key=key)


def runner() -> User:
    """Who runs the residency."""
    return person(f"office{next(_numbers)}@example.org", "Office", is_superuser=True)
