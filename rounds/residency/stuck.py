"""Who needs their chief, and why: the reasons of a resident, the gravest first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar

QUIET = timedelta(days=7)  # without any work while the cohort runs
UNTOUCHED = timedelta(days=5)  # a returned plan
BEFORE_DUE = timedelta(days=14)  # by then a plan should have been begun
TWICE = 2
BEHIND = 2  # tasks fewer than the middle of the group
Key = TypeVar("Key")


class Why(StrEnum):
    ABSENT = "absent"
    OVERDUE = "overdue"
    RETURNED = "returned"
    NO_PLAN = "no plan"
    BEHIND = "behind"
    QUIET = "quiet"


WEIGHTS = {Why.ABSENT: 50, Why.OVERDUE: 45, Why.RETURNED: 40, Why.NO_PLAN: 30, Why.BEHIND: 20, Why.QUIET: 10}


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one resident. `absences`: how many of the latest marked meetings in a row they missed without an excuse.

    `group_done`: tasks that the middle of their group has done. `plan_state`: "" where there is none.
    `worked_at`: when they last wrote; `began_at`: when work could begin.
    """

    is_running: bool
    absences: int
    tasks: int
    tasks_done: int
    group_done: int
    began_at: datetime
    worked_at: datetime | None
    wants_plan: bool
    plan_state: str
    plan_due_at: datetime | None
    plan_touched_at: datetime | None


class Reason(NamedTuple):
    """`number`: days, absences or tasks, as the reason is said."""

    why: Why
    number: int


def reasons(facts: Facts, at: datetime) -> list[Reason]:
    found = [*_attending(facts), *_planning(facts, at), *_working(facts, at)]
    return sorted(found, key=lambda one: (-WEIGHTS[one.why], -one.number))


def worst_first(found: Iterable[tuple[Key, list[Reason]]]) -> list[tuple[Key, list[Reason]]]:
    """By all that is the matter; whoever is well stays in the order that they came in."""
    return sorted(found, key=lambda one: -sum(WEIGHTS[reason.why] for reason in one[1]))


def _attending(facts: Facts) -> Iterable[Reason]:
    if facts.absences >= TWICE:
        yield Reason(Why.ABSENT, facts.absences)


def _planning(facts: Facts, at: datetime) -> Iterable[Reason]:
    if not facts.wants_plan or facts.plan_state in ("accepted", "sent"):
        return
    if facts.plan_state == "returned" and facts.plan_touched_at and at - facts.plan_touched_at >= UNTOUCHED:
        yield Reason(Why.RETURNED, (at - facts.plan_touched_at).days)
    if facts.plan_due_at is None:
        return
    if at > facts.plan_due_at:
        if facts.plan_state != "returned":
            yield Reason(Why.OVERDUE, (at - facts.plan_due_at).days)
    elif not facts.plan_state and facts.plan_due_at - at <= BEFORE_DUE:
        yield Reason(Why.NO_PLAN, (facts.plan_due_at - at).days)


def _working(facts: Facts, at: datetime) -> Iterable[Reason]:
    if not facts.is_running or facts.tasks_done >= facts.tasks:
        return
    if facts.group_done - facts.tasks_done >= BEHIND:
        yield Reason(Why.BEHIND, facts.group_done - facts.tasks_done)
    quiet = at - (facts.worked_at or facts.began_at)
    if quiet >= QUIET:
        yield Reason(Why.QUIET, quiet.days)
