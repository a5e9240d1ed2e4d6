"""What can happen to a claim: made, proven, looked for in vain, objected to, decided, withdrawn, expired.

As in `actions.representatives`, the organization's row is held first.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from rounds.activity.actions import record
from rounds.directory.actions.representatives import MODERATE, begin, end, hold
from rounds.directory.actions.submissions import Refused, conflict_about
from rounds.directory.claiming import looking
from rounds.directory.claiming.grounds import ground_for, proving_address, was_removed
from rounds.directory.emails import representatives as emails
from rounds.directory.models import Claim, Method, Representative
from rounds.directory.speaking import may_speak_for
from rounds.organizations.models import Organization, Status
from rounds.users.models import User

State = Claim.State
CLAIM_LIVES = timedelta(days=14)
MAY_OBJECT = timedelta(days=30)  # after it was proven; later it is a removal
LOOK_EVERY = timedelta(hours=3)
AT_MOST = 100  # claims looked for in one round
OBJECTED = "objected"  # in `problem`: a representative said no, so only a moderator goes on with it
SHOWN = (Method.DNS, Method.FILE, Method.META)  # what we look for


@transaction.atomic
def claim(*, user: User, organization: Organization, method: str, note: str = "", at: datetime) -> Claim:
    """Say that somebody speaks for an organization. Proven at once where a verified address proves it.

    The same claim made twice is one; another method takes the place of the one before.
    """
    organization = hold(organization)
    if organization.status != Status.ACTIVE:
        raise Refused("closed")
    if Representative.objects.current().filter(organization=organization, user=user).exists():
        proven = Claim.objects.filter(organization=organization, user=user, state=State.PROVEN)
        if found := proven.order_by("-pk").first():
            return found
        raise Refused("already")
    _check(user, organization, method)
    before = Claim.objects.filter(organization=organization, user=user, state__in=Claim.OPEN).first()
    if before and (before.method == method or before.problem == OBJECTED):
        return before
    if before:
        _settle(before, State.WITHDRAWN, by=user, at=at)
    made = Claim.objects.create(
        organization=organization,
        user=user,
        method=method,
        state=State.WAITING if method == Method.DECISION else State.OPEN,
        note=note,
        made_at=at,
        expires_at=at + CLAIM_LIVES,
    )
    record(verb="claim.made", about=made, by=user, at=at, organization=organization.pk, method=method)
    if method == Method.EMAIL:
        _prove(made, by=user, at=at)
    if method == Method.DECISION:
        emails.tell_of_claim(made, at=at)
    return made


@transaction.atomic
def withdraw(*, claim: Claim, by: User, at: datetime) -> Claim:
    current = _held(claim)
    if by.pk != current.user_id:
        raise Refused("not-yours")
    if current.is_open:
        _settle(current, State.WITHDRAWN, by=by, at=at)
    return current


@transaction.atomic
def note_reading(*, claim: Claim, found: str, at: datetime, told: bool) -> Claim:
    """What `looking.look` found. `told`: by mail, for who is not in front of the screen."""
    current = _held(claim)
    if current.state != State.OPEN:
        return current
    is_over = current.organization.status != Status.ACTIVE or was_removed(current.user, current.organization)
    found = looking.NOT_POSSIBLE if is_over else found
    current.tried_at, current.problem = at, found
    current.save(update_fields=["tried_at", "problem"])
    if found == looking.FOUND:
        _prove(current, by=current.user, at=at)
        if told:
            emails.tell_claimant(current, at=at)
    return current


@transaction.atomic
def object_to(*, claim: Claim, by: User, at: datetime) -> Claim:
    """A representative doubts it: a moderator decides, and until then the claimant does not speak."""
    current = _held(claim)
    if not may_speak_for(by, current.organization) or by.pk == current.user_id:
        raise Refused("not-yours")
    if current.problem == OBJECTED:
        return current
    if not may_be_objected_to(current, at):
        raise Refused("too-late")
    begun = Representative.objects.current().filter(organization=current.organization, user=current.user)
    if representative := begun.first():
        end(representative, reason="", by=by, at=at, told=False)
    current.state, current.problem = State.WAITING, OBJECTED
    current.settled_at, current.settled_by = None, None
    current.save(update_fields=["state", "problem", "settled_at", "settled_by"])
    record(verb="claim.objected", about=current, by=by, at=at)
    emails.tell_of_objection(current, at=at)
    return current


def may_be_objected_to(claim: Claim, at: datetime) -> bool:
    if claim.state == State.PROVEN:
        return claim.settled_at is not None and at < claim.settled_at + MAY_OBJECT
    return claim.is_open and claim.problem != OBJECTED


@transaction.atomic
def decide(*, claim: Claim, accepted: bool, reason: str, by: User, at: datetime) -> Claim:
    """A moderator says yes, or no with the reason. Nobody decides about their own."""
    current = _held(claim)
    if not by.has_perm(MODERATE) or by.pk == current.user_id:
        raise Refused("not-yours")
    if current.state != State.WAITING:
        raise conflict_about(current)
    current.reason = reason
    current.save(update_fields=["reason"])
    if accepted:
        _prove(current, by=by, at=at)
    else:
        _settle(current, State.DECLINED, by=by, at=at)
    emails.tell_claimant(current, at=at)
    return current


def due(at: datetime) -> QuerySet[Claim]:
    """Whose proof is to be looked for now, the longest not looked for first."""
    waited = Q(tried_at=None) | Q(tried_at__lte=at - LOOK_EVERY)
    found = Claim.objects.filter(waited, state=State.OPEN, method__in=SHOWN, expires_at__gt=at)
    return found.select_related("organization", "user").order_by("tried_at", "pk")[:AT_MOST]


def expire(*, at: datetime) -> int:
    """Close what was not proven in time, and say so. Returns how many."""
    overdue = Claim.objects.filter(state=State.OPEN, expires_at__lte=at)
    return sum(_expire(one, at) for one in overdue.select_related("organization"))


@transaction.atomic
def _expire(claim: Claim, at: datetime) -> int:
    current = _held(claim)
    if current.state != State.OPEN:
        return 0
    _settle(current, State.EXPIRED, by=None, at=at)
    emails.tell_claimant(current, at=at)
    return 1


def _held(claim: Claim) -> Claim:
    """The claim as it is now, of an organization that nobody else changes meanwhile."""
    hold(claim.organization)
    return Claim.objects.select_related("organization", "user").get(pk=claim.pk)


def _check(user: User, organization: Organization, method: str) -> None:
    """Whether this method is open to this person here."""
    if method == Method.DECISION:
        return
    if was_removed(user, organization):
        raise Refused("removed")
    ground = ground_for(organization)
    possible = {
        Method.EMAIL: bool(proving_address(user, ground)),
        Method.DNS: ground.by_dns,
        Method.FILE: ground.by_page,
        Method.META: ground.by_page,
    }
    if not possible.get(Method(method), False):
        raise Refused("address" if method == Method.EMAIL else "not-possible")


def _prove(claim: Claim, *, by: User, at: datetime) -> None:
    claim.problem = ""
    _settle(claim, State.PROVEN, by=by, at=at)
    begun = begin(organization=claim.organization, user=claim.user, method=claim.method, by=by, at=at)
    emails.tell_of_newcomer(claim.organization, claim.user, claim.method, key=f"began:{begun.pk}", at=at)


def _settle(claim: Claim, state: str, *, by: User | None, at: datetime) -> None:
    claim.state, claim.settled_at, claim.settled_by = state, at, by
    claim.save(update_fields=["state", "settled_at", "settled_by", "problem"])
    record(verb=f"claim.{state}", about=claim, by=by, at=at, organization=claim.organization_id)
