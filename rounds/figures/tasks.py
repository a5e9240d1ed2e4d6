"""What the clock does about figures."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.figures import actions


@due(every=timedelta(hours=6), at_most=timedelta(hours=1))
def fill_months(at: datetime) -> None:
    actions.fill_months(at=at)


@due(every=timedelta(days=1), at_most=timedelta(hours=1))
def recount_oldest(at: datetime) -> None:
    actions.recount_oldest(at=at)
