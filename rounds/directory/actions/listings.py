"""Accounts come into the List and go out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction

from rounds.activity.actions import record, record_many
from rounds.directory.actions.entries import refresh_entries
from rounds.directory.actions.evidence import restate, say
from rounds.directory.models import Account, Evidence, Listing, Purpose, Statement, Submission
from rounds.directory.platforms import Address
from rounds.directory.proof import ATTESTED_FOR
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
    purpose: str = Purpose.MAIN,
    language: str = "",
    audience: str = "",
    submission: Submission | None = None,
    detail: str = "",
    attested: bool = False,
    seen_on: date | None = None,
    by: User | None,
    at: datetime,
) -> Listing:
    """Put an account in the List for an organization, or add evidence where it is listed already.

    `detail`: where it comes from, for everybody to read; whose word it is stays with us.
    """
    account = _account(address, at)
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
        recorded_at=at,
        expires_at=at + ATTESTED_FOR if attested else None,
        detail=detail[:300],
        by=by if submission is None and (attested or detail) else None,
    )
    listing.purpose, listing.language, listing.audience = purpose, language, audience
    listing.seen_on = max(filter(None, (listing.seen_on, seen_on)), default=None)
    listing.save(update_fields=["purpose", "language", "audience"])
    restate([listing], by=by, at=at)
    record(
        verb="listing.added" if is_new else "listing.confirmed",
        about=organization,
        by=by,
        at=at,
        account=account.pk,
        address=account.address,
    )
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
    restate([listing], by=by, at=at)  # what had expired by now was said until it expired
    listing.statements.filter(until_at=None).update(until_at=at)
    record(
        verb="listing.ended",
        about=listing.organization,
        by=by,
        at=at,
        account=listing.account_id,
        address=listing.account.address,
        reason=reason,
    )
    refresh_entries([listing.organization_id])
    versions.bump()


@transaction.atomic
def list_accounts(rows: Sequence[Row], *, register: Register, by: User | None, at: datetime) -> int:
    """Put many accounts in the List as "reported" by a register. Returns how many listings are new."""
    accounts = _accounts(rows, at)
    wanted = {(row.organization_id, accounts[row.address.platform, row.address.key].pk): row for row in rows}
    by_id = {account.pk: account for account in accounts.values()}
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
            account=by_id[account_id],
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
    Statement.objects.bulk_create([say(listing, at=at) for listing in new], batch_size=BATCH)
    _add_register_evidence({known[pair]: row for pair, row in wanted.items()}, register, at)
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
    refresh_entries(organization_ids)
    if new:
        versions.bump()
    return len(new)


def _account_fields(address: Address, at: datetime) -> dict[str, object]:
    return {
        "handle": address.handle,
        "native_id": address.native_id,
        "address": address.url,
        "created_at": at,
    }


def _account(address: Address, at: datetime) -> Account:
    """The account at an address, made where it is missing. A permanent id finds it under whatever name it has now."""
    if address.native_id:
        known = Account.objects.filter(platform=address.platform, native_id=address.native_id)
        if account := known.order_by("pk").first():
            return account
    return Account.objects.get_or_create(
        platform=address.platform, key=address.key, defaults=_account_fields(address, at)
    )[0]


def _accounts(rows: Sequence[Row], at: datetime) -> dict[tuple[str, str], Account]:
    """The accounts of these rows, made where they are missing, by (platform, key)."""
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
        (account.platform, account.key): account
        for account in Account.objects.filter(key__in=keys)
        if (account.platform, account.key) in addresses
    }


def _add_register_evidence(listings: dict[int, Row], register: Register, at: datetime) -> None:
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
                recorded_at=at,
            )
            for pk, row in listings.items()
            if pk not in told
        ],
        batch_size=BATCH,
    )
    Listing.objects.filter(pk__in=listings, seen_on__lt=register.as_of).update(seen_on=register.as_of)
