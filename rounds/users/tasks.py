"""What the clock does for people."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.users.actions import credentials


@due(every=timedelta(hours=1))
def keep_credentials_up_to_date(at: datetime) -> None:
    """How a person is shown does not wait for this: it is worked out when it is read."""
    credentials.end_expired(at=at)
    credentials.remind_of_expiry(at=at)
