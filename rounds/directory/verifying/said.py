"""What the List says of accounts now, or said at the end of a past day, with all that stands behind it.

A status is shown as of the clock: what has expired is never official, whatever the stored copy says.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile
from typing import NamedTuple

from django.db.models import Max, Q

from rounds.directory import as_of
from rounds.directory.models import Evidence, Listing, Statement
from rounds.directory.proof import shown
from rounds.directory.verifying.answer import AGAINST, Owner, named
from rounds.organizations.models import Status


class Said(NamedTuple):
    """What is said of one listing; `until`: when it expires."""

    listing: Listing
    status: str
    until: datetime | None
    purpose: str
    language: str
    handle: str
    native_id: str
    address: str


SaidOf = Mapping[int, Sequence[Said]]  # by account


def said_now(accounts: set[int], now: datetime) -> SaidOf:
    said: defaultdict[int, list[Said]] = defaultdict(list)
    # Of an organization that is closed or became another's only the warnings are said still.
    is_said = Q(organization__status=Status.ACTIVE) | Q(proof__in=AGAINST)
    listings = Listing.objects.current().filter(is_said, account__in=accounts)
    for one in listings.select_related("account", "organization") if accounts else ():
        account, status = one.account, shown(one.proof, one.proof_until, now)
        names = account.handle, account.native_id, account.address
        said[account.pk].append(Said(one, status, one.proof_until, one.purpose, one.language, *names))
    return said


def said_then(accounts: set[int], moment: datetime) -> SaidOf:
    said: defaultdict[int, list[Said]] = defaultdict(list)
    unknown = as_of.unknown_ids(moment, accounts) if accounts else set()
    statements = as_of.statements_at(moment).filter(listing__account__in=accounts)
    for one in statements.select_related("listing__account", "listing__organization") if accounts else ():
        until = as_of.expiry_of(one.until_at, one.listing.proof_until)
        status = shown(one.proof, until, as_of.last_instant(moment))
        names = as_of.handle_of(one), as_of.id_of(one, unknown), one.address
        said[one.listing.account_id].append(
            Said(one.listing, status, until, one.purpose, one.language, *names)
        )
    return said


def owners_of(said: SaidOf, *, now: datetime, moment: datetime | None) -> dict[int, Owner]:
    """By listing."""
    listed = [one for of in said.values() for one in of]
    pks = [one.listing.pk for one in listed]
    if not pks:
        return {}
    at = as_of.last_instant(moment) if moment else now
    evidence, since = _evidence(pks, moment), _since(pks, at)
    seen = _seen(listed, moment)
    owners = {
        one.listing.pk: Owner(
            named(one.listing.organization),
            one.listing.pk,
            one.status,
            _began(one, since.get(one.listing.pk), at),
            one.listing.listed_at,
            one.purpose,
            one.language,
            one.until if one.until and one.until > at else None,
            seen[one.listing.pk],
            tuple(evidence.get(one.listing.pk, ())),
        )
        for one in listed
    }
    return _as_called_then(owners, listed, moment) if moment else owners


def _began(said: Said, told: tuple[str, datetime] | None, at: datetime) -> datetime:
    """When the status that is shown began; what has lapsed is out of date since it lapsed."""
    if told and told[0] == said.status:
        return told[1]
    return said.until if said.until and said.until <= at else said.listing.listed_at


def _since(listings: Sequence[int], at: datetime) -> dict[int, tuple[str, datetime]]:
    """For each listing: the status that was said last, and since when without a break."""
    told: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
    statements = Statement.objects.filter(listing__in=listings, from_at__lte=at).order_by("-from_at", "-pk")
    for pk, proof, from_at in statements.values_list("listing_id", "proof", "from_at"):
        told[pk].append((proof, from_at))
    return {pk: _first_of_the_last(of) for pk, of in told.items()}


def _first_of_the_last(told: Sequence[tuple[str, datetime]]) -> tuple[str, datetime]:
    """`told` is newest first. A statement also ends when something else than the status changed."""
    return list(takewhile(lambda one: one[0] == told[0][0], told))[-1]


def _evidence(listings: Sequence[int], moment: datetime | None) -> dict[int, list[Evidence]]:
    """The newest of each kind, outcome and register, newest first; of a past day, only what was known then."""
    known = Evidence.objects.filter(listing__in=listings)
    known = known.filter(recorded_at__lt=moment) if moment else known
    newest = known.order_by().values("listing", "kind", "outcome", "register").annotate(last=Max("pk"))
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    of_them = Evidence.objects.filter(pk__in=newest.values("last")).select_related("register")
    for one in of_them.order_by("-observed_at", "-pk"):
        found[one.listing_id].append(one)
    return found


def _seen(listed: Sequence[Said], moment: datetime | None) -> dict[int, date | None]:
    if moment is None:
        return {one.listing.pk: one.listing.seen_on for one in listed}
    seen = as_of.seen_at(moment, [one.listing.pk for one in listed])
    return {one.listing.pk: as_of.earlier(seen.get(one.listing.pk), one.listing.seen_on) for one in listed}


def _as_called_then(
    owners: Mapping[int, Owner], listed: Sequence[Said], moment: datetime
) -> dict[int, Owner]:
    """The organizations under the names that they had, with the address of their page of that day."""
    organizations = {one.listing.pk: one.listing.organization_id for one in listed}
    before = as_of.values_at(moment, ("name", "country", "type"), set(organizations.values()))
    day = as_of.last_instant(moment)
    return {
        pk: _called(owner, before.get(organizations[pk], {}), f"?as_of={day:%Y-%m-%d}")
        for pk, owner in owners.items()
    }


def _called(owner: Owner, before: Mapping[str, str], suffix: str) -> Owner:
    then = owner.organization._replace(path=owner.organization.path + suffix, **before)
    return replace(owner, organization=then)
