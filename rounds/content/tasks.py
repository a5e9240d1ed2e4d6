"""What the clock does for editors."""

from datetime import datetime, timedelta

from rounds.content import publishing
from rounds.core.clock import due


@due(every=timedelta(minutes=1))
def publish_and_take_down(at: datetime) -> None:
    publishing.take_down_expired(at=at)
    publishing.publish_scheduled(at=at)
