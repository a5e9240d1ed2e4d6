"""What a resident has done of what completes a residency, each with its numbers. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    PREREQUISITES = "prerequisites"
    PRESENT = "present"
    TASKS = "tasks"
    PLAN = "plan"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one resident. Meetings are those that count: breaks do not. `tasks`: those that may not be left out."""

    meetings: int
    present: int
    excused: int
    share_present: int  # percent
    tasks: int
    tasks_done: int
    prerequisites: int
    prerequisites_done: int
    wants_plan: bool
    plan_is_accepted: bool
    days_are_over: bool


class Line(NamedTuple):
    """`done` of `of` are there; `needed` of them are enough."""

    part: Part
    done: int
    of: int
    needed: int
    is_met: bool


def standing(facts: Facts) -> list[Line]:
    """In the order in which they are done. What the program does not want has no line."""
    lines = [
        _all_of(Part.PREREQUISITES, facts.prerequisites_done, facts.prerequisites),
        _present(facts),
        _all_of(Part.TASKS, facts.tasks_done, facts.tasks),
        _all_of(Part.PLAN, int(facts.plan_is_accepted), int(facts.wants_plan)),
        _all_of(Part.DAYS, int(facts.days_are_over), 1),
    ]
    return [line for line in lines if line.of]


def is_complete(lines: list[Line]) -> bool:
    return all(line.is_met for line in lines)


def _all_of(part: Part, done: int, of: int) -> Line:
    return Line(part, done, of, of, done >= of)


def _present(facts: Facts) -> Line:
    """Whoever is excused is not counted against; but nobody completes a residency at which they never were."""
    of = facts.meetings - facts.excused
    needed = -(-of * facts.share_present // 100)
    if facts.meetings and facts.share_present:
        needed = max(needed, 1)
    return Line(
        Part.PRESENT, facts.present, max(of, 1) if facts.meetings else 0, needed, facts.present >= needed
    )
