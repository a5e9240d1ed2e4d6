"""A step is sent to its two reviewers: by the fellow, or, for platinum, by whoever nominates."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.fellows import emails, ladder, reporting
from rounds.fellows.access import reviewers
from rounds.fellows.actions.holding import hold_own, must_move
from rounds.fellows.models import Fellow, Opinion, Step
from rounds.fellows.refusing import Refused
from rounds.fellows.ties import ties
from rounds.users.models import User


@transaction.atomic
def send(*, step: Step, by: User, at: datetime) -> Step:
    """Raises Refused: before the clock has run, and while anything is missing."""
    Fellow.objects.select_for_update(no_key=True).get(
        pk=step.fellow_id
    )  # nothing below is taken back meanwhile
    held = hold_own(step, by)
    if held.level not in Step.REPORTED:
        raise Refused(Refused.NOT_NOW)
    _must_stand_on(held)
    if reporting.is_early(held, at):
        raise Refused(Refused.TOO_EARLY, [reporting.earliest_day(held)])
    if missing := reporting.lacks(held):
        raise Refused(Refused.MISSING, [str(one) for one in missing])
    return sent(held, by=by, at=at)


def sent(step: Step, *, by: User, at: datetime) -> Step:
    """With the step held. The two of the round before are asked again, as far as they still may."""
    step.state = must_move(step, ladder.SEND)
    step.state_since = step.sent_at = at
    step.round += 1
    step.save(update_fields=["state", "state_since", "sent_at", "round"])
    record(verb="fellow.sent", about=step, by=by, at=at, level=step.level, round=step.round)
    _ask_again(step, at)
    return step


def _ask_again(step: Step, at: datetime) -> None:
    tied = ties(step)
    may = set(reviewers().values_list("pk", flat=True))
    for former in step.opinions.filter(round=step.round - 1).order_by("slot"):
        if former.reviewer_id in may and former.reviewer_id not in tied:
            made = Opinion.objects.create(
                step=step,
                round=step.round,
                slot=former.slot,
                reviewer_id=former.reviewer_id,
                named_by_id=former.named_by_id,
                named_at=at,
            )
            emails.ask_reviewer(made, at=at)


def _must_stand_on(step: Step) -> None:
    below = ladder.level_before(step.level)
    if not step.fellow.steps.filter(level=below, state=Step.State.AWARDED).exists():
        raise Refused(Refused.BELOW, [below])
