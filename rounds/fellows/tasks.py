"""What the clock does for fellows."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.fellows import emails
from rounds.fellows.actions.awarding import award_bronze
from rounds.fellows.models import Level, Step
from rounds.plans.models import StrategicPlan
from rounds.residency.models import Place

LATELY = timedelta(days=14)  # who was told longer ago is not looked up again


@due(every=timedelta(hours=12))
def tell_whose_months_are_over(at: datetime) -> None:
    """The same mail is written once, however often this runs."""
    over = Step.objects.filter(
        state=Step.State.OPEN, round=0, earliest_at__lte=at, earliest_at__gt=at - LATELY
    )
    for step in over.filter(fellow__user__closed_at=None).select_related("fellow__user").order_by("pk"):
        emails.tell_of_clock(step, at=at)


@due(every=timedelta(hours=1))
def give_bronze(at: datetime) -> None:
    """To whomever a fault kept from it when the second of the two facts came."""
    have = Step.objects.filter(level=Level.BRONZE).values("fellow__user")
    both = Place.objects.filter(plan__state=StrategicPlan.State.ACCEPTED).exclude(completed_at=None)
    for place in both.filter(user__closed_at=None).exclude(user__in=have).order_by("pk"):
        award_bronze(place=place, at=at)
