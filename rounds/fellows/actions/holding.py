"""A step, held for whoever is about to change it."""

from django.db import transaction

from rounds.fellows import ladder
from rounds.fellows.models import Fellow, Step
from rounds.fellows.refusing import Refused
from rounds.users.models import User


def hold(step: Step) -> Step:
    """As it stands now; inside a transaction."""
    assert transaction.get_connection().in_atomic_block
    held = Step.objects.select_related("fellow__user", "plan", "award__achievement")
    return held.select_for_update(of=("self",)).get(pk=step.pk)


def hold_own(step: Step, by: User) -> Step:
    """For the fellow to write in. Raises Refused."""
    held = hold(step)
    if held.fellow.user_id != by.pk:
        raise Refused(Refused.NOT_YOURS)
    if not held.is_writable:
        raise Refused(Refused.NOT_NOW)
    return held


def hold_fellow(fellow: Fellow, by: User) -> Fellow:
    """Raises Refused."""
    held = Fellow.objects.select_for_update().get(pk=fellow.pk)
    if held.user_id != by.pk:
        raise Refused(Refused.NOT_YOURS)
    return held


def must_move(step: Step, move: str) -> str:
    """The state that it leads to. Raises Refused."""
    try:
        return ladder.moved(step.state, move)
    except ladder.NotNow:
        raise Refused(Refused.NOT_NOW) from None
