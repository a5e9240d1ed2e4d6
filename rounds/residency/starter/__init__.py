"""The residency to begin with: a program of one day with its schedule, and workbooks for six platforms.

Written for this product and free to change (MIT, as all of it). A program that is there, by its address, is left as it
is, whatever was made of it.
"""

import tomllib
from collections.abc import Mapping
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from rounds.courses.models import Course
from rounds.residency import workbooks
from rounds.residency.models import Prerequisite, Program, Rotation, Slot, Task
from rounds.residency.workbooks import Workbook

HERE = Path(__file__).parent
FIELDS = ("slug", "title", "summary", "text", "language", "share_present", "wants_plan")


class Hour(NamedTuple):
    """Of the day, as it is written. `begins`: minutes from midnight."""

    begins: int
    minutes: int
    kind: str
    title: str
    text: str


@cache
def program() -> Mapping[str, Any]:
    """As it is written."""
    return tomllib.loads((HERE / "program.toml").read_text())


@cache
def schedule() -> tuple[Hour, ...]:
    return tuple(_hour(one) for one in program()["slots"])


@cache
def all_workbooks() -> tuple[Workbook, ...]:
    """In the order in which the first group goes through them."""
    return tuple(workbooks.read(path.read_text()) for path in sorted((HERE / "workbooks").glob("*.md")))


def sample() -> Workbook:
    """The one that is open to everybody."""
    return all_workbooks()[0]


def is_there() -> bool:
    return Program.objects.filter(slug=program()["slug"]).exists()


@transaction.atomic
def take_in_program(at: datetime) -> Program | None:
    """None where there is one at its address. Courses that are not there are not asked for."""
    if is_there():
        return None
    made = Program.objects.create(**{name: _trimmed(program()[name]) for name in FIELDS}, created_at=at)
    _ask_for_courses(made)
    Slot.objects.bulk_create(Slot(program=made, day=1, **one._asdict()) for one in schedule())
    for position, workbook in enumerate(all_workbooks(), start=1):
        _take_in_workbook(made, workbook, position)
    return made


def _ask_for_courses(made: Program) -> None:
    codes: list[str] = program()["prerequisites"]
    courses = {one.code: one for one in Course.objects.filter(code__in=codes)}
    there = [courses[code] for code in codes if code in courses]
    Prerequisite.objects.bulk_create(
        Prerequisite(program=made, course=course, position=position)
        for position, course in enumerate(there, start=1)
    )


def _take_in_workbook(made: Program, workbook: Workbook, position: int) -> None:
    fields = {name: getattr(workbook, name) for name in ("key", "title", "platform", "minutes", "text")}
    rotation = Rotation.objects.create(program=made, position=position, **fields)
    Task.objects.bulk_create(
        Task(rotation=rotation, position=number, **task._asdict())
        for number, task in enumerate(workbook.tasks, start=1)
    )


def _hour(written: Mapping[str, Any]) -> Hour:
    begins = time.fromisoformat(written["begins"])
    return Hour(
        begins.hour * 60 + begins.minute,
        written["minutes"],
        written["kind"],
        written["title"],
        written.get("text", ""),
    )


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
