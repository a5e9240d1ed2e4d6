"""Two reviewers are named, and each decides without knowing what the other thinks."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.fellows import emails, ladder
from rounds.fellows.access import REVIEW, must_run
from rounds.fellows.actions.awarding import awarded
from rounds.fellows.actions.holding import hold, must_move
from rounds.fellows.models import Opinion, Step
from rounds.fellows.refusing import Refused
from rounds.fellows.ties import ties
from rounds.users.models import User


@transaction.atomic
def name_reviewer(*, step: Step, slot: int, reviewer: User, by: User, at: datetime) -> Opinion:
    """In place of whoever has that seat in this round, unless they have decided. Raises Refused."""
    must_run(by)
    held = hold(step)
    if held.state != Step.State.SENT or slot not in (1, 2):
        raise Refused(Refused.NOT_NOW)
    _must_be_free(held, slot, reviewer)
    seated = held.opinions.select_related("reviewer").filter(round=held.round, slot=slot).first()
    if seated and seated.reviewer_id == reviewer.pk:
        return seated
    if seated and seated.verdict:
        raise Refused(Refused.DECIDED)
    if seated:
        seated.delete()
    made = Opinion.objects.create(
        step=held, round=held.round, slot=slot, reviewer=reviewer, named_by=by, named_at=at
    )
    record(verb="fellow.reviewer_named", about=held, by=by, at=at, slot=slot, reviewer=reviewer.pk)
    emails.ask_reviewer(made, at=at)
    return made


@transaction.atomic
def decide(*, step: Step, verdict: str, reasons: str, by: User, at: datetime) -> Step:
    """The second of the two settles it: awarded where both say so, otherwise returned with both reasons."""
    held = hold(step)
    mine = held.opinions.filter(round=held.round, reviewer=by).first()
    if mine is None or not by.has_perm(REVIEW):
        raise Refused(Refused.NOT_A_REVIEWER, [str(by)])
    if held.state != Step.State.SENT:
        raise Refused(Refused.NOT_NOW)
    if mine.verdict:
        raise Refused(Refused.DECIDED)
    if not reasons.strip() or verdict not in Opinion.Verdict.values:
        raise Refused(Refused.NO_REASON)
    if tie := ties(held).get(by.pk):
        raise Refused(Refused.TIED, [str(by), tie])
    mine.verdict, mine.reasons, mine.decided_at = verdict, reasons.strip(), at
    mine.save(update_fields=["verdict", "reasons", "decided_at"])
    record(verb="fellow.judged", about=held, by=by, at=at, round=held.round)
    return _settled(held, at)


def _settled(step: Step, at: datetime) -> Step:
    said = [one for one in step.opinions.filter(round=step.round).values_list("verdict", flat=True) if one]
    if len(said) < ladder.REVIEWERS:
        return step
    if set(said) == {Opinion.Verdict.AWARD}:
        step.state = must_move(step, ladder.AWARD)
        return awarded(step, by=None, at=at)
    step.state, step.state_since = must_move(step, ladder.RETURN), at
    step.save(update_fields=["state", "state_since"])
    record(verb="fellow.returned", about=step, by=None, at=at, level=step.level, round=step.round)
    emails.tell_of_return(step, at=at)
    return step


def _must_be_free(step: Step, slot: int, reviewer: User) -> None:
    if not reviewer.is_active or not reviewer.has_perm(REVIEW):
        raise Refused(Refused.NOT_A_REVIEWER, [str(reviewer)])
    if tie := ties(step).get(reviewer.pk):
        raise Refused(Refused.TIED, [str(reviewer), tie])
    others = step.opinions.filter(round=step.round, reviewer=reviewer).exclude(slot=slot)
    if others.exists():
        raise Refused(Refused.TWICE, [str(reviewer)])
