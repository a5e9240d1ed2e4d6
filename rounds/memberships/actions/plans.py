"""Plans are made and changed. What was agreed in terms stays as it was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.memberships.models import Plan, PlanBand, PlanQuestion
from rounds.users.models import User


@transaction.atomic
def keep_plan(
    *,
    plan: Plan | None,
    to: Mapping[str, Any],
    bands: Sequence[Mapping[str, Any]],
    questions: Sequence[Mapping[str, Any]],
    by: User,
    at: datetime,
) -> Plan:
    """Make a plan, or write these facts over one. `to`: fields of Plan; the others: of PlanBand and PlanQuestion."""
    is_new = plan is None
    kept = Plan() if plan is None else Plan.objects.select_for_update().get(pk=plan.pk)
    before = {name: getattr(kept, name) for name in to} if plan else {}
    for name, value in to.items():
        setattr(kept, name, value)
    kept.save()
    kept.bands.all().delete()
    PlanBand.objects.bulk_create([PlanBand(plan=kept, **band) for band in bands])
    kept.questions.all().delete()
    PlanQuestion.objects.bulk_create([PlanQuestion(plan=kept, **question) for question in questions])
    changed = sorted(name for name, value in before.items() if value != to[name])
    record(verb="plan.made" if is_new else "plan.changed", about=kept, by=by, at=at, changed=changed)
    return kept
