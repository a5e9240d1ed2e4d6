"""What a fellow writes for the silver step: sections saved as typed, where they took part, when they began."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware

from rounds.activity.actions import record
from rounds.core.merging import merged
from rounds.fellows.actions.awarding import earliest
from rounds.fellows.actions.holding import hold_own
from rounds.fellows.models import Passage, Step, Wording
from rounds.fellows.refusing import Refused
from rounds.users.models import User


class Saved(NamedTuple):
    """`theirs`: what stands there, where both changed the same words: nothing was saved then."""

    passage: Passage
    mine: int | None = (
        None  # the number of what was sent, where it was merged: whoever types on, types on that
    )
    theirs: str | None = None

    @property
    def is_merged(self) -> bool:
        return self.mine is not None


@transaction.atomic
def save_passage(*, step: Step, key: str, base: int, text: str, by: User, at: datetime) -> Saved:
    """`base`: the version that it was typed on. Two windows, or two devices, lose nothing to one another."""
    held = hold_own(step, by)
    passage = held.passages.get(key=key)
    if passage.text == text:
        return Saved(passage)
    if base == passage.version:
        return Saved(_write(passage, text, at))
    former = passage.wordings.filter(number=base).values_list("text", flat=True).first()
    before = "" if base == 0 else former
    both = merged(before, passage.text, text) if before is not None else None
    if both is None:
        return Saved(passage, theirs=passage.text)
    passage.version += 1
    Wording.objects.create(passage=passage, number=passage.version, text=text, at=at)
    mine = passage.version
    return Saved(_write(passage, both, at), mine=mine)


@transaction.atomic
def say_taken_part(*, step: Step, text: str, by: User, at: datetime) -> Step:
    held = hold_own(step, by)
    if held.taken_part != text:
        held.taken_part = text
        held.save(update_fields=["taken_part"])
        record(verb="fellow.took_part", about=held, by=by, at=at)
    return held


@transaction.atomic
def say_when_begun(*, step: Step, on: date, by: User, at: datetime) -> Step:
    """Carrying out began on the day on which the plan was accepted, or later. The clock follows."""
    held = hold_own(step, by)
    accepted = localdate(held.plan.state_since) if held.plan else on
    if on < accepted:
        raise Refused(Refused.BEFORE, [date_format(accepted)])
    if on > localdate(at):
        raise Refused(Refused.AHEAD)
    held.began_at = make_aware(datetime.combine(on, datetime.min.time()))
    held.earliest_at = earliest(on)
    if held.round and held.sent_at and held.sent_at < held.earliest_at:
        raise Refused(Refused.NOT_NOW)  # it was sent by the clock of before
    held.save(update_fields=["began_at", "earliest_at"])
    record(verb="fellow.began", about=held, by=by, at=at, on=on.isoformat())
    return held


def _write(passage: Passage, text: str, at: datetime) -> Passage:
    """Not a line of the record for each pause in typing: the wordings are the record."""
    passage.version += 1
    passage.text, passage.changed_at = text, at
    passage.save(update_fields=["version", "text", "changed_at"])
    Wording.objects.create(passage=passage, number=passage.version, text=text, at=at)
    passage.wordings.filter(number__lte=passage.version - Wording.KEPT).delete()
    return passage
