"""What can happen to an invitation: sent, sent again, opened to a domain or by a link, accepted, withdrawn.

A link is a secret: we keep its digest alone. A mailed link may be sent on, so it lets in only who has confirmed the
address it went to; whoever shares a link on purpose says how many may use it, and until when.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F, QuerySet

from rounds.activity.actions import record
from rounds.directory.moderation.sender import mail_host
from rounds.memberships.actions import seats
from rounds.memberships.actions.holding import hold, must_lead, running_term
from rounds.memberships.domains import domains_of
from rounds.memberships.emails import seats as emails
from rounds.memberships.models import Invitation, Membership, Seat, Term
from rounds.memberships.policy import INVITATION_DAYS, INVITATIONS_A_DAY, RESEND_AFTER_HOURS
from rounds.memberships.refusing import Refused
from rounds.users.addresses import verified_addresses
from rounds.users.models import User

LIVES = timedelta(days=INVITATION_DAYS)
FORGOTTEN_AFTER = timedelta(days=30)
A_DAY = timedelta(days=1)


class Became(StrEnum):
    """What became of an address on a list."""

    INVITED = "invited"
    SEATED = "seated"  # has a seat already
    WAITING = "waiting"  # was invited already, and may still come
    TOMORROW = "tomorrow"  # today's mails are used up, in all or to this address


class Outcome(NamedTuple):
    email: str
    became: Became


@transaction.atomic
def invite(*, membership: Membership, addresses: Sequence[str], by: User, at: datetime) -> list[Outcome]:
    """By mail, each address once. `addresses`: valid, lower case, none of them twice."""
    membership = hold(membership)
    must_lead(by, membership)
    term = running_term(membership, at.date())
    seated = _seated(term, addresses)
    before = {one.email: one for one in _unused(membership).filter(email__in=addresses)}
    lately = _withdrawn_lately(membership, at)
    room = _mails_left(membership, at)
    outcomes = []
    for email in addresses:
        became = _becomes(email, seated, before, 0 if email in lately else room, at)
        if became == Became.INVITED:
            _send(before.get(email) or Invitation(membership=membership, email=email), membership, by, at)
            room -= 1
        outcomes.append(Outcome(email, became))
    return outcomes


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """With a new link: the old one stops. Not more often than once a day."""
    membership = hold(invitation.membership)
    must_lead(by, membership)
    running_term(membership, at.date())
    current = Invitation.objects.get(pk=invitation.pk)
    if current.kind != Invitation.Kind.EMAIL or current.used or current.withdrawn_at:
        raise Refused(Refused.NOT_GOOD)
    if at < current.invited_at + timedelta(hours=RESEND_AFTER_HOURS) or not _mails_left(membership, at):
        raise Refused(Refused.TOO_OFTEN)
    return _send(current, membership, by, at)


@transaction.atomic
def open_domain(
    *, membership: Membership, domain: str, places: int, until: datetime, by: User, at: datetime
) -> Invitation:
    """Everybody with a confirmed address there may take a seat. Opened again, it replaces what was there."""
    membership = hold(membership)
    must_lead(by, membership)
    running_term(membership, at.date())
    if membership.organization is None or domain not in domains_of(membership.organization, by):
        raise Refused(Refused.DOMAIN)
    _open(membership, at).filter(domain=domain).update(withdrawn_at=at)
    invitation = Invitation.objects.create(
        membership=membership,
        kind=Invitation.Kind.DOMAIN,
        domain=domain,
        places=places,
        invited_by=by,
        invited_at=at,
        expires_at=until,
    )
    record(verb="invitation.opened", about=invitation, by=by, at=at, membership=membership.pk, domain=domain)
    return invitation


@transaction.atomic
def open_link(
    *, membership: Membership, places: int, until: datetime, by: User, at: datetime
) -> tuple[Invitation, str]:
    """Whoever has the link may take a seat. Returns the secret, too: nobody can be told it later."""
    membership = hold(membership)
    must_lead(by, membership)
    running_term(membership, at.date())
    token = token_urlsafe(24)
    invitation = Invitation.objects.create(
        membership=membership,
        kind=Invitation.Kind.LINK,
        digest=digest(token),
        places=places,
        invited_by=by,
        invited_at=at,
        expires_at=until,
    )
    record(verb="invitation.opened", about=invitation, by=by, at=at, membership=membership.pk)
    return invitation, token


@transaction.atomic
def accept(*, invitation: Invitation, by: User, at: datetime) -> Seat:
    """Take the seat. Raises Refused where the invitation is not good, not theirs, or no place is free."""
    membership = hold(invitation.membership)
    if seat := seats.held_by(by, membership, at.date()):
        return seat
    current = Invitation.objects.get(pk=invitation.pk)
    if not is_good(current, at):
        raise Refused(Refused.NOT_GOOD)
    if not is_for(current, by):
        raise Refused(Refused.ANOTHER_ADDRESS)
    if Seat.objects.taken_back(membership=membership, user=by, since=current.invited_at).exists():
        raise Refused(Refused.NOT_GOOD)
    seat = seats.grant(membership=membership, user=by, by=by, at=at, invitation=current)
    current.used += 1
    current.save(update_fields=["used"])
    _unused(membership).filter(email__in=_mine(by)).update(used=1)
    record(verb="invitation.accepted", about=current, by=by, at=at, membership=membership.pk)
    return seat


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    membership = hold(invitation.membership)
    must_lead(by, membership)
    current = Invitation.objects.get(pk=invitation.pk)
    if is_good(current, at):
        current.withdrawn_at = at
        current.save(update_fields=["withdrawn_at"])
        record(verb="invitation.withdrawn", about=current, by=by, at=at, membership=membership.pk)
    return current


@transaction.atomic
def restore(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Undo a withdrawal, unless the address was invited anew."""
    membership = hold(invitation.membership)
    must_lead(by, membership)
    current = Invitation.objects.get(pk=invitation.pk)
    if current.withdrawn_at is None:
        return current
    if current.email and _unused(membership).filter(email=current.email).exists():
        raise Refused(Refused.NOT_GOOD)
    current.withdrawn_at = None
    current.save(update_fields=["withdrawn_at"])
    record(verb="invitation.restored", about=current, by=by, at=at, membership=membership.pk)
    return current


def forget(*, at: datetime) -> int:
    """Delete invitations that were over a month ago, with the addresses of those who never came. Returns how many."""
    over = Invitation.objects.filter(used__lt=F("places"), expires_at__lte=at - FORGOTTEN_AFTER)
    withdrawn = Invitation.objects.filter(withdrawn_at__lte=at - FORGOTTEN_AFTER)
    return sum(found.delete()[1].get("memberships.Invitation", 0) for found in (over, withdrawn))


def is_good(invitation: Invitation, at: datetime) -> bool:
    """Whether it still lets somebody in."""
    return (
        invitation.withdrawn_at is None and invitation.used < invitation.places and at < invitation.expires_at
    )


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether it is meant for this person. Whoever has a shared link was meant."""
    match invitation.kind:
        case Invitation.Kind.EMAIL:
            return invitation.email in _mine(user)
        case Invitation.Kind.DOMAIN:
            return invitation.domain in {mail_host(email) for email in _mine(user)}
        case _link:
            return True


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, membership: Membership, by: User, at: datetime) -> Invitation:
    token = token_urlsafe(24)
    invitation.kind, invitation.digest = Invitation.Kind.EMAIL, digest(token)
    invitation.invited_by, invitation.invited_at, invitation.expires_at = by, at, at + LIVES
    invitation.save()
    record(verb="invitation.sent", about=invitation, by=by, at=at, membership=membership.pk)
    emails.invite(invitation, token, membership, at=at)
    return invitation


def _becomes(email: str, seated: set[str], before: dict[str, Invitation], room: int, at: datetime) -> Became:
    if email in seated:
        return Became.SEATED
    if email in before and is_good(before[email], at):
        return Became.WAITING
    return Became.INVITED if room > 0 else Became.TOMORROW


def _seated(term: Term, addresses: Sequence[str]) -> set[str]:
    sitting = Seat.objects.held().filter(term=term).values("user")
    found = EmailAddress.objects.filter(verified=True, user__in=sitting, email__in=addresses)
    return set(found.values_list("email", flat=True))


def _mine(user: User) -> set[str]:
    return {email.lower() for email in verified_addresses(user)}


def _unused(membership: Membership) -> QuerySet[Invitation]:
    """Mailed, and neither used nor withdrawn, whether they are over or not."""
    return Invitation.objects.filter(
        membership=membership, kind=Invitation.Kind.EMAIL, used=0, withdrawn_at=None
    )


def _withdrawn_lately(membership: Membership, at: datetime) -> set[str]:
    """Who was written to and withdrawn: written anew at once, one address could be sent any number of mails."""
    since = at - timedelta(hours=RESEND_AFTER_HOURS)
    found = Invitation.objects.filter(membership=membership, kind=Invitation.Kind.EMAIL, invited_at__gt=since)
    return set(found.exclude(withdrawn_at=None).values_list("email", flat=True))


def _open(membership: Membership, at: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(membership=membership, withdrawn_at=None, expires_at__gt=at)


def _mails_left(membership: Membership, at: datetime) -> int:
    sent = Invitation.objects.filter(
        membership=membership, kind=Invitation.Kind.EMAIL, invited_at__gt=at - A_DAY
    )
    return max(0, INVITATIONS_A_DAY - sent.count())
