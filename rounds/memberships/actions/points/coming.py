"""Points come: half of paid dues in most plans, and those that members buy."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from rounds.billing.ledger import DUES
from rounds.memberships.actions.holding import hold, hold_wallets
from rounds.memberships.actions.points.entering import (
    HELD_BACK,
    Move,
    enter,
    new_lot,
    wallet_of,
    wallet_of_holder,
    written,
)
from rounds.memberships.emails import points as emails
from rounds.memberships.models import Lot, Membership, Order, PointsOperation, Wallet
from rounds.memberships.points import last_day, of_dues

CAME = (PointsOperation.Kind.DUES, PointsOperation.Kind.TOP_UP)


@transaction.atomic
def grant_dues(*, order: Order, at: datetime) -> PointsOperation | None:
    """What paid dues bring to the holder of the membership; None where the plan or the sum brings nothing."""
    points = of_dues(_dues_paid(order), order.plan.points_percent if order.plan else 0)
    if not points:
        return None
    membership = hold(order.membership)
    kind = PointsOperation.Kind.DUES
    return _issue(f"dues:{order.pk}", kind, order, membership, wallet_of_holder(membership), points, at)


@transaction.atomic
def deliver_top_up(*, order: Order, at: datetime) -> PointsOperation:
    """Points that were bought and paid, to the buyer or to the organization."""
    membership = hold(order.membership)
    wallet = wallet_of_holder(membership) if order.to_organization else wallet_of(user=order.user)
    kind = PointsOperation.Kind.TOP_UP
    return _issue(f"top_up:{order.pk}", kind, order, membership, wallet, order.points, at)


@transaction.atomic
def give_again(*, order: Order, at: datetime) -> PointsOperation | None:
    """The payment came at last: what was held back meanwhile lies where the order first brought it."""
    hold(order.membership)
    held_back = PointsOperation.objects.filter(key__startswith=f"{HELD_BACK}:{order.pk}:", order=order)
    taken = held_back.filter(pointsoperation=None).order_by("-pk").first()
    came = PointsOperation.objects.filter(order=order, kind__in=CAME).order_by("pk").first()
    if taken is None or came is None:
        return None
    lot = Lot.objects.get(ins__operation=came)
    hold_wallets([lot.wallet_id])
    lot.refresh_from_db()
    count = taken.entries.aggregate(points=Sum("amount"))["points"]
    moves = [Move(None, lot, count)]
    kind = PointsOperation.Kind(came.kind)
    return enter(
        key=f"again:{taken.pk}", kind=kind, moves=moves, by=order.user, at=at, order=order, reverses=taken
    )


def _issue(
    key: str,
    kind: PointsOperation.Kind,
    order: Order,
    membership: Membership,
    wallet: Wallet,
    points: int,
    at: datetime,
) -> PointsOperation:
    hold_wallets([wallet.pk])
    if before := written(key):
        return before
    lot = new_lot(wallet, membership, points, last_day(at.date()), at)
    lot.save(force_insert=True)
    moves = [Move(None, lot, points)]
    operation = enter(key=key, kind=kind, moves=moves, by=order.user, at=at, order=order)
    emails.tell_came(operation, lot, at=at)
    return operation


def _dues_paid(order: Order) -> int:
    """In cents. Points that stand on the same invoice bring no points."""
    dues = order.invoice.lines.filter(account=DUES).aggregate(cents=Sum("amount_cents"))["cents"] or 0
    return min(dues, order.invoice.paid_cents)
