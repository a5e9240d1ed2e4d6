"""What the clock does for seats, invitations and points."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.memberships.actions import invitations, points, seats
from rounds.memberships.models import Membership


@due(every=timedelta(hours=1))
def expire_points(at: datetime) -> None:
    points.expire(at=at)


@due(every=timedelta(hours=1))
def move_seats_on(at: datetime) -> None:
    """Where a term with seats has begun after another that still has some."""
    begun = Membership.objects.filter(
        terms__held_seats__until_at=None,
        terms__ends_on__lt=at.date(),
        terms__followed_by__starts_on__lte=at.date(),
    )
    for membership in begun.distinct().order_by("pk"):
        seats.move_on(membership=membership, at=at)


@due(every=timedelta(hours=24))
def forget_invitations(at: datetime) -> None:
    invitations.forget(at=at)
