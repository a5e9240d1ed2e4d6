"""What an organization's site names and the List does not have: somebody decides, and may think again for some days."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.directory.actions.checks import check_soon
from rounds.directory.actions.keeping import (
    BY_MISTAKE,
    UNDONE_WITHIN,
    Added,
    Refused,
    Told,
    add,
)
from rounds.directory.actions.listings import list_account, take_out
from rounds.directory.belonging import listed_as
from rounds.directory.models import Listing, Suggestion
from rounds.directory.platforms import address_of
from rounds.users.models import User


@transaction.atomic
def accept(*, suggestion: Suggestion, by: User, at: datetime, as_representative: bool = True) -> Added:
    """List what the site names: as attested, or as reported where a moderator says so. Doing it twice does it once."""
    suggestion = _decidable(suggestion)
    if suggestion.state != Suggestion.State.OPEN:
        return Added(
            listing=listed_as(address_of(suggestion)).filter(organization=suggestion.organization).first()
        )
    if as_representative:
        added = add(
            organization=suggestion.organization, address=address_of(suggestion), told=Told(), by=by, at=at
        )
    else:
        added = Added(_report(suggestion, by, at))
    _decide(suggestion, Suggestion.State.ACCEPTED, by, at)
    return added


@transaction.atomic
def dismiss(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Not theirs: it is not suggested again."""
    suggestion = _decidable(suggestion)
    if suggestion.state == Suggestion.State.OPEN:
        _decide(suggestion, Suggestion.State.DISMISSED, by, at)


@transaction.atomic
def reopen(*, suggestion: Suggestion, by: User, at: datetime) -> None:
    """Undo: it waits again, and what was listed because of it goes out, for some days."""
    suggestion = _decidable(suggestion)
    if suggestion.state == Suggestion.State.OPEN:
        return
    decided_at = suggestion.decided_at
    if decided_at is None or decided_at < at - UNDONE_WITHIN:
        raise Refused("too late")
    if suggestion.state == Suggestion.State.ACCEPTED:
        listed = listed_as(address_of(suggestion)).filter(
            organization=suggestion.organization, listed_at=decided_at
        )
        for listing in listed:
            take_out(listing=listing, reason=BY_MISTAKE, by=by, at=at)
    suggestion.state, suggestion.decided_by, suggestion.decided_at = Suggestion.State.OPEN, None, None
    suggestion.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        verb="suggestion.reopened", about=suggestion.organization, by=by, at=at, address=suggestion.address
    )


def _decidable(suggestion: Suggestion) -> Suggestion:
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related("organization")
    return locked.get(pk=suggestion.pk)


def _decide(suggestion: Suggestion, state: str, by: User, at: datetime) -> None:
    suggestion.state, suggestion.decided_by, suggestion.decided_at = state, by, at
    suggestion.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        verb=f"suggestion.{state}", about=suggestion.organization, by=by, at=at, address=suggestion.address
    )


def _report(suggestion: Suggestion, by: User, at: datetime) -> Listing:
    """As reported: the next visit to the site makes it official, if it is still there."""
    if here := listed_as(address_of(suggestion)).filter(organization=suggestion.organization).first():
        return here
    listing = list_account(
        organization=suggestion.organization,
        address=address_of(suggestion),
        seen_on=suggestion.last_seen_at.date(),
        by=by,
        at=at,
    )
    check_soon(organization=suggestion.organization, account=listing.account, at=at)
    return listing
