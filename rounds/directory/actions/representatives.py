"""What can happen to representatives: invited, begun, resigned, removed, called back.

Whatever changes who speaks for an organization holds the organization's row, so two people who remove one another at
the same moment come one after the other.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from rounds.activity.actions import record
from rounds.directory.actions.submissions import Refused
from rounds.directory.emails import representatives as emails
from rounds.directory.models import Claim, Invitation, Method, Removal, Representative
from rounds.directory.moderation.sender import is_throwaway
from rounds.directory.speaking import may_speak_for
from rounds.organizations.models import Organization
from rounds.users.addresses import has_verified
from rounds.users.models import User

MODERATE = "directory.moderate_submission"
INVITATION_LIVES = timedelta(days=14)
MOST_INVITATIONS = 20  # open at a time
UNDO = timedelta(days=30)
UNDO_RESIGNING = timedelta(days=1)


def may_keep(user: User, organization: Organization) -> bool:
    """Whether a person sees and keeps the organization's representatives."""
    return may_speak_for(user, organization) or (user.is_authenticated and user.has_perm(MODERATE))


def hold(organization: Organization) -> Organization:
    """The organization as it is now, until the transaction ends nobody else's."""
    return Organization.objects.select_for_update().get(pk=organization.pk)


def begin(
    *, organization: Organization, user: User, method: str, by: User | None, at: datetime
) -> Representative:
    """Make somebody a representative, of an organization that is held. Who is one already stays so."""
    current = Representative.objects.current().filter(organization=organization, user=user).first()
    if current:
        return current
    begun = Representative.objects.create(organization=organization, user=user, method=method, since_at=at)
    record(
        verb="representative.began", about=begun, by=by, at=at, organization=organization.pk, method=method
    )
    return begun


@transaction.atomic
def appoint(*, organization: Organization, user: User, by: User | None, at: datetime) -> Representative:
    """Staff say so, without a claim."""
    return begin(organization=hold(organization), user=user, method=Method.DECISION, by=by, at=at)


@transaction.atomic
def invite(*, organization: Organization, email: str, by: User, at: datetime) -> Invitation:
    """Ask a colleague in. Whom a good invitation has reached already gets no second one."""
    organization = hold(organization)
    if not may_speak_for(by, organization):
        raise Refused("not-yours")
    if is_throwaway(email):
        raise Refused("throwaway")
    if any(has_verified(one.user, email) for one in _current(organization).select_related("user")):
        raise Refused("already")
    pending = open_invitations(organization, at)
    if sent := pending.filter(email__iexact=email).first():
        return sent
    if pending.count() >= MOST_INVITATIONS:
        raise Refused("many")
    invitation = Invitation.objects.create(
        organization=organization,
        email=email,
        invited_by=by,
        invited_at=at,
        expires_at=at + INVITATION_LIVES,
    )
    record(verb="invitation.sent", about=invitation, by=by, at=at, organization=organization.pk)
    emails.invite(invitation, at=at)
    return invitation


@transaction.atomic
def take_back(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    organization = hold(invitation.organization)
    current = Invitation.objects.get(pk=invitation.pk)
    if not may_keep(by, organization):
        raise Refused("not-yours")
    if current.accepted_at:
        raise Refused("accepted")
    if current.taken_back_at is None:
        current.taken_back_at = at
        current.save(update_fields=["taken_back_at"])
        record(verb="invitation.taken_back", about=current, by=by, at=at, organization=organization.pk)
    return current


@transaction.atomic
def accept(*, invitation: Invitation, by: User, at: datetime) -> Representative:
    """Become a representative. The mail may have been sent on, so the invited address must be the person's own."""
    organization = hold(invitation.organization)
    current = Invitation.objects.select_related("invited_by").get(pk=invitation.pk)
    if current.accepted_at and current.accepted_by_id == by.pk:
        return Representative.objects.filter(organization=organization, user=by).latest("since_at", "pk")
    if not is_good(current, at):
        raise Refused("not-good")
    if not has_verified(by, current.email):
        raise Refused("address")
    begun = begin(organization=organization, user=by, method=Method.INVITATION, by=current.invited_by, at=at)
    # Whose address it was is told by the user; nothing of it stays here when the user is erased.
    current.accepted_at, current.accepted_by, current.email = at, by, ""
    current.save(update_fields=["accepted_at", "accepted_by", "email"])
    _close_claims(organization, by, at)
    record(verb="invitation.accepted", about=current, by=by, at=at, organization=organization.pk)
    emails.tell_of_newcomer(organization, by, Method.INVITATION, key=f"began:{begun.pk}", at=at)
    return begun


def is_good(invitation: Invitation, at: datetime) -> bool:
    """Whether it can be accepted: whoever invited must still speak for the organization."""
    is_open = invitation.accepted_at is None and invitation.taken_back_at is None
    return (
        is_open
        and at < invitation.expires_at
        and may_speak_for(invitation.invited_by, invitation.organization)
    )


@transaction.atomic
def remove(*, representative: Representative, reason: str, by: User, at: datetime) -> Removal | None:
    """End it at once, or, where it is the organization's last representative, ask for a second person's word.

    A person removes a colleague, or resigns. Returns what waits for the second person, if anything.
    """
    organization = hold(representative.organization)
    current = Representative.objects.select_related("user").get(pk=representative.pk)
    if not may_keep(by, organization):
        raise Refused("not-yours")
    if current.ended_at:
        return None
    if not _others(current).exists():
        return _ask_second(current, reason, by, at)
    end(current, reason=reason, by=by, at=at)
    return None


@transaction.atomic
def decide_removal(*, removal: Removal, agreed: bool, by: User, at: datetime) -> Removal:
    """The second person agrees; or somebody, the one who asked included, says no."""
    current = Removal.objects.select_related("representative__organization", "representative__user").get(
        pk=removal.pk
    )
    organization = hold(current.representative.organization)
    current.refresh_from_db(fields=["decided_at", "agreed"])
    if by != current.representative.user and not may_keep(by, organization):
        raise Refused("not-yours")
    if current.decided_at:
        raise Refused("decided")
    if agreed and by == current.asked_by:
        raise Refused("second")
    current.agreed, current.decided_by, current.decided_at = agreed, by, at
    current.save(update_fields=["agreed", "decided_by", "decided_at"])
    verb = "removal.agreed" if agreed else "removal.declined"
    record(verb=verb, about=current.representative, by=by, at=at, organization=organization.pk)
    if agreed:
        end(current.representative, reason=current.reason, by=current.asked_by, at=at)
    return current


def end(representative: Representative, *, reason: str, by: User, at: datetime, told: bool = True) -> None:
    """End it, of an organization that is held."""
    representative.ended_at, representative.ended_by, representative.ended_reason = at, by, reason
    representative.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    representative.removals.filter(decided_at=None).update(decided_at=at, decided_by=by)
    record(
        verb="representative.ended",
        about=representative,
        by=by,
        at=at,
        organization=representative.organization_id,
    )
    if told and by != representative.user:
        emails.tell_removed(representative, at=at)


@transaction.atomic
def reinstate(*, representative: Representative, by: User, at: datetime) -> Representative:
    """Undo a removal, or within a day one's own resignation."""
    organization = hold(representative.organization)
    current = Representative.objects.get(pk=representative.pk)
    if current.ended_at is None:
        return current
    if not may_be_undone(current, by, at) or not (by.pk == current.user_id or may_keep(by, organization)):
        raise Refused("too-late")
    if again := _current(organization).filter(user=current.user_id).first():
        return again
    case = Claim.objects.filter(
        organization=organization, user=current.user_id, state=Claim.State.WAITING
    ).first()
    if case and current.ended_by_id != by.pk:
        raise Refused("waiting")
    if case:  # whoever objected takes it back
        case.state, case.settled_at, case.settled_by, case.problem = Claim.State.PROVEN, at, by, ""
        case.save(update_fields=["state", "settled_at", "settled_by", "problem"])
        record(verb="claim.objection_taken_back", about=case, by=by, at=at)
    current.ended_at, current.ended_by, current.ended_reason = None, None, ""
    current.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    record(verb="representative.reinstated", about=current, by=by, at=at, organization=organization.pk)
    return current


def may_be_undone(representative: Representative, by: User, at: datetime) -> bool:
    """Nobody calls back whoever went of their own will, and nobody who was removed calls back themself."""
    if representative.ended_at is None:
        return False
    has_resigned = representative.ended_by_id == representative.user_id
    if has_resigned != (by.pk == representative.user_id):
        return False
    return at < representative.ended_at + (UNDO_RESIGNING if has_resigned else UNDO)


def open_invitations(organization: Organization, at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        organization=organization, accepted_at=None, taken_back_at=None, expires_at__gt=at
    )


def forget_invitations(*, at: datetime) -> int:
    """Delete those that nobody can accept any more, with the address of whoever it was. Returns how many."""
    over = Q(expires_at__lte=at) | Q(taken_back_at__isnull=False)
    return sum(_forget(one, at) for one in Invitation.objects.filter(over, accepted_at=None))


@transaction.atomic
def _forget(invitation: Invitation, at: datetime) -> int:
    hold(invitation.organization)
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None).exists():
        record(verb="invitation.forgotten", about=invitation, by=None, at=at)
        invitation.delete()
        return 1
    return 0


def _current(organization: Organization) -> QuerySet[Representative]:
    return Representative.objects.current().filter(organization=organization)


def _others(representative: Representative) -> QuerySet[Representative]:
    """Those who could go on without this one."""
    speaking = Representative.objects.speaking().filter(organization=representative.organization)
    return speaking.exclude(pk=representative.pk)


def _ask_second(representative: Representative, reason: str, by: User, at: datetime) -> Removal:
    if asked := representative.removals.filter(decided_at=None).first():
        return asked
    removal = Removal.objects.create(representative=representative, reason=reason, asked_by=by, asked_at=at)
    record(
        verb="removal.asked", about=representative, by=by, at=at, organization=representative.organization_id
    )
    emails.ask_second(removal, at=at)
    return removal


def _close_claims(organization: Organization, user: User, at: datetime) -> None:
    """What an invited person had claimed before needs no proof any more."""
    for claim in Claim.objects.filter(organization=organization, user=user, state__in=Claim.OPEN):
        claim.state, claim.settled_at, claim.settled_by = Claim.State.WITHDRAWN, at, user
        claim.save(update_fields=["state", "settled_at", "settled_by"])
        record(verb="claim.withdrawn", about=claim, by=user, at=at, organization=organization.pk)
