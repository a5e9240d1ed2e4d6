"""What the clock does for the network. Called again, nothing is told, billed or taken twice."""

from datetime import datetime, timedelta

from rounds.core.clock import due
from rounds.memberships.actions import invitations, points, seats, year
from rounds.memberships.models import Membership


@due(every=timedelta(hours=6))
def keep_the_year(at: datetime) -> None:
    """Bill before reminding, so that the reminder names the invoice; and charge before saying that grace began."""
    year.call_off_stale_orders(at=at)
    year.bill_next_year(at=at)
    year.charge_cards(at=at)
    year.remind(at=at)
    year.tell_standing(at=at)


@due(every=timedelta(hours=1))
def expire_points(at: datetime) -> None:
    points.expire(at=at)


@due(every=timedelta(hours=1))
def move_seats_on(at: datetime) -> None:
    """Where a term has begun after another whose seats some still hold."""
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
