"""The grid's columns follow what is listed."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from rounds.directory.models import Entry, Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH
from rounds.organizations.models import Organization

BATCH = 500


def refresh_entries(organization_ids: Iterable[int]) -> None:
    """Make the grid's columns of these organizations say again what their listings say."""
    ids = sorted(set(organization_ids))
    for start in range(0, len(ids), BATCH):
        _refresh(ids[start : start + BATCH])


class _Line(NamedTuple):
    organization_id: int
    platform: str
    proof: str
    proof_until: datetime | None
    seen_on: date | None
    listed_at: datetime


def _refresh(ids: list[int]) -> None:
    take_turns(ids)
    lines: dict[int, list[_Line]] = {}
    for values in (
        Listing.objects.theirs()
        .filter(organization__in=ids)
        .values_list("organization_id", "account__platform", "proof", "proof_until", "seen_on", "listed_at")
    ):
        lines.setdefault(values[0], []).append(_Line(*values))
    Entry.objects.filter(organization__in=set(ids) - set(lines)).delete()
    Entry.objects.bulk_create(
        [_entry(organization_id, of) for organization_id, of in lines.items()],
        update_conflicts=True,
        unique_fields=["organization"],
        update_fields=["accounts", "platforms", "proof", "proof_until", "seen_on", "listed_at"],
    )


def take_turns(ids: Collection[int]) -> None:
    """Whoever else lists for these organizations now waits, and then counts what we listed, too.

    Not "for update": that would wait for everybody who has listed and not yet counted, and they for us.
    """
    list(
        Organization.objects.select_for_update(no_key=True)
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _entry(organization_id: int, lines: list[_Line]) -> Entry:
    platforms = 0
    for line in lines:
        platforms |= 1 << PLATFORMS[line.platform].bit
    return Entry(
        organization_id=organization_id,
        accounts=len(lines),
        platforms=platforms,
        proof=min((line.proof for line in lines), key=STRENGTH.__getitem__),
        proof_until=min((line.proof_until for line in lines if line.proof_until), default=None),
        seen_on=max((line.seen_on for line in lines if line.seen_on), default=None),
        listed_at=min(line.listed_at for line in lines),
    )
