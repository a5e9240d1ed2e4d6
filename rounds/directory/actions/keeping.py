"""Representatives keep their organization's listings; moderators do it where there are none.

A representative's word lists an account at once, with one exception: an account that is official for another family of
organizations, or whose name could be mistaken for such a one, is sent to the moderators instead, and nothing is listed
until one of them has decided. So nobody can take over an account by pasting its address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.directory.actions import askings
from rounds.directory.actions.checks import check_soon
from rounds.directory.actions.evidence import attest, locked, release, restate
from rounds.directory.actions.listings import list_account, take_out
from rounds.directory.actions.submissions import Entered, submitted
from rounds.directory.belonging import belongs_to_others, listed_as
from rounds.directory.models import Listing, Purpose, Submission
from rounds.directory.moderation.review import review
from rounds.directory.own_word import need_own_word
from rounds.directory.platforms import Address, address_of
from rounds.directory.proof import OFFICIAL, Kind, Outcome, Proof, shown
from rounds.organizations.models import Organization
from rounds.users.models import User

UNDONE_WITHIN = timedelta(days=14)
_AGAINST = (Outcome.CONFLICTS, Outcome.DENIES)
BY_MISTAKE = "Added by mistake"  # why it left the List; everybody may read it


class Refused(Exception):
    """As things stand it cannot be done, or not by this button."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a representative says of an account."""

    purpose: str = Purpose.MAIN
    language: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an account that was added: listed, or sent to the moderators."""

    listing: Listing | None = None
    submission: Submission | None = None


@transaction.atomic
def add(*, organization: Organization, address: Address, told: Told, by: User, at: datetime) -> Added:
    """List an account as attested, and have it checked. What is listed already is confirmed and stays as described."""
    if here := listed_as(address).filter(organization=organization).first():
        if need_own_word(locked([here.pk]), at=at):
            raise Refused("own word")
        return settle(listing=here, by=by, at=at)
    if belongs_to_others(organization, address, at=at):
        return Added(submission=_send_to_moderators(organization, address, told, by, at))
    listing = list_account(
        organization=organization,
        address=address,
        purpose=told.purpose,
        language=told.language,
        audience=told.audience,
        attested=True,
        seen_on=at.date(),
        by=by,
        at=at,
    )
    check_soon(organization=organization, account=listing.account, at=at)
    askings.close_if_answered(organization=organization, by=by, at=at)
    return Added(listing)


@transaction.atomic
def take_back(*, listing: Listing, by: User, at: datetime) -> None:
    """Undo adding it, for some days."""
    (listing,) = locked([listing.pk])
    if not was_just_added(listing, at=at):
        raise Refused("too late")
    take_out(listing=listing, reason=BY_MISTAKE, by=by, at=at)


@transaction.atomic
def describe(*, listing: Listing, told: Told, by: User, at: datetime) -> None:
    """Say what an account is for. What we said until now is kept."""
    (listing,) = locked([listing.pk])
    if listing.ended_at:
        raise Refused("ended")
    changed: dict[str, Any] = {
        name: [getattr(listing, name), getattr(told, name)]
        for name in ("purpose", "language", "audience")
        if getattr(listing, name) != getattr(told, name)
    }
    if not changed:
        return
    for name, (_old, new) in changed.items():
        setattr(listing, name, new)
    listing.save(update_fields=list(changed))
    restate([listing], by=by, at=at)
    record(
        verb="listing.described",
        about=listing.organization,
        by=by,
        at=at,
        account=listing.account_id,
        changed=changed,
    )


@transaction.atomic
def confirm(*, organization: Organization, shown_ids: Iterable[int], by: User, at: datetime) -> int:
    """All still ours, of those that were shown: never what needs a word of its own. Returns how many."""
    theirs = [one for one in locked(shown_ids) if one.organization_id == organization.pk]
    apart = need_own_word(theirs, at=at)
    listings = [
        one for one in theirs if not one.ended_at and one.proof != Proof.RELEASED and one.pk not in apart
    ]
    attest(listings=listings, by=by, at=at)
    askings.close_if_answered(organization=organization, by=by, at=at)
    return len(listings)


@transaction.atomic
def settle(*, listing: Listing, by: User, at: datetime) -> Added:
    """Ours: said of this one alone, knowing what speaks against it."""
    (listing,) = locked([listing.pk])
    if listing.ended_at:
        raise Refused("ended")
    organization, account = listing.organization, listing.account
    address = address_of(account)
    is_clear = shown(listing.proof, listing.proof_until, at) in OFFICIAL or _is_moderated(listing)
    if not is_clear and belongs_to_others(organization, address, at=at):
        told = Told(listing.purpose, listing.language, listing.audience)
        return Added(submission=_send_to_moderators(organization, address, told, by, at))
    attest(listings=[listing], by=by, at=at)
    check_soon(organization=organization, account=account, at=at)
    askings.close_if_answered(organization=organization, by=by, at=at)
    return Added(listing)


@transaction.atomic
def let_go(*, listing: Listing, by: User, at: datetime) -> None:
    """No longer ours. Saying so twice says it once."""
    (listing,) = locked([listing.pk])
    if listing.ended_at:
        raise Refused("ended")
    if listing.proof != Proof.RELEASED:
        release(listing=listing, by=by, at=at)
        askings.close_if_answered(organization=listing.organization, by=by, at=at)


@transaction.atomic
def keep_after_all(*, listing: Listing, by: User, at: datetime) -> None:
    """Undo letting it go. What was disputed before is not undone but settled, by a button of its own."""
    (listing,) = locked([listing.pk])
    if listing.ended_at or listing.proof != Proof.RELEASED or need_own_word([listing], at=at):
        raise Refused("own word")
    attest(listings=[listing], by=by, at=at)
    check_soon(organization=listing.organization, account=listing.account, at=at)


def was_just_added(listing: Listing, *, at: datetime) -> bool:
    """Whether a representative's word alone brought it into the List, some days ago at most."""
    if listing.ended_at or listing.listed_at < at - UNDONE_WITHIN:
        return False
    first = min(listing.evidence.all(), key=lambda one: (one.observed_at, one.pk), default=None)
    return (
        first is not None
        and first.kind == Kind.ATTESTATION
        and first.submission_id is None
        and first.observed_at == listing.listed_at
    )


def _is_moderated(listing: Listing) -> bool:
    """Whether a moderator let it in, or confirmed it, since anything last spoke against it."""
    known = listing.evidence.all()
    against = max((one.observed_at for one in known if one.outcome in _AGAINST), default=None)
    return any(
        against is None or one.observed_at > against
        for one in known
        if one.outcome == Outcome.CONFIRMS and (one.submission_id is not None or one.kind == Kind.DECISION)
    )


def _send_to_moderators(
    organization: Organization, address: Address, told: Told, by: User, at: datetime
) -> Submission:
    """What is sent twice while it waits is kept once."""
    waiting = Submission.objects.filter(
        organization=organization,
        sender_email=by.email,
        state__in=Submission.DECIDABLE,
        accounts__platform=address.platform,
        accounts__key=address.key,
    ).first()
    if waiting:
        return waiting
    submission = Submission.objects.create(
        kind=Submission.Kind.ACCOUNTS,
        state=Submission.State.WAITING,
        organization=organization,
        pasted=address.submitted,
        sender_name=by.name,
        sender_email=by.email,
        sender_role=Submission.Role.REPRESENTATIVE,
        solved=True,
        sent_at=at,
        confirmed_at=at,
    )
    submitted(submission, 1, Entered(address, told.purpose, told.language)).save(force_insert=True)
    submission.risk = review(submission).risk.score
    submission.save(update_fields=["risk"])
    record(verb="submission.sent", about=submission, by=by, at=at, kind=submission.kind, accounts=1)
    return submission
