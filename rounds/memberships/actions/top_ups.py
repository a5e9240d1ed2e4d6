"""Points are bought: an order and its invoice. They come when it is paid, never before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import ngettext

from rounds.activity.actions import record
from rounds.billing.actions import BillTo, Line, issue
from rounds.billing.ledger import POINTS
from rounds.memberships.actions.holding import hold_to_bill, is_running, must_lead
from rounds.memberships.models import Membership, Order
from rounds.memberships.policy import TOP_UP_CENTS
from rounds.memberships.refusing import Refused
from rounds.users.models import User

TO_PAY = timedelta(days=30)


@transaction.atomic
def buy(
    *, membership: Membership, points: int, to_organization: bool, by: User, at: datetime, key: str
) -> Order:
    """For oneself, or as its leader for the organization. The same key gets back the first order."""
    membership = hold_to_bill(membership)
    if to_organization:
        must_lead(by, membership)
    if not is_running(membership, at.date()):
        raise Refused(Refused.NOT_RUNNING)
    payer = membership.organization if to_organization else None
    invoice = issue(
        key=f"top_up:{key}",
        bill_to=_of_organization(membership, by) if to_organization else _of_person(by),
        lines=[Line(_words(points, by.language), TOP_UP_CENTS, POINTS, points)],
        due_on=(at + TO_PAY).date(),
        by=by,
        at=at,
        user=by,
        organization=payer,
        language=by.language,
    )
    if before := Order.objects.filter(invoice=invoice).first():
        return before
    order = Order.objects.create(
        kind=Order.Kind.TOP_UP,
        membership=membership,
        user=by,
        points=points,
        to_organization=to_organization,
        invoice=invoice,
        placed_at=at,
    )
    record(verb="order.placed", about=membership, by=by, at=at, order=order.pk, kind=order.kind)
    return order


def _words(points: int, language: str) -> str:
    with translation.override(language):
        return ngettext(
            "Point for events, training and consulting", "Points for events, training and consulting", points
        )


def _of_person(user: User) -> BillTo:
    return BillTo(name=str(user), email=user.email)


def _of_organization(membership: Membership, leader: User) -> BillTo:
    return BillTo(
        name=membership.bill_to or str(membership.organization),
        email=membership.billing_email or leader.email,
        attention=membership.attention,
        address=membership.address,
        purchase_order=membership.purchase_order,
    )
