"""What the office does with programs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.models import Course
from rounds.residency import searching
from rounds.residency.marks import mark_of
from rounds.residency.models import Prerequisite, Program
from rounds.residency.refusing import Refused
from rounds.users.models import User

FIELDS = ("title", "summary", "text", "language", "share_present", "wants_plan")
Before = Sequence[tuple[Course, bool]]  # courses in their order, and whether they have to be passed


@transaction.atomic
def make_program(*, to: Mapping[str, Any], before: Before = (), by: User | None, at: datetime) -> Program:
    program = Program.objects.create(**to, created_at=at)
    _put_before(program, before)
    record(verb="residency.program_made", about=program, by=by, at=at)
    searching.refind(program)
    return program


@transaction.atomic
def describe_program(
    *, program: Program, to: Mapping[str, Any], before: Before, seen: str, by: User | None, at: datetime
) -> Program:
    """`seen`: the mark of what the writer began from. Raises Refused."""
    kept = Program.objects.select_for_update().get(pk=program.pk)
    if seen != mark_of_program(kept):
        raise Refused(Refused.CHANGED)
    changed = sorted(name for name, value in to.items() if getattr(kept, name) != value)
    for name, value in to.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*to])
    _put_before(kept, before)
    record(verb="residency.program_described", about=kept, by=by, at=at, changed=changed)
    searching.refind(kept)
    return kept


@transaction.atomic
def retire(*, program: Program, by: User | None, at: datetime) -> Program:
    """It is shown no more; its cohorts go on."""
    return _set_retired(program, at, "residency.program_retired", by, at)


@transaction.atomic
def take_up(*, program: Program, by: User | None, at: datetime) -> Program:
    return _set_retired(program, None, "residency.program_taken_up", by, at)


def mark_of_program(program: Program) -> str:
    return mark_of(program, FIELDS)


def _set_retired(program: Program, to: datetime | None, verb: str, by: User | None, at: datetime) -> Program:
    kept = Program.objects.select_for_update().get(pk=program.pk)
    if (kept.retired_at is None) == (to is None):
        return kept
    kept.retired_at = to
    kept.save(update_fields=["retired_at"])
    record(verb=verb, about=kept, by=by, at=at)
    searching.refind(kept)
    return kept


def _put_before(program: Program, before: Before) -> None:
    program.prerequisites.all().delete()
    Prerequisite.objects.bulk_create(
        [
            Prerequisite(program=program, course=course, must_pass=must_pass, position=position)
            for position, (course, must_pass) in enumerate(before)
        ]
    )
