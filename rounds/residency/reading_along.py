"""A chief resident reads the plans of their residents, and comments on them."""

from typing import Any

from rounds.plans import readers
from rounds.plans.models import StrategicPlan
from rounds.residency.models import Place


def enter() -> None:
    readers.enter("residency", leads_an_author)


def leads_an_author(plan: StrategicPlan, user: Any) -> bool:
    residents = Place.objects.held().filter(plan=plan, chief__user=user, chief__ended_at=None)
    return residents.exists()
