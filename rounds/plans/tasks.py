"""What the clock does for plans. Done again, nothing changes and nobody is told twice."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.plans.actions import authors, comments, texts


@due(every=timedelta(hours=6))
def thin_out_texts(at: datetime) -> None:
    texts.thin_out(at=at)


@due(every=timedelta(minutes=20))
def tell_of_comments(at: datetime) -> None:
    comments.tell(at=at)


@due(every=timedelta(days=1))
def forget_invitations(at: datetime) -> None:
    authors.forget(at=at)
