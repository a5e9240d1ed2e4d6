"""What the clock does for courses."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.courses.actions import attempts


@due(every=timedelta(minutes=1))
def end_overdue_attempts(at: datetime) -> None:
    attempts.end_overdue(at=at)
