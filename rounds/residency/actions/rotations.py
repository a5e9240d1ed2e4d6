"""What the office does with a program's rotations and the tasks of their workbooks. What is retired is kept, and so is
what residents wrote to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from rounds.activity.actions import record
from rounds.residency.marks import mark_of
from rounds.residency.models import Program, Rotation, Task
from rounds.residency.refusing import Refused
from rounds.users.models import User

OF_ROTATION = ("title", "platform", "minutes", "text")
OF_TASK = ("title", "text", "is_public", "is_optional")
NEW = "new"  # an address of ours ends with it
Part = Rotation | Task
One = TypeVar("One", Rotation, Task)


@transaction.atomic
def add_rotation(*, program: Program, to: Mapping[str, Any], by: User | None, at: datetime) -> Rotation:
    kept = Program.objects.select_for_update().get(pk=program.pk)
    return Rotation.objects.create(program=kept, **_named(kept.rotations.all(), kept, to, by, at))


@transaction.atomic
def add_task(*, rotation: Rotation, to: Mapping[str, Any], by: User | None, at: datetime) -> Task:
    program = Program.objects.select_for_update().get(pk=rotation.program_id)
    return Task.objects.create(rotation=rotation, **_named(rotation.tasks.all(), program, to, by, at))


@transaction.atomic
def change(*, part: One, to: Mapping[str, Any], seen: str, by: User | None, at: datetime) -> One:
    """`seen`: the mark of what the writer began from. Raises Refused."""
    program, kept = _hold(part)
    if seen != mark_of_part(kept):
        raise Refused(Refused.CHANGED)
    for name, value in to.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*to])
    record(verb="residency.workbook_changed", about=program, by=by, at=at, title=kept.title)
    return kept


@transaction.atomic
def retire_part(*, part: One, by: User | None, at: datetime) -> One:
    """It is shown no more."""
    return _set_retired(part, at, "residency.workbook_part_retired", by, at)


@transaction.atomic
def take_up_part(*, part: One, by: User | None, at: datetime) -> One:
    return _set_retired(part, None, "residency.workbook_part_taken_up", by, at)


@transaction.atomic
def move_part_up(*, part: One, by: User | None, at: datetime) -> None:
    """Before the one that is shown above it. The first stays where it is."""
    program, kept = _hold(part)
    there: list[Any] = list(_beside(kept).order_by("position", "pk"))
    here = there.index(kept)
    above = [number for number in range(here) if there[number].retired_at is None]
    if not above:
        return
    there.insert(above[-1], there.pop(here))
    for position, one in enumerate(there, start=1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    record(verb="residency.workbooks_ordered", about=program, by=by, at=at, title=kept.title)


def mark_of_part(part: Part) -> str:
    return mark_of(part, OF_ROTATION if isinstance(part, Rotation) else OF_TASK)


def _set_retired(part: One, to: datetime | None, verb: str, by: User | None, at: datetime) -> One:
    program, kept = _hold(part)
    if (kept.retired_at is None) != (to is None):
        kept.retired_at = to
        kept.save(update_fields=["retired_at"])
        record(verb=verb, about=program, by=by, at=at, title=kept.title)
    return kept


def _hold(part: One) -> tuple[Program, One]:
    whose = part.program_id if isinstance(part, Rotation) else part.rotation.program_id
    program = Program.objects.select_for_update().get(pk=whose)
    part.refresh_from_db()
    return program, part


def _beside(part: Part) -> QuerySet[Any]:
    if isinstance(part, Rotation):
        return Rotation.objects.filter(program=part.program_id)
    return Task.objects.filter(rotation=part.rotation_id)


def _named(
    beside: QuerySet[Any], program: Program, to: Mapping[str, Any], by: User | None, at: datetime
) -> dict[str, Any]:
    """With a key that no other has, after the last; its title gives the key."""
    taken = {NEW, *beside.values_list("key", flat=True)}
    wanted = slugify(to["title"])[:34].strip("-") or "part"
    keys = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    record(verb="residency.workbook_part_added", about=program, by=by, at=at, title=to["title"])
    return {**to, "key": next(key for key in keys if key not in taken), "position": _last(beside) + 1}


def _last(beside: QuerySet[Any]) -> int:
    return max(beside.values_list("position", flat=True), default=0)
