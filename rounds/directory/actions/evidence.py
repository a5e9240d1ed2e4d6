"""Evidence comes in, and what the List says follows from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from rounds.activity.actions import record_many
from rounds.directory.actions.entries import refresh_entries
from rounds.directory.models import Evidence, Listing, Statement
from rounds.directory.proof import Kind, Outcome, Proof, good_for, standing
from rounds.organizations import versions
from rounds.organizations.models import Organization
from rounds.users.models import User

BATCH = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation, before it is evidence. `digest`: SHA-256 of the fragment, hexadecimal."""

    listing_id: int
    kind: Kind
    outcome: Outcome = Outcome.CONFIRMS
    source_url: str = ""
    digest: str = ""
    checker: str = ""
    detail: str = ""


class Turn(NamedTuple):
    """A listing whose status changed."""

    listing: Listing
    before: str
    after: str


@transaction.atomic
def observe(seen: Sequence[Seen], *, by: User | None, at: datetime) -> list[Turn]:
    """Add what was seen or said, and make the List say what follows. Returns the listings whose status changed."""
    Evidence.objects.bulk_create([_evidence(one, by, at) for one in seen], batch_size=BATCH)
    confirmed = {one.listing_id for one in seen if one.outcome == Outcome.CONFIRMS}
    listings = locked({one.listing_id for one in seen})
    for listing in listings:
        if listing.pk in confirmed:
            listing.seen_on = max(filter(None, (listing.seen_on, at.date())))
    turns = restate(listings, by=by, at=at)
    if by:  # what people say is seen at once; a round that only renews tells of it at its end
        versions.bump()
    return turns


@transaction.atomic
def attest(*, listings: Iterable[Listing], by: User, at: datetime) -> list[Turn]:
    """A representative says that these are theirs."""
    return observe([Seen(one.pk, Kind.ATTESTATION) for one in listings], by=by, at=at)


@transaction.atomic
def release(*, listing: Listing, by: User, at: datetime) -> list[Turn]:
    """A representative says that it is theirs no longer. It stays in the List for ever, with that warning."""
    return observe([Seen(listing.pk, Kind.ATTESTATION, Outcome.DENIES)], by=by, at=at)


@transaction.atomic
def decide(*, listing: Listing, outcome: Outcome, detail: str, by: User, at: datetime) -> list[Turn]:
    """A moderator settles what a listing is: confirmed, no longer theirs, or disputed. Everybody may read `detail`."""
    return observe([Seen(listing.pk, Kind.DECISION, outcome, detail=detail[:300])], by=by, at=at)


def refresh_expired(*, at: datetime) -> int:
    """Derive again what has expired: old evidence is never shown as official. Returns how many listings."""
    done = 0
    while expired := list(
        Listing.objects.current()
        .filter(proof_until__lte=at)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            restate(locked(expired), by=None, at=at)
        done += len(expired)
    return done


def locked(pks: Iterable[int]) -> list[Listing]:
    """These listings with all that verbs read of them, for this transaction alone. Always in the same order."""
    return list(
        Listing.objects.select_for_update(of=("self",))
        .filter(pk__in=set(pks))
        .select_related("account__health", "organization")
        .prefetch_related("evidence")
        .order_by("pk")
    )


def restate(listings: Sequence[Listing], *, by: User | None, at: datetime) -> list[Turn]:
    """Derive the status of these listings (locked by the caller) and keep what the List said until now.

    What only renews leaves the data version as it is: a night's round would else throw away what is cached each second.
    """
    said = {one.listing_id: one for one in Statement.objects.filter(listing__in=listings, until_at=None)}
    turns: list[Turn] = []
    new: list[Statement] = []
    closed: list[Statement] = []
    is_shorter = False  # something may lapse sooner than whatever is cached expects
    for listing in listings:
        before, lapsed_at, old = listing.proof, listing.proof_until, said.get(listing.pk)
        now = _not_before(listing, old, at)
        listing.proof, listing.proof_until = standing(listing.evidence.all(), at=now)
        is_shorter |= bool(lapsed_at and listing.proof_until and listing.proof_until < lapsed_at)
        for statement in _said_now(listing, old, lapsed_at, now):
            (closed if statement.pk else new).append(statement)
        if listing.proof != before:
            turns.append(Turn(listing, before, listing.proof))
    Statement.objects.bulk_update(closed, ["until_at"], batch_size=BATCH)
    Statement.objects.bulk_create(new, batch_size=BATCH)
    Listing.objects.bulk_update(listings, ["proof", "proof_until", "seen_on"], batch_size=BATCH)
    record_many(
        verb="listing.proof_changed",
        about=[
            (
                Organization(pk=turn.listing.organization_id),
                {"account": turn.listing.account_id, "from": turn.before, "to": turn.after},
            )
            for turn in turns
        ],
        by=by,
        at=at,
    )
    refresh_entries({listing.organization_id for listing in listings})
    if turns or new or is_shorter:
        versions.bump()
    return turns


def _not_before(listing: Listing, old: Statement | None, at: datetime) -> datetime:
    """Who waited for somebody else comes with an earlier time, and must not overlook what was said meanwhile."""
    known = [one.recorded_at for one in listing.evidence.all()]
    return max([at, *known, *([old.from_at] if old else [])])


def say(listing: Listing, *, at: datetime) -> Statement:
    """What the List says of a listing from now on."""
    account = listing.account
    return Statement(
        listing=listing,
        proof=listing.proof,
        purpose=listing.purpose,
        language=listing.language,
        audience=listing.audience,
        handle=account.exact_name,
        address=account.address,
        from_at=at,
    )


_SAID = ("proof", "purpose", "language", "audience", "handle", "address")


def _said_now(
    listing: Listing, old: Statement | None, lapsed_at: datetime | None, at: datetime
) -> list[Statement]:
    """The statements to close and to add. What had lapsed was shown as out of date from that moment on."""
    now = say(listing, at=at)
    if old is None:
        return [] if listing.ended_at else [now]  # what was taken out meanwhile is not said any more
    has_lapsed = lapsed_at is not None and lapsed_at <= at
    if not has_lapsed and all(getattr(old, field) == getattr(now, field) for field in _SAID):
        return []
    if not has_lapsed or lapsed_at is None:
        old.until_at = at
        return [old, now]
    old.until_at = max(lapsed_at, old.from_at)
    between = Statement(listing=listing, from_at=old.until_at, **{name: getattr(old, name) for name in _SAID})
    between.proof = Proof.STALE  # and nothing else: the rest is said only now
    if all(getattr(between, name) == getattr(now, name) for name in _SAID):
        return [old, between]
    between.until_at = at
    return [old, between, now]


def _evidence(seen: Seen, by: User | None, at: datetime) -> Evidence:
    lasts = good_for(seen.kind) if seen.outcome == Outcome.CONFIRMS else None
    return Evidence(
        listing_id=seen.listing_id,
        kind=seen.kind,
        outcome=seen.outcome,
        source_url=seen.source_url,
        digest=seen.digest,
        checker=seen.checker,
        detail=seen.detail,
        observed_at=at,
        recorded_at=at,
        expires_at=at + lasts if lasts else None,
        by=by,
    )
