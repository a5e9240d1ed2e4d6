"""What a decision about a report does to the List, and how an appeal takes it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rounds.activity.actions import record
from rounds.directory.actions.entries import refresh_entries
from rounds.directory.actions.evidence import decide, locked, restate
from rounds.directory.actions.listings import take_out
from rounds.directory.models import Impostor, Listing
from rounds.directory.platforms import Address, parse
from rounds.directory.proof import Outcome
from rounds.directory.reportable import LISTING, Measure
from rounds.moderation.models import Case
from rounds.organizations import versions
from rounds.organizations.models import Organization
from rounds.users.models import User

SAYS = {Measure.DISPUTED: Outcome.CONFLICTS, Measure.RELEASED: Outcome.DENIES}
TAKES_OUT = (Measure.TAKEN_OUT, Measure.IMPOSTOR)
WARNS = (Measure.IMPOSTOR, Measure.WARNED)


@transaction.atomic
def carry_out(*, case: Case, before: str, by: User, at: datetime) -> None:
    """Make the List follow a decision: take back what was in force before, then do what is in force now.

    Other reports about the same thing may have been upheld too: what they did stays done.
    """
    others = Case.objects.about(case.object_type, case.object_id, case.address).in_force().exclude(pk=case.pk)
    in_force = [*others.order_by("decided_at"), *([case] if case.measure_in_force else [])]
    measures = {one.measure_in_force for one in in_force}
    if before in WARNS and not measures & set(WARNS):
        _lift_warnings(case, at)
    if case.object_type == LISTING:
        listing = Listing.objects.select_related("account", "organization").get(pk=case.object_id)
        if before in TAKES_OUT and not measures & set(TAKES_OUT):
            put_back(listing=listing, by=by, at=at)
        if before in SAYS:
            _say(listing, Outcome.LIFTED, _("An earlier decision was changed on appeal"), by, at)
            for one in in_force:
                _apply(one, listing, by, at)
        else:
            _apply(case, listing, by, at)
    elif case.measure_in_force in WARNS:
        organization = Organization.objects.get(pk=case.object_id)
        _warn_of(case, organization, identity_of(case.address), case.address, by, at)


@transaction.atomic
def put_back(*, listing: Listing, by: User, at: datetime) -> None:
    """A listing that was taken out comes back with all its evidence. Nothing happens where it is listed again."""
    [current] = locked([listing.pk])
    pair = Listing.objects.current().filter(organization=current.organization, account=current.account)
    if current.ended_at is None or pair.exists():
        return
    current.ended_at, current.ended_reason = None, ""
    current.save(update_fields=["ended_at", "ended_reason"])
    restate([current], by=by, at=at)
    record(
        verb="listing.put_back",
        about=current.organization,
        by=by,
        at=at,
        account=current.account_id,
        address=current.account.address,
    )
    refresh_entries([current.organization_id])
    listing.refresh_from_db()


def identity_of(address: str) -> tuple[str, str]:
    """Platform and key of an account's address, as in `Impostor`."""
    read = parse(address)
    return (read.platform, read.key) if isinstance(read, Address) else ("", address)


def _apply(case: Case, listing: Listing, by: User, at: datetime) -> None:
    why = _("A report was upheld: %(ground)s") % {"ground": case.ground_label}
    measure = case.measure_in_force
    if measure in SAYS:
        _say(listing, SAYS[Measure(measure)], why, by, at)
    elif measure in TAKES_OUT:
        take_out(listing=listing, reason=why, by=by, at=at)
    if measure in WARNS:
        account = listing.account
        _warn_of(case, listing.organization, (account.platform, account.key), account.address, by, at)


def _warn_of(
    case: Case, organization: Organization, identity: tuple[str, str], address: str, by: User, at: datetime
) -> None:
    """Keep an address as that of an impostor of an organization."""
    platform, key = identity
    _impostor, is_new = Impostor.objects.get_or_create(
        platform=platform,
        key=key,
        organization=organization,
        lifted_at=None,
        defaults={"address": address, "case": case, "since_at": at},
    )
    if is_new:
        record(verb="impostor.found", about=organization, by=by, at=at, address=address, case=case.pk)
        versions.bump()


def _say(listing: Listing, outcome: Outcome, detail: str, by: User, at: datetime) -> None:
    """Where it is listed still; what is not said any more cannot be disputed."""
    if listing.ended_at is None:
        decide(listing=listing, outcome=outcome, detail=detail, by=by, at=at)


def _lift_warnings(case: Case, at: datetime) -> None:
    """Those of this case, and of others about the same thing."""
    cases = Case.objects.about(case.object_type, case.object_id, case.address)
    if Impostor.objects.standing().filter(case__in=cases).update(lifted_at=at):
        versions.bump()
