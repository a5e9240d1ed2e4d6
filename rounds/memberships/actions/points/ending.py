"""Points go: by their last day, with the membership, with a refund."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, Sum

from rounds.memberships.actions.holding import hold, hold_wallets
from rounds.memberships.actions.points.entering import HELD_BACK, Move, enter
from rounds.memberships.models import Lot, Membership, Order, PointsEntry, PointsOperation, Wallet
from rounds.users.models import User

Kind = PointsOperation.Kind


def expire(*, at: datetime) -> int:
    """Take what is past its last day, wallet by wallet. Returns how many points."""
    over = Lot.objects.filter(remaining__gt=0, expires_on__lt=at.date())
    wallets = over.order_by("wallet_id").values_list("wallet_id", flat=True).distinct()
    return sum(_expire_in(wallet, at) for wallet in list(wallets))


@transaction.atomic
def end_membership(*, membership: Membership, at: datetime) -> int:
    """Take what is left of all points of a membership, wherever they are. Returns how many."""
    membership = hold(membership)
    left = Lot.objects.filter(membership=membership, remaining__gt=0)
    return _take_all(left, f"end:{membership.pk}:{at.isoformat()}", Kind.END, None, at)


@transaction.atomic
def end_wallet(*, wallet: Wallet, at: datetime) -> int:
    """Take what is left in one wallet, whose owner closes their account. Returns how many points."""
    left = Lot.objects.filter(wallet=wallet, remaining__gt=0)
    return _take_all(left, f"close:{wallet.pk}:{at.isoformat()}", Kind.END, None, at)


@transaction.atomic
def take_back(*, order: Order, at: datetime, by: User | None = None) -> int:
    """Take what is left of the points an order brought, from people too. Returns how many of them were spent."""
    hold(order.membership)
    family = _family(order)
    _take_all(Lot.objects.filter(pk__in=family), _new_key("refund", order), Kind.REFUND, by, at, order=order)
    return _spent(family)


@transaction.atomic
def hold_back(*, order: Order, by: User | None, at: datetime) -> int:
    """The payment did not come after all: what is left of its points goes, until it does. Returns how many."""
    hold(order.membership)
    lots = Lot.objects.filter(pk__in=_family(order))
    return _take_all(lots, _new_key(HELD_BACK, order), Kind.UNPAID, by, at, order=order)


@transaction.atomic
def _expire_in(wallet: int, at: datetime) -> int:
    over = Lot.objects.filter(wallet=wallet, remaining__gt=0, expires_on__lt=at.date())
    return _take_all(over, f"expire:{wallet}:{at.isoformat()}", Kind.EXPIRE, None, at)


def _take_all(
    lots: QuerySet[Lot],
    key: str,
    kind: PointsOperation.Kind,
    by: User | None,
    at: datetime,
    order: Order | None = None,
) -> int:
    """What is left in these lots, once their wallets are held."""
    hold_wallets({lot.wallet_id for lot in lots})
    held = Lot.objects.filter(pk__in=[lot.pk for lot in lots], remaining__gt=0).order_by("pk")
    moves = [Move(lot, None, lot.remaining) for lot in held]
    if moves:
        enter(key=key, kind=kind, moves=moves, by=by, at=at, order=order)
    return sum(move.points for move in moves)


def _new_key(cause: str, order: Order) -> str:
    """The membership is held. What was given back meanwhile can be taken once more."""
    before = PointsOperation.objects.filter(order=order, kind__in=[Kind.REFUND, Kind.UNPAID]).count()
    return f"{cause}:{order.pk}:{before}"


def _family(order: Order) -> list[int]:
    """The lot that an order brought, and those that were made of it."""
    first = PointsEntry.objects.filter(
        operation__order=order, operation__kind__in=[Kind.DUES, Kind.TOP_UP]
    ).values_list("target", flat=True)
    made = PointsEntry.objects.filter(source__in=list(first), operation__kind=Kind.TRANSFER)
    return [*first, *made.values_list("target", flat=True)]


def _spent(lots: list[int]) -> int:
    spent = PointsEntry.objects.filter(source__in=lots, operation__kind=Kind.SPEND)
    given_back = PointsEntry.objects.filter(target__in=lots, operation__kind=Kind.UNSPEND)
    return _sum(spent) - _sum(given_back)


def _sum(entries: QuerySet[PointsEntry]) -> int:
    return entries.aggregate(points=Sum("amount"))["points"] or 0
