"""What can happen to who leads: appointed, passed on, stepped down. An organization always has somebody who leads."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.memberships.actions import seats
from rounds.memberships.actions.holding import hold, leads, must_lead
from rounds.memberships.emails import seats as emails
from rounds.memberships.models import Leadership, Membership
from rounds.memberships.refusing import Refused
from rounds.users.models import User

MANAGE = "memberships.manage_membership"


@transaction.atomic
def appoint(*, membership: Membership, user: User, by: User | None, at: datetime) -> Leadership:
    """Make somebody a leader, with a seat where one is free. Who leads already goes on."""
    membership = hold(membership)
    if current := Leadership.objects.current().filter(membership=membership, user=user).first():
        return current
    begun = _begin(membership, user, by, at)
    with suppress(Refused):  # without a seat a leader still leads
        seats.grant(membership=membership, user=user, by=user, at=at)
    if by and by != user:
        emails.tell_leads(begun, membership, at=at)
    return begun


@transaction.atomic
def appoint_colleague(*, membership: Membership, user: User, by: User, at: datetime) -> Leadership:
    """A leader, or staff, make a seat holder a leader as well."""
    membership = hold(membership)
    _may_appoint(by, membership)
    _must_sit(user, membership, at)
    return appoint(membership=membership, user=user, by=by, at=at)


@transaction.atomic
def pass_on(*, membership: Membership, to: User, by: User, at: datetime) -> Leadership:
    """A leader makes a seat holder the leader in their own place, and keeps their seat."""
    membership = hold(membership)
    must_lead(by, membership)
    _must_sit(to, membership, at)
    begun = appoint(membership=membership, user=to, by=by, at=at)
    if to != by:
        _end(Leadership.objects.current().get(membership=membership, user=by), by, at)
    return begun


@transaction.atomic
def step_down(*, leadership: Leadership, by: User, at: datetime) -> Leadership:
    """A leader for themself, or staff for a leader; not for the last one."""
    membership = hold(leadership.membership)
    current = Leadership.objects.get(pk=leadership.pk)
    if by.pk != current.user_id and not by.has_perm(MANAGE):
        raise Refused(Refused.NOT_A_LEADER)
    if current.until_at:
        return current
    others = Leadership.objects.current().filter(membership=membership, user__is_active=True)
    if not others.exclude(pk=current.pk).exists():
        raise Refused(Refused.LAST_LEADER)
    _end(current, by, at)
    return current


def _begin(membership: Membership, user: User, by: User | None, at: datetime) -> Leadership:
    begun = Leadership.objects.create(membership=membership, user=user, from_at=at, appointed_by=by)
    record(verb="leadership.began", about=begun, by=by, at=at, membership=membership.pk, user=user.pk)
    return begun


def _end(leadership: Leadership, by: User, at: datetime) -> None:
    leadership.until_at = at
    leadership.save(update_fields=["until_at"])
    record(verb="leadership.ended", about=leadership, by=by, at=at, membership=leadership.membership_id)


def _may_appoint(by: User, membership: Membership) -> None:
    if not leads(by, membership) and not by.has_perm(MANAGE):
        raise Refused(Refused.NOT_A_LEADER)


def _must_sit(user: User, membership: Membership, at: datetime) -> None:
    if not leads(user, membership) and seats.held_by(user, membership, at.date()) is None:
        raise Refused(Refused.NOT_SEATED)
