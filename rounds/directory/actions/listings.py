"""Accounts come into the List and go out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from django.db import transaction

from rounds.activity.actions import record, record_many
from rounds.directory.models import Account, Entry, Evidence, Listing, Purpose, Submission
from rounds.directory.platforms import PLATFORMS, Address
from rounds.directory.proof import ATTESTED_FOR, STRENGTH, standing
from rounds.organizations import versions
from rounds.organizations.models import Organization, Register
from rounds.users.models import User

BATCH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of organization and account, as an import brings it."""

    organization_id: int
    address: Address
    purpose: str = Purpose.MAIN
    language: str = ""
    source_url: str = ""


@transaction.atomic
def list_account(
    *,
    organization: Organization,
    address: Address,
    purpose: str,
    language: str,
    submission: Submission | None,
    attested: bool,
    seen_on: date | None,
    by: User | None,
    at: datetime,
) -> Listing:
    """Put an account in the List for an organization, or add evidence where it is listed already."""
    account, _ = Account.objects.get_or_create(
        platform=address.platform, key=address.key, defaults=_account_fields(address, at)
    )
    listing, is_new = Listing.objects.select_for_update().get_or_create(
        organization=organization,
        account=account,
        ended_at=None,
        defaults={"listed_at": at, "purpose": purpose, "language": language},
    )
    Evidence.objects.create(
        listing=listing,
        kind=Evidence.Kind.ATTESTATION if attested else Evidence.Kind.SUBMISSION,
        submission=submission,
        observed_at=at,
        expires_at=at + ATTESTED_FOR if attested else None,
    )
    listing.purpose, listing.language = purpose, language
    listing.seen_on = max(filter(None, (listing.seen_on, seen_on)), default=None)
    listing.proof, listing.proof_until = standing(listing.evidence.all(), at=at)
    listing.save(update_fields=["purpose", "language", "seen_on", "proof", "proof_until"])
    record(
        verb="listing.added" if is_new else "listing.confirmed",
        about=organization,
        by=by,
        at=at,
        account=account.pk,
        address=account.address,
    )
    refresh_entries([organization.pk], at=at)
    versions.bump()
    return listing


@transaction.atomic
def take_out(*, listing: Listing, reason: str, by: User | None, at: datetime) -> None:
    """End a listing. It stays in the history, with the reason."""
    listing = Listing.objects.select_for_update().get(pk=listing.pk)
    if listing.ended_at:
        return
    listing.ended_at, listing.ended_reason = at, reason[:300]
    listing.save(update_fields=["ended_at", "ended_reason"])
    record(
        verb="listing.ended",
        about=listing.organization,
        by=by,
        at=at,
        account=listing.account_id,
        address=listing.account.address,
        reason=reason,
    )
    refresh_entries([listing.organization_id], at=at)
    versions.bump()


@transaction.atomic
def list_accounts(rows: Sequence[Row], *, register: Register, by: User | None, at: datetime) -> int:
    """Put many accounts in the List as "reported" by a register. Returns how many listings are new."""
    accounts = _accounts(rows, at)
    wanted = {(row.organization_id, accounts[row.address.platform, row.address.key]): row for row in rows}
    organization_ids = {organization_id for organization_id, _ in wanted}
    known = {
        (organization_id, account_id): pk
        for organization_id, account_id, pk in Listing.objects.current()
        .filter(organization__in=organization_ids)
        .values_list("organization_id", "account_id", "pk")
    }
    new = [
        Listing(
            organization_id=organization_id,
            account_id=account_id,
            purpose=row.purpose,
            language=row.language,
            seen_on=register.as_of,
            listed_at=at,
        )
        for (organization_id, account_id), row in wanted.items()
        if (organization_id, account_id) not in known
    ]
    for listing in Listing.objects.bulk_create(new, batch_size=BATCH):
        known[listing.organization_id, listing.account_id] = listing.pk
    _add_register_evidence({known[pair]: row for pair, row in wanted.items()}, register)
    record_many(
        verb="listing.added",
        about=[
            (
                Organization(pk=listing.organization_id),
                {"account": listing.account_id, "register": register.slug},
            )
            for listing in new
        ],
        by=by,
        at=at,
    )
    refresh_entries(organization_ids, at=at)
    if new:
        versions.bump()
    return len(new)


def refresh_entries(organization_ids: Iterable[int], *, at: datetime) -> None:
    """Make the grid's columns of these organizations say again what their listings say."""
    ids = sorted(set(organization_ids))
    for start in range(0, len(ids), BATCH):
        _refresh(ids[start : start + BATCH], at)


class _Line(NamedTuple):
    organization_id: int
    platform: str
    proof: str
    proof_until: datetime | None
    seen_on: date | None
    listed_at: datetime


def _refresh(ids: list[int], at: datetime) -> None:
    _take_turns(ids)
    lines: dict[int, list[_Line]] = {}
    for values in (
        Listing.objects.current()
        .filter(organization__in=ids)
        .values_list("organization_id", "account__platform", "proof", "proof_until", "seen_on", "listed_at")
    ):
        lines.setdefault(values[0], []).append(_Line(*values))
    Entry.objects.filter(organization__in=set(ids) - set(lines)).delete()
    Entry.objects.bulk_create(
        [_entry(organization_id, of, at) for organization_id, of in lines.items()],
        update_conflicts=True,
        unique_fields=["organization"],
        update_fields=["accounts", "platforms", "proof", "proof_until", "seen_on", "listed_at"],
    )


def _take_turns(ids: list[int]) -> None:
    """Whoever else lists for these organizations now waits, and then counts what we listed, too.

    Not "for update": that would wait for everybody who has listed and not yet counted, and they for us.
    """
    list(
        Organization.objects.select_for_update(no_key=True)
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _entry(organization_id: int, lines: list[_Line], at: datetime) -> Entry:
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


def refresh_expired(*, at: datetime) -> int:
    """Derive again what has expired: an old attestation is never shown as official. Returns how many changed."""
    changed: set[int] = set()
    with transaction.atomic():
        expired = Listing.objects.select_for_update().current().filter(proof_until__lte=at)
        for listing in expired.prefetch_related("evidence").order_by("pk"):
            listing.proof, listing.proof_until = standing(listing.evidence.all(), at=at)
            listing.save(update_fields=["proof", "proof_until"])
            changed.add(listing.organization_id)
        if changed:
            refresh_entries(changed, at=at)
            versions.bump()
    return len(changed)


def _account_fields(address: Address, at: datetime) -> dict[str, object]:
    return {
        "handle": address.handle,
        "native_id": address.native_id,
        "address": address.url,
        "created_at": at,
    }


def _accounts(rows: Sequence[Row], at: datetime) -> dict[tuple[str, str], int]:
    """The accounts of these rows, made where they are missing: (platform, key) to id."""
    addresses = {(row.address.platform, row.address.key): row.address for row in rows}
    Account.objects.bulk_create(
        [
            Account(platform=platform, key=key, **_account_fields(address, at))
            for (platform, key), address in addresses.items()
        ],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    keys = {key for _, key in addresses}
    return {
        (platform, key): pk
        for platform, key, pk in Account.objects.filter(key__in=keys).values_list("platform", "key", "pk")
        if (platform, key) in addresses
    }


def _add_register_evidence(listings: dict[int, Row], register: Register) -> None:
    observed_at = datetime.combine(register.as_of, time(), tzinfo=UTC)
    told = set(
        Evidence.objects.filter(listing__in=listings, register=register).values_list("listing_id", flat=True)
    )
    Evidence.objects.bulk_create(
        [
            Evidence(
                listing_id=pk,
                kind=Evidence.Kind.REGISTER,
                register=register,
                source_url=row.source_url,
                observed_at=observed_at,
            )
            for pk, row in listings.items()
            if pk not in told
        ],
        batch_size=BATCH,
    )
    Listing.objects.filter(pk__in=listings, seen_on__lt=register.as_of).update(seen_on=register.as_of)
