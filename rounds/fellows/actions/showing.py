"""What a fellow shows: their portfolio, their level beside their name, their plan. Each can be undone at any time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.fellows.actions.holding import hold_fellow
from rounds.fellows.models import Fellow
from rounds.fellows.refusing import Refused
from rounds.plans.models import Author
from rounds.users.models import User

FIELDS = ("about", "is_public", "shows_level", "shows_plan")


@transaction.atomic
def show(*, fellow: Fellow, to: Mapping[str, Any], by: User, at: datetime) -> Fellow:
    """A plan has several authors: it is shown by the one who leads them, or not at all. Raises Refused."""
    held = hold_fellow(fellow, by)
    changed = sorted(name for name in FIELDS if name in to and getattr(held, name) != to[name])
    if "shows_plan" in changed and to["shows_plan"] and not leads_plan(held):
        raise Refused(Refused.PLAN_NOT_YOURS)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, to[name])
    held.save(update_fields=changed)
    record(verb="fellow.shown", about=held, by=by, at=at, changed=changed)
    return held


def leads_plan(fellow: Fellow) -> bool:
    plans = fellow.steps.exclude(plan=None).values("plan")
    leading = Author.objects.filter(plan__in=plans, user=fellow.user_id, is_lead=True, left_at=None)
    return leading.exists()
