"""What the clock does while residencies run. Done again, nothing changes and nobody is told twice."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.residency.actions.working import completing, telling


@due(every=timedelta(hours=1))
def complete_residencies(at: datetime) -> None:
    completing.look_at_all(at=at)


@due(every=timedelta(hours=1))
def tell_who_begins(at: datetime) -> None:
    telling.tell_who_begins(at=at)


@due(every=timedelta(hours=1))
def tell_groups_of_posts(at: datetime) -> None:
    telling.tell_groups(at=at)
