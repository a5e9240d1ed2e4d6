"""Points are spent, what expires first first; and what was spent is given back, to where it was taken from.

Given back, points keep their last day: what has expired meanwhile expires then and there, what came from an
organization in which the person has no seat any more goes back to it. So nothing lives longer for having been spent.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rounds.memberships.access import standings_of
from rounds.memberships.actions.holding import RUNNING, hold, hold_wallets
from rounds.memberships.actions.points.entering import Move, enter, pieces, usable, written
from rounds.memberships.actions.points.moving import return_unspent
from rounds.memberships.models import Leadership, Lot, Membership, PointsEntry, PointsOperation, Seat, Wallet
from rounds.memberships.refusing import Refused
from rounds.users.models import User

Kind = PointsOperation.Kind


@transaction.atomic
def spend(
    *, wallet: Wallet, points: int, memo: str, key: str, by: User | None, at: datetime
) -> PointsOperation:
    """Raises Refused where there are not so many that have not expired, of memberships that run."""
    hold_wallets([wallet.pk])
    if before := written(key):
        return before
    taken = pieces(usable(wallet, at.date()), points)
    moves = [Move(lot, None, share) for lot, share in taken]
    return enter(key=key, kind=Kind.SPEND, moves=moves, by=by, at=at, memo=memo)


@transaction.atomic
def unspend(*, operation: PointsOperation, by: User | None, at: datetime, memo: str = "") -> PointsOperation:
    """Give back all of what one operation spent. Once: asked again, it returns what was given back then."""
    if operation.kind != Kind.SPEND:
        raise Refused(Refused.NOT_SPENT)
    key = f"unspend:{operation.pk}"
    entries = list(operation.entries.select_related("source").order_by("pk"))
    held = [hold(membership) for membership in _memberships(entries)]
    lots = Lot.objects.select_related("wallet").in_bulk([entry.source_id for entry in entries])
    wallet = next(iter(lots.values())).wallet
    hold_wallets([wallet.pk])
    if before := written(key):
        return before
    lots = Lot.objects.in_bulk(lots)
    moves = [Move(None, lots[entry.source_id], entry.amount) for entry in entries]
    given_back = enter(
        key=key, kind=Kind.UNSPEND, moves=moves, by=by, at=at, memo=memo or operation.memo, reverses=operation
    )
    _take_what_is_over(given_back, moves, at)
    for membership in held:
        _return_to(membership, wallet, by, at)
    return given_back


def _memberships(entries: Iterable[PointsEntry]) -> list[Membership]:
    ids = {entry.source.membership_id for entry in entries if entry.source}
    return list(Membership.objects.filter(pk__in=ids).order_by("pk"))


def _take_what_is_over(operation: PointsOperation, moves: list[Move], at: datetime) -> None:
    lots = [move.target for move in moves if move.target]
    standings = standings_of({lot.membership_id for lot in lots}, at.date())
    expired = [lot for lot in lots if lot.expires_on < at.date()]
    ended = [lot for lot in lots if lot not in expired and standings[lot.membership_id] not in RUNNING]
    for kind, over in ((Kind.EXPIRE, expired), (Kind.END, ended)):
        if over:
            gone = [Move(lot, None, lot.remaining) for lot in over]
            enter(key=f"{kind}:{operation.key}", kind=kind, moves=gone, by=None, at=at)


def _return_to(membership: Membership, wallet: Wallet, by: User | None, at: datetime) -> None:
    """Points of an organization do not stay with somebody who has left it."""
    if wallet.user is None or membership.organization_id is None:
        return
    sits = Seat.objects.held().filter(term__membership=membership, user=wallet.user)
    leading = Leadership.objects.current().filter(membership=membership, user=wallet.user)
    if not sits.exists() and not leading.exists():
        return_unspent(membership=membership, user=wallet.user, by=by, at=at)
