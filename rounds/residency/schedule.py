"""When a cohort meets, and which group is with which rotation. Pure."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

ROTATION = "rotation"
FIRST_YEAR, LAST_YEAR = 2000, 2999  # beyond, a day cannot be moved into every time zone
One = TypeVar("One")


class Slotted(Protocol):
    """Of a program: `day` from 1, `begins` in minutes from midnight, where the cohort is."""

    day: int
    begins: int
    minutes: int
    kind: str
    title: str
    text: str


class Planned(NamedTuple):
    kind: str
    title: str
    text: str
    begins_at: datetime  # UTC
    ends_at: datetime
    round: int | None


def planned(slots: Iterable[Slotted], first: date, zone: str) -> list[Planned]:
    """The meetings of a cohort whose first day is `first`; rounds are numbered as they come.

    A meeting in an hour that clocks leave out begins an hour later; each lasts as long as it says.
    """
    found: list[Planned] = []
    rounds = 0
    for slot in sorted(slots, key=lambda one: (one.day, one.begins)):
        rounds += slot.kind == ROTATION
        begins_at = moment(first + timedelta(days=slot.day - 1), slot.begins, zone)
        found.append(
            Planned(
                slot.kind,
                slot.title,
                slot.text,
                begins_at,
                begins_at + timedelta(minutes=slot.minutes),
                rounds if slot.kind == ROTATION else None,
            )
        )
    return found


def moment(day: date, minutes: int, zone: str) -> datetime:
    """That time of that day on the clocks of a zone."""
    there = datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(zone))
    return there.astimezone(UTC)


def rotation_in(rank: int, round: int, rotations: Sequence[One]) -> One | None:
    """Where a group is: `rank` among the groups, from 0; `round` from 1.

    Each group goes through all rotations, each beginning one further on. So no two are together as long as there are
    no more groups than rotations, and in as many rounds every group meets all.
    """
    if not rotations:
        return None
    return rotations[(rank + round - 1) % len(rotations)]
