"""What the clock does for reports."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.moderation import actions


@due(every=timedelta(hours=6))
def forget_unconfirmed_reports(at: datetime) -> None:
    actions.forget_unconfirmed(at=at)


@due(every=timedelta(hours=24))
def close_settled_cases(at: datetime) -> None:
    actions.close_settled(at=at)
