"""Bronze follows from two facts, in either order.

It is awarded once the transaction that brought a fact is over: by then whoever comes second sees both, and nobody waits
for a row that the other holds. What a fault keeps from it, the clock makes up for.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from rounds.fellows.actions.awarding import award_bronze
from rounds.plans.models import StrategicPlan
from rounds.plans.signals import plan_accepted
from rounds.residency.models import Place
from rounds.residency.signals import residency_completed


@receiver(residency_completed, dispatch_uid="fellows.after_residency")
def after_residency(place: Place, at: datetime, **_signal: Any) -> None:
    _award(place, at)


@receiver(plan_accepted, dispatch_uid="fellows.after_plan")
def after_plan(plan: StrategicPlan, at: datetime, **_signal: Any) -> None:
    """Each resident whose capstone it is."""
    for place in Place.objects.filter(plan=plan).order_by("pk"):
        _award(place, at)


def _award(place: Place, at: datetime) -> None:
    transaction.on_commit(partial(award_bronze, place=place, at=at), robust=True)
