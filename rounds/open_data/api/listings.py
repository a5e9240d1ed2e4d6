"""What the List says of accounts, today or at the end of a past day: plain rows, in a constant number of queries."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Q
from django.db.models.functions import Cast, Left

from rounds.directory.as_of import (
    earlier,
    expiry_of,
    handle_of,
    id_of,
    last_instant,
    seen_at,
    statements_at,
    unknown_ids,
)
from rounds.directory.models import Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import OFFICIAL, Proof, shown
from rounds.directory.verifying.answer import AGAINST
from rounds.directory.views.days import Day
from rounds.open_data.public import without_mail
from rounds.organizations.models import Status

# Of an organization that is closed or became another's only the warnings are said still.
SAID = Q(organization__status=Status.ACTIVE) | Q(proof__in=AGAINST)


class Told(NamedTuple):
    """One account for one organization. `until`: when the proof runs out; None where nothing does."""

    organization: int
    account: int
    listing: int
    platform: str
    handle: str
    permanent_id: str
    address: str
    purpose: str
    audience: str
    language: str
    proof: str
    until: datetime | None
    last_seen: date | None
    listed_on: str  # a day

    @property
    def is_released(self) -> bool:
        return self.proof == Proof.RELEASED


def told(day: Day, **which: Iterable[int]) -> list[Told]:
    """`which`: organization__in=… or account__in=…. By platform and handle, what is no longer theirs among them."""
    found = _then(day.moment, which) if day.moment else _now(day.now, which)
    return sorted(found, key=_in_order)


def in_organization(one: Told) -> dict[str, object]:
    return {**names_of(one), **said_of(one)}


def names_of(one: Told) -> dict[str, object]:
    return {
        "id": one.account,
        "platform": one.platform,
        "handle": one.handle,
        "permanent_id": one.permanent_id,
        "address": one.address,
    }


def said_of(one: Told) -> dict[str, object]:
    return {
        "listing": one.listing,
        "purpose": one.purpose,
        "audience": without_mail(one.audience),
        "language": one.language,
        "proof": one.proof,
        "is_official": one.proof in OFFICIAL,
        "proof_until": one.until,
        "last_seen": one.last_seen,
        "listed_on": one.listed_on,
    }


def _in_order(one: Told) -> tuple[int, str, int]:
    return PLATFORMS[one.platform].bit, one.handle.casefold() or one.permanent_id, one.listing


_READ = (
    *("organization_id", "account_id", "pk", "account__platform", "account__handle", "account__native_id"),
    *("account__address", "purpose", "audience", "language", "proof", "proof_until", "seen_on"),
    Left(Cast("listed_at", CharField()), 10),  # the day alone: half the time of a moment
)


def _now(now: datetime, which: dict[str, Iterable[int]]) -> Iterator[Told]:
    for *names, proof, until, seen_on, listed_on in (
        Listing.objects.current().filter(SAID, **which).values_list(*_READ)
    ):
        is_over = until is not None and until <= now
        yield Told._make((*names, shown(proof, until, now), None if is_over else until, seen_on, listed_on))


def _then(moment: datetime, which: dict[str, Iterable[int]]) -> Iterator[Told]:
    of_these: dict[str, Any] = {f"listing__{field}": ids for field, ids in which.items()}
    statements = statements_at(moment).filter(**of_these).select_related("listing__account")
    said = list(statements)
    seen = seen_at(moment, [one.listing_id for one in said])
    unknown = unknown_ids(moment, [one.listing.account_id for one in said])
    now = last_instant(moment)
    for one in said:
        listing, account = one.listing, one.listing.account
        yield Told(
            *(listing.organization_id, account.pk, listing.pk, account.platform),
            *(handle_of(one), id_of(one, unknown), one.address),
            *(one.purpose, one.audience, one.language),
            shown(one.proof, expiry_of(one.until_at, listing.proof_until), now),
            None,  # until when it would count has changed with every look since
            earlier(seen.get(listing.pk), listing.seen_on),
            f"{listing.listed_at:%Y-%m-%d}",
        )
