"""Points come: half of paid dues in most plans, and those that members buy."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from rounds.billing.ledger import DUES
from rounds.memberships.actions.holding import hold, hold_wallets
from rounds.memberships.actions.points.entering import (
    Move,
    enter,
    new_lot,
    wallet_of,
    wallet_of_holder,
)
from rounds.memberships.emails import points as emails
from rounds.memberships.models import Membership, Order, PointsEntry, PointsOperation, Wallet
from rounds.memberships.points import last_day, of_dues

Kind = PointsOperation.Kind


@transaction.atomic
def grant_dues(*, order: Order, at: datetime) -> PointsOperation | None:
    """What paid dues bring to the holder of the membership; None where the plan or the sum brings nothing."""
    points = of_dues(_dues_paid(order), order.plan.points_percent if order.plan else 0)
    if not points:
        return None
    membership = hold(order.membership)
    return _issue(Kind.DUES, order, membership, wallet_of_holder(membership), points, at)


@transaction.atomic
def deliver_top_up(*, order: Order, at: datetime) -> PointsOperation:
    """Points that were bought and paid, to the buyer or to the organization."""
    membership = hold(order.membership)
    wallet = wallet_of_holder(membership) if order.to_organization else wallet_of(user=order.user)
    return _issue(Kind.TOP_UP, order, membership, wallet, order.points, at)


def _issue(
    kind: PointsOperation.Kind,
    order: Order,
    membership: Membership,
    wallet: Wallet,
    points: int,
    at: datetime,
) -> PointsOperation:
    """Once; and again as many as were taken back, where a payment that did not come has come after all."""
    hold_wallets([wallet.pk])
    issued = list(PointsOperation.objects.filter(order=order, kind=kind).order_by("pk"))
    missing = points - _kept(order)
    if issued and missing <= 0:
        return issued[-1]
    lot = new_lot(wallet, membership, missing, last_day(at.date()), at)
    lot.save(force_insert=True)
    moves = [Move(None, lot, missing)]
    key = f"{kind}:{order.pk}:{len(issued)}" if issued else f"{kind}:{order.pk}"
    operation = enter(key=key, kind=kind, moves=moves, by=order.user, at=at, order=order)
    emails.tell_came(operation, lot, at=at)
    return operation


def _kept(order: Order) -> int:
    """Points that it brought and that were not taken back: there still, spent, or expired."""
    entries = PointsEntry.objects.filter(operation__order=order)
    issued = entries.filter(operation__kind__in=[Kind.DUES, Kind.TOP_UP])
    taken_back = entries.filter(operation__kind__in=[Kind.REFUND, Kind.UNPAID])
    sums = [one.aggregate(points=Sum("amount"))["points"] or 0 for one in (issued, taken_back)]
    return sums[0] - sums[1]


def _dues_paid(order: Order) -> int:
    """In cents. Points that stand on the same invoice bring no points."""
    dues = order.invoice.lines.filter(account=DUES).aggregate(cents=Sum("amount_cents"))["cents"] or 0
    return min(dues, order.invoice.paid_cents)
