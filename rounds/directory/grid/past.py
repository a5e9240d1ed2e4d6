"""The grid on a past day: its index, and the rows behind it."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from threading import Lock
from typing import NamedTuple

from django.db.models import QuerySet

from rounds.directory.as_of import (
    earlier,
    expiry_of,
    handle_of,
    id_of,
    last_instant,
    seen_at,
    statements_at,
    unknown_ids,
    values_at,
)
from rounds.directory.grid.census import Busy
from rounds.directory.grid.index import Index, by_name
from rounds.directory.models import Statement
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH, Proof, shown
from rounds.organizations import versions
from rounds.organizations.models import Organization, Status
from rounds.organizations.names import fold

KEPT = 3  # days whose index is remembered, in each process
PATIENCE = 5  # seconds that a request waits while another one builds


_building, _keeping = Lock(), Lock()
_kept: OrderedDict[tuple[int, datetime], Index] = OrderedDict()


def past_index(moment: datetime, *, may_build: Callable[[], bool]) -> Index:
    """The index of the day that ended then. Raises Busy: reading a whole day is the dearest thing a visitor can ask."""
    key = versions.current(), moment
    if kept := _remembered(key):
        return kept
    if not may_build() or not _building.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _remembered(key) or _built(key)
    finally:
        _building.release()


def _remembered(key: tuple[int, datetime]) -> Index | None:
    """Version 0 is before the first change that an action made: nothing is known about it."""
    with _keeping:
        if not key[0] or key not in _kept:
            return None
        _kept.move_to_end(key)
        return _kept[key]


def _built(key: tuple[int, datetime]) -> Index:
    version, moment = key
    made = Index(version, last_instant(moment), by_name(_index_rows(moment)), moment)
    with _keeping:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _index_rows(moment: datetime) -> Iterator[tuple]:
    """A folded name, and then the fields of `index.Line`, for every organization that was current."""
    entries = _entries(moment)
    before = values_at(moment, ("name", "country", "region", "type", "status"))
    known = Organization.objects.filter(created_at__lt=moment)
    for pk, sort_name, country, region, type_, status in known.values_list(
        "pk", "sort_name", "country", "region", "type", "status"
    ).iterator(chunk_size=5_000):
        if pk in before:
            old = before[pk]
            sort_name = fold(old["name"])[:300] if "name" in old else sort_name
            country, region = old.get("country", country), old.get("region", region)
            type_, status = old.get("type", type_), old.get("status", status)
        if status == Status.ACTIVE:
            yield sort_name, pk, country, region, type_, *entries.get(pk, _NO_ENTRY)


_NO_ENTRY = (None, 0, "", None, None, None)


def _entries(moment: datetime) -> dict[int, tuple]:
    """For each organization: accounts, platforms, best proof, None (nothing expires in the past), seen, listed."""
    now = last_instant(moment)
    seen = seen_at(moment)
    entries: dict[int, tuple] = {}
    for pk, listing, platform, proof, until_at, proof_until, seen_on, listed_at in (
        _theirs(moment)
        .values_list(
            "listing__organization_id",
            "listing_id",
            "listing__account__platform",
            "proof",
            "until_at",
            "listing__proof_until",
            "listing__seen_on",
            "listing__listed_at",
        )
        .iterator(chunk_size=5_000)
    ):
        proof = shown(proof, expiry_of(until_at, proof_until), now)
        held = 1 << PLATFORMS[platform].bit
        day = earlier(seen.get(listing), seen_on)
        if pk not in entries:
            entries[pk] = (1, held, proof, None, day, listed_at)
            continue
        n, platforms, best, _, newest, first = entries[pk]
        entries[pk] = (
            n + 1,
            platforms | held,
            best if STRENGTH[best] <= STRENGTH[proof] else proof,
            None,
            max(filter(None, (newest, day)), default=None),
            min(first, listed_at),
        )
    return entries


def _theirs(moment: datetime) -> QuerySet[Statement]:
    return statements_at(moment).exclude(proof=Proof.RELEASED)


class Line(NamedTuple):
    """An account as it was listed for an organization."""

    organization_id: int
    platform: str
    handle: str
    native_id: str
    address: str
    purpose: str
    language: str
    proof: str
    seen_on: date | None
    audience: str = ""  # for exports, as what follows
    listed_on: date | None = None
    account_id: int = 0


def lines_at(organizations: Sequence[int], moment: datetime) -> list[Line]:
    """The accounts that were theirs. Three queries."""
    now = last_instant(moment)
    told = list(
        _theirs(moment).filter(listing__organization__in=organizations).select_related("listing__account")
    )
    seen = seen_at(moment, [one.listing_id for one in told])
    unknown = unknown_ids(moment, [one.listing.account_id for one in told])
    return [
        Line(
            one.listing.organization_id,
            one.listing.account.platform,
            handle_of(one),
            id_of(one, unknown),
            one.address,
            one.purpose,
            one.language,
            shown(one.proof, expiry_of(one.until_at, one.listing.proof_until), now),
            earlier(seen.get(one.listing_id), one.listing.seen_on),
            one.audience,
            one.listing.listed_at.date(),
            one.listing.account_id,
        )
        for one in told
    ]


def organizations_at(
    organizations: Sequence[int], fields: Sequence[str], moment: datetime
) -> dict[int, list[str]]:
    """These fields as they were. Two queries."""
    before = values_at(moment, fields, organizations)
    return {
        pk: [before.get(pk, _NOTHING).get(field, value) for field, value in zip(fields, values, strict=True)]
        for pk, *values in Organization.objects.filter(pk__in=organizations).values_list("pk", *fields)
    }


_NOTHING: dict[str, str] = {}
