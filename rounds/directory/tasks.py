"""What the clock does for the List."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.directory.actions import evidence, submissions


@due(every=timedelta(hours=6))
def forget_unconfirmed_submissions(at: datetime) -> None:
    submissions.forget_unconfirmed(at=at)


@due(every=timedelta(hours=1))
def refresh_expired_proofs(at: datetime) -> None:
    evidence.refresh_expired(at=at)
