"""A person closes their account: they leave every membership, and what is kept of it no longer names them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rounds.activity.actions import record
from rounds.memberships.actions import applications, points, seats
from rounds.memberships.actions.billing_details import FIELDS
from rounds.memberships.actions.holding import hold
from rounds.memberships.actions.upgrades import call_off_unpaid
from rounds.memberships.actions.waivers import end_membership
from rounds.memberships.models import (
    Application,
    ApplicationMessage,
    Ending,
    Invitation,
    Leadership,
    Lot,
    Membership,
    Order,
)
from rounds.users.addresses import verified_addresses
from rounds.users.models import User

NOBODY = dict.fromkeys(FIELDS, "")
OPEN = (Application.State.WAITING, Application.State.ASKED)


@transaction.atomic
def leave(*, user: User, at: datetime) -> None:
    """Done again, it finds nothing left to do."""
    _call_off_orders(user, at)
    _end_memberships(user, at)
    seats.vacate(user=user, at=at)
    _stop_leading(user, at)
    _end_points(user, at)
    _forget_invitations(user)
    _forget_applications(user, at)


def _call_off_orders(user: User, at: datetime) -> None:
    """What they ordered and did not pay is not owed: no reminder goes to an address that is to be forgotten."""
    for_themself = Q(user=user, kind=Order.Kind.TOP_UP, to_organization=False)
    call_off_unpaid(orders=Order.objects.filter(for_themself | Q(membership__user=user)), at=at)


def _end_memberships(user: User, at: datetime) -> None:
    for membership in Membership.objects.filter(user=user).order_by("pk"):
        end_membership(membership=membership, reason=Ending.Reason.CLOSED, by=None, at=at)
    open_orders = Order.objects.filter(membership__user=user, delivered_at=None, called_off_at=None)
    open_orders.update(called_off_at=at)
    Membership.objects.filter(user=user).update(renews_itself=False, revenue=None, **NOBODY)


def _stop_leading(user: User, at: datetime) -> None:
    """The last leader, too: nobody is held back. Staff appoint another."""
    for one in Leadership.objects.current().filter(user=user).order_by("membership_id"):
        hold(one.membership)
        one.until_at = at
        one.save(update_fields=["until_at"])
        record(verb="leadership.ended", about=one, by=user, at=at, membership=one.membership_id)


def _end_points(user: User, at: datetime) -> None:
    """What they bought as part of an organization's membership, which goes on without them."""
    if Lot.objects.filter(wallet__user=user, remaining__gt=0).exists():
        points.end_wallet(wallet=user.wallet, at=at)


def _forget_invitations(user: User) -> None:
    mine = Q(pk__in=[])
    for address in verified_addresses(user):
        mine |= Q(email__iexact=address)
    Invitation.objects.filter(mine).delete()


def _forget_applications(user: User, at: datetime) -> None:
    for one in Application.objects.filter(user=user, state__in=OPEN).order_by("pk"):
        applications.withdraw(application=one, by=user, at=at)
    theirs = Application.objects.filter(user=user)
    ApplicationMessage.objects.filter(application__in=theirs).update(text="")
    theirs.update(role="", revenue=None, answers=[], reason="", **NOBODY)
