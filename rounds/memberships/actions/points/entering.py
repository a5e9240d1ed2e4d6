"""How a move of points is written down: an operation, its entries, and what they leave in the lots they touch."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rounds.activity.actions import record
from rounds.memberships.access import standings_of
from rounds.memberships.actions.holding import RUNNING
from rounds.memberships.models import Lot, Membership, Order, PointsEntry, PointsOperation, Wallet
from rounds.memberships.points import LotFacts, TooFew, first_to_expire
from rounds.memberships.refusing import Refused
from rounds.users.models import User

HELD_BACK = "held_back"  # how the keys begin of what is taken while a payment has not come


class Move(NamedTuple):
    """From a lot to a lot; from None: issued; to None: gone."""

    source: Lot | None
    target: Lot | None
    points: int


def written(key: str) -> PointsOperation | None:
    """What the same cause did before."""
    return PointsOperation.objects.filter(key=key).first()


def enter(
    *,
    key: str,
    kind: PointsOperation.Kind,
    moves: Sequence[Move],
    by: User | None,
    at: datetime,
    memo: str = "",
    order: Order | None = None,
    reverses: PointsOperation | None = None,
) -> PointsOperation:
    """Write one operation, in wallets that are held, and what it leaves in the lots."""
    operation = PointsOperation.objects.create(
        key=key, kind=kind, memo=memo, order=order, reverses=reverses, at=at, by=by
    )
    PointsEntry.objects.bulk_create(
        [
            PointsEntry(operation=operation, source=move.source, target=move.target, amount=move.points)
            for move in moves
        ],
        batch_size=1_000,
    )
    _adjust(moves)
    total = sum(move.points for move in moves)
    record(verb=f"points.{kind}", about=operation, by=by, at=at, points=total)
    return operation


def new_lot(wallet: Wallet, membership: Membership, points: int, expires_on: date, at: datetime) -> Lot:
    """Empty, and not saved yet: the first operation fills it."""
    return Lot(
        wallet=wallet,
        membership=membership,
        amount=points,
        remaining=0,
        expires_on=expires_on,
        came_at=at,
    )


def wallet_of(*, user: User | None = None, membership: Membership | None = None) -> Wallet:
    """A person's, or an organization's; made when it is first needed."""
    wallet, _is_new = Wallet.objects.get_or_create(user=user, membership=membership)
    return wallet


def wallet_of_holder(membership: Membership) -> Wallet:
    return wallet_of(membership=membership) if membership.organization_id else wallet_of(user=membership.user)


def usable(wallet: Wallet, day: date, *, membership: Membership | None = None) -> list[Lot]:
    """Lots with something left that has not expired, of memberships that run; what expires first comes first."""
    lots = Lot.objects.filter(wallet=wallet, remaining__gt=0, expires_on__gte=day)
    if membership:
        lots = lots.filter(membership=membership)
    found = list(lots.order_by("expires_on", "pk"))
    running = running_among({lot.membership_id for lot in found}, day)
    return [lot for lot in found if lot.membership_id in running]


def running_among(memberships: Collection[int], day: date) -> set[int]:
    if not memberships:
        return set()
    return {pk for pk, standing in standings_of(memberships, day).items() if standing in RUNNING}


def pieces(lots: Sequence[Lot], points: int) -> list[tuple[Lot, int]]:
    """Which lots so many points come from. Raises Refused where there are too few."""
    by_key = {lot.pk: lot for lot in lots}
    facts = [LotFacts(lot.pk, lot.remaining, lot.expires_on) for lot in lots]
    try:
        return [(by_key[piece.lot], piece.points) for piece in first_to_expire(facts, points)]
    except TooFew:
        raise Refused(Refused.TOO_FEW) from None


def _adjust(moves: Iterable[Move]) -> None:
    touched: dict[int, Lot] = {}
    for move in moves:
        if move.source:
            touched.setdefault(move.source.pk, move.source).remaining -= move.points
        if move.target:
            touched.setdefault(move.target.pk, move.target).remaining += move.points
    Lot.objects.bulk_update(touched.values(), ["remaining"], batch_size=1_000)
