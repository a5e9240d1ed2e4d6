"""What a private feed says when its person could read more before than now."""

from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from rounds.content.feeds.entries import Entry
from rounds.content.models import PrivateFeed
from rounds.core.zones import Zone
from rounds.memberships import access
from rounds.memberships.edges import edge
from rounds.memberships.models import Seat


def notice(feed: PrivateFeed, zones: frozenset[str], at: datetime) -> Entry | None:
    """None where nothing has ended. A later end is another notice, so that it is read again."""
    if Zone.MEMBER in zones:
        return None
    ended_at = _ended_at(feed, at)
    if ended_at is None:
        return None
    way = edge(zone=Zone.MEMBER, is_sample=False, user=feed.user, path="/me/feeds/")
    return Entry(
        id=f"urn:uuid:{uuid5(NAMESPACE_URL, f'{settings.PUBLIC_URL}/me/feeds/{feed.pk}/{ended_at:%Y-%m-%d}')}",
        url=f"{settings.PUBLIC_URL}{way.step.url}",
        title=_("Your membership does not run at the moment"),
        summary=_("This feed now carries what everybody may read and hear."),
        opening=way.text,
        published=ended_at,
        updated=ended_at,
        language="en",
    )


def _ended_at(feed: PrivateFeed, at: datetime) -> datetime | None:
    """When the last thing ended that opened what members have; None where there was nothing of the kind."""
    mine = access.memberships_of(feed.user, at.date())
    days = [
        one.stand.open_until for one in mine if one.stand.open_until and one.stand.open_until <= at.date()
    ]
    seats = Seat.objects.filter(user=feed.user)
    if not days and not mine and not seats.exists():
        return None
    return datetime.combine(max(days), time(), UTC) if days else feed.made_at
