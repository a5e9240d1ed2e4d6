"""What the clock does for the open data."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.open_data.actions import changes


@due(every=timedelta(minutes=1))
def log_changes(at: datetime) -> None:
    changes.log_changes(at=at)
