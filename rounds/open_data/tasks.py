"""What the clock does for the open data."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.open_data.actions import changes, dumps
from rounds.open_data.dumps import folder

NIGHT = 3  # o'clock, UTC


@due(every=timedelta(minutes=1))
def log_changes(at: datetime) -> None:
    changes.log_changes(at=at)


@due(every=timedelta(minutes=30), at_most=timedelta(hours=3))
def make_nightly_dump(at: datetime) -> None:
    """Once a night; a new installation has its first at once."""
    known = folder.names()
    if known and (known[0] >= f"{at:%Y-%m-%d}" or at.hour < NIGHT):
        return
    dumps.make_dump(at=at)
