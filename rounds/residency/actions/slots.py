"""What the office does with a program's schedule. Cohorts that follow it are laid out anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.actions.following import follow, hold_following
from rounds.residency.marks import mark_of
from rounds.residency.models import Program, Slot
from rounds.residency.refusing import Refused
from rounds.users.models import User

FIELDS = ("day", "begins", "minutes", "kind", "title", "text")


@transaction.atomic
def add_slot(*, program: Program, to: Mapping[str, Any], by: User | None, at: datetime) -> Slot:
    kept = Program.objects.select_for_update().get(pk=program.pk)
    following = hold_following(kept)
    slot = Slot.objects.create(program=kept, **to)
    record(verb="residency.slot_added", about=kept, by=by, at=at, title=slot.title)
    for cohort in following:
        follow(cohort=cohort, by=by, at=at)
    return slot


@transaction.atomic
def change_slot(*, slot: Slot, to: Mapping[str, Any], seen: str, by: User | None, at: datetime) -> Slot:
    """`seen`: the mark of what the writer began from. Raises Refused."""
    program, kept = _hold(slot, seen)
    following = hold_following(program)
    for name, value in to.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*to])
    record(verb="residency.slot_changed", about=program, by=by, at=at, title=kept.title)
    for cohort in following:
        follow(cohort=cohort, by=by, at=at)
    return kept


@transaction.atomic
def take_slot_out(*, slot: Slot, seen: str, by: User | None, at: datetime) -> None:
    """Raises Refused."""
    program, kept = _hold(slot, seen)
    following = hold_following(program)
    kept.delete()
    record(verb="residency.slot_taken_out", about=program, by=by, at=at, title=kept.title)
    for cohort in following:
        follow(cohort=cohort, by=by, at=at)


def mark_of_slot(slot: Slot) -> str:
    return mark_of(slot, FIELDS)


def _hold(slot: Slot, seen: str) -> tuple[Program, Slot]:
    program = Program.objects.select_for_update().get(pk=slot.program_id)
    kept = Slot.objects.filter(pk=slot.pk).first()
    if kept is None or seen != mark_of_slot(kept):
        raise Refused(Refused.CHANGED)
    return program, kept
