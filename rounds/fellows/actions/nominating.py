"""Platinum is a nomination: by the office, or by a fellow who has gold or platinum."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.fellows import emails
from rounds.fellows.access import RUN
from rounds.fellows.actions.holding import hold
from rounds.fellows.actions.sending import sent
from rounds.fellows.models import Fellow, Level, Step
from rounds.fellows.refusing import Refused
from rounds.users.models import User


@transaction.atomic
def nominate(*, fellow: Fellow, reasons: str, by: User, at: datetime) -> Step:
    """It is sent at once. One that was returned can be nominated again, with new reasons. Raises Refused."""
    Fellow.objects.select_for_update(no_key=True).get(pk=fellow.pk)
    gold = fellow.steps.filter(level=Level.GOLD, state=Step.State.AWARDED).first()
    if fellow.user_id == by.pk:
        raise Refused(Refused.SELF)
    if not may_nominate(by):
        raise Refused(Refused.NOT_NOMINATING)
    if gold is None:
        raise Refused(Refused.BELOW, [Level.GOLD.value])
    if not reasons.strip():
        raise Refused(Refused.NO_REASON)
    fields = {"state_since": at, "began_at": at, "plan": gold.plan, "residency": gold.residency}
    made, _is_new = Step.objects.get_or_create(fellow=fellow, level=Level.PLATINUM, defaults=fields)
    step = hold(made)
    if not step.is_writable:
        raise Refused(Refused.NOT_NOW)
    step.nominated_by, step.reason = by, reasons.strip()
    step.save(update_fields=["nominated_by", "reason"])
    record(verb="fellow.nominated", about=step, by=by, at=at)
    emails.tell_of_nomination(step, at=at)
    return sent(step, by=by, at=at)


def may_nominate(user: User) -> bool:
    high = Step.objects.filter(
        fellow__user=user, level__in=(Level.GOLD, Level.PLATINUM), state=Step.State.AWARDED
    )
    return user.has_perm(RUN) or high.exists()
