"""The office takes a step back, with its badge; and gives it again where that was wrong."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.fellows import badges, emails, ladder
from rounds.fellows.access import must_run
from rounds.fellows.actions.awarding import awarded
from rounds.fellows.actions.holding import hold, must_move
from rounds.fellows.models import Fellow, Step
from rounds.fellows.refusing import Refused
from rounds.fellows.signals import step_taken_back
from rounds.users.models import User


@transaction.atomic
def take_back(*, step: Step, reason: str, by: User, at: datetime) -> Step:
    """From the top down: nothing stands on a step that was taken back. Raises Refused."""
    must_run(by)
    held = _held(step)
    leads_to = must_move(held, ladder.TAKE_BACK)
    if above := _awarded_above(held):
        raise Refused(Refused.ABOVE, [above])
    if not reason.strip():
        raise Refused(Refused.NO_REASON)
    held.state, held.state_since = leads_to, at
    held.taken_back_why = reason.strip()
    held.save(update_fields=["state", "state_since", "taken_back_why"])
    badges.take_back(held, by=by, at=at)
    record(verb="fellow.taken_back", about=held, by=by, at=at, level=held.level, reason=held.taken_back_why)
    step_taken_back.send(sender=Step, step=held, at=at)
    emails.tell_of_taking_back(held, at=at)
    return held


@transaction.atomic
def restore(*, step: Step, by: User, at: datetime) -> Step:
    """It stands since the day on which it was awarded first. The badge is a new one: a revoked one stays revoked."""
    must_run(by)
    held = _held(step)
    must_move(held, ladder.RESTORE)
    below = ladder.level_before(held.level)
    if below and not held.fellow.steps.filter(level=below, state=Step.State.AWARDED).exists():
        raise Refused(Refused.BELOW, [below])
    held.taken_back_why = ""
    held.save(update_fields=["taken_back_why"])
    record(verb="fellow.restored", about=held, by=by, at=at, level=held.level)
    return awarded(held, by=by, at=at)


def _held(step: Step) -> Step:
    """With the fellow held first, so that nothing is awarded above it meanwhile."""
    Fellow.objects.select_for_update(no_key=True).get(pk=step.fellow_id)
    return hold(step)


def _awarded_above(step: Step) -> str:
    above = ladder.LEVELS[ladder.LEVELS.index(step.level) + 1 :]
    found = step.fellow.steps.filter(level__in=above, state__in=(Step.State.AWARDED, Step.State.SENT))
    return found.values_list("level", flat=True).first() or ""
