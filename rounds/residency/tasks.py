"""Work that a cancelled cohort starts, and what the clock does. Done again, nobody is told or paid twice."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from rounds.core.clock import due
from rounds.residency.actions import cancelling
from rounds.residency.actions.working import completing, telling
from rounds.residency.models import Cohort


@task()
def settle_cancelled(cohort: int) -> None:
    cancelling.settle(cohort=Cohort.objects.get(pk=cohort), at=timezone.now())


@due(every=timedelta(minutes=10))
def settle_what_is_left(at: datetime) -> None:
    """Of cohorts whose cancelling was stopped in the middle."""
    for cohort in cancelling.unsettled():
        cancelling.settle(cohort=cohort, at=at)


@due(every=timedelta(hours=1))
def complete_residencies(at: datetime) -> None:
    completing.look_at_all(at=at)


@due(every=timedelta(hours=1))
def tell_who_begins(at: datetime) -> None:
    telling.tell_who_begins(at=at)


@due(every=timedelta(hours=1))
def tell_groups_of_posts(at: datetime) -> None:
    telling.tell_groups(at=at)
