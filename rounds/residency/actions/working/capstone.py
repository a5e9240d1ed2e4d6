"""The strategic plan in which a residency ends: begun for it, or one that the resident writes already."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.organizations.models import Organization
from rounds.plans.actions.writing import start_plan
from rounds.plans.models import StrategicPlan
from rounds.residency.access import must_be_open
from rounds.residency.actions.working.completing import look
from rounds.residency.models import Place
from rounds.residency.not_done import NotDone
from rounds.users.models import User


@transaction.atomic
def begin(
    *,
    place: Place,
    title: str,
    organization: Organization | None,
    organization_name: str,
    currency: str,
    by: User,
    at: datetime,
) -> StrategicPlan:
    """Raises NotDone."""
    held = _hold(place, by)
    plan = start_plan(
        title=title,
        organization=organization,
        organization_name=organization_name,
        by=by,
        at=at,
        language=held.cohort.program.language,
        currency=currency,
    )
    _take(held, plan, by, at)
    return plan


@transaction.atomic
def choose(*, place: Place, plan: StrategicPlan, by: User, at: datetime) -> Place:
    """Several residents may write one plan together. Raises NotDone."""
    held = _hold(place, by)
    if not StrategicPlan.objects.written_by(by).filter(pk=plan.pk).exists():
        raise NotDone(NotDone.NOT_AUTHOR)
    if _came_afterwards(plan, by):
        raise NotDone(NotDone.CAME_AFTERWARDS)
    if held.plan_id != plan.pk:
        _take(held, plan, by, at)
        look(place=held, at=at)
    return held


def _came_afterwards(plan: StrategicPlan, by: User) -> bool:
    """Invited to what others had finished, nobody has written a plan."""
    now = StrategicPlan.objects.get(pk=plan.pk)
    if now.state != StrategicPlan.State.ACCEPTED:
        return False
    return now.authors.filter(user=by, joined_at__gte=now.state_since).exists()


def _take(held: Place, plan: StrategicPlan, by: User, at: datetime) -> None:
    held.plan = plan
    held.save(update_fields=["plan"])
    record(verb="residency.plan_chosen", about=held, by=by, at=at, plan=plan.pk)


def _hold(place: Place, by: User) -> Place:
    held = Place.objects.select_for_update(of=("self",)).select_related("cohort__program").get(pk=place.pk)
    must_be_open(held.cohort)
    if held.user_id != by.pk or held.left_at:
        raise NotDone(NotDone.NOT_IN_IT)
    if held.completed_at:
        raise NotDone(NotDone.HAS_COMPLETED)
    return held
