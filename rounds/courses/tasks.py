"""Work that an event starts, and what the clock does. Done again, nothing changes and nobody is told twice."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from rounds.core.clock import due
from rounds.courses.actions import attempts, cards, reminding
from rounds.courses.models import Edition


@task()
def follow_edition(edition: int) -> None:
    """The cards of an edition that is out."""
    cards.follow(edition=Edition.objects.get(pk=edition), at=timezone.now())


@due(every=timedelta(hours=1))
def tell_of_waiting_cards(at: datetime) -> None:
    reminding.remind(at=at)


@due(every=timedelta(minutes=1))
def end_overdue_attempts(at: datetime) -> None:
    attempts.end_overdue(at=at)
