"""Points move between an organization and the people with a seat in it. Each keeps its last day on the way."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from rounds.memberships.access import current_term
from rounds.memberships.actions.holding import hold, hold_wallets, must_lead
from rounds.memberships.actions.points.entering import (
    Move,
    enter,
    new_lot,
    pieces,
    usable,
    wallet_of,
)
from rounds.memberships.emails import points as emails
from rounds.memberships.models import Leadership, Lot, Membership, PointsEntry, PointsOperation, Seat, Wallet
from rounds.memberships.refusing import Refused
from rounds.users.models import User


@transaction.atomic
def transfer(
    *, membership: Membership, to_users: Sequence[User], points: int, by: User, at: datetime, key: str
) -> list[PointsOperation]:
    """So many points to each. All of them get theirs, or nobody does."""
    membership = hold(membership)
    must_lead(by, membership)
    if before := list(PointsOperation.objects.filter(key__in=[_key(key, user) for user in to_users])):
        return before
    day = at.date()
    _must_take_part(to_users, membership, day)
    home = wallet_of(membership=membership)
    wallets = {user.pk: wallet_of(user=user) for user in to_users}
    hold_wallets([home.pk, *(wallet.pk for wallet in wallets.values())])
    lots = usable(home, day, membership=membership)
    if sum(lot.remaining for lot in lots) < points * len(to_users):
        raise Refused(Refused.TOO_FEW)
    return [
        _give(user, wallets[user.pk], lots, points, by, at, _key(key, user), membership) for user in to_users
    ]


@transaction.atomic
def recall(*, membership: Membership, user: User, by: User, at: datetime) -> int:
    """A leader takes back what a person has not spent. Returns how many points."""
    membership = hold(membership)
    must_lead(by, membership)
    return return_unspent(membership=membership, user=user, by=by, at=at)


def return_unspent(*, membership: Membership, user: User, by: User | None, at: datetime) -> int:
    """What the organization gave a person goes back to where it came from. The membership is held.

    What the person bought stays theirs; what has expired stays for the clock.
    """
    wallet = Wallet.objects.filter(user=user).first()
    home = Wallet.objects.filter(membership=membership).first()
    if wallet is None or home is None:
        return 0
    hold_wallets([home.pk, wallet.pk])
    moves = [
        Move(entry.target, entry.source, entry.target.remaining)
        for entry in _given(wallet, home, at.date())
        if entry.target
    ]
    if not moves:
        return 0
    key = f"return:{membership.pk}:{user.pk}:{at.isoformat()}"
    enter(key=key, kind=PointsOperation.Kind.RETURN, moves=moves, by=by, at=at)
    return sum(move.points for move in moves)


def _key(key: str, user: User) -> str:
    return f"transfer:{key}:{user.pk}"


def _give(
    user: User,
    wallet: Wallet,
    lots: Sequence[Lot],
    points: int,
    by: User,
    at: datetime,
    key: str,
    membership: Membership,
) -> PointsOperation:
    moves = []
    for source, share in pieces(lots, points):
        target = new_lot(wallet, membership, share, source.expires_on, at)
        target.save(force_insert=True)
        moves.append(Move(source, target, share))
    operation = enter(key=key, kind=PointsOperation.Kind.TRANSFER, moves=moves, by=by, at=at)
    if user != by:
        emails.tell_received(operation, user, membership, points, at=at)
    return operation


def _given(wallet: Wallet, home: Wallet, day: date) -> QuerySet[PointsEntry]:
    """How the lots came that a person has from an organization and has not used up."""
    entries = PointsEntry.objects.filter(
        operation__kind=PointsOperation.Kind.TRANSFER,
        source__wallet=home,
        target__wallet=wallet,
        target__remaining__gt=0,
        target__expires_on__gte=day,
    )
    return entries.select_related("source", "target").order_by("pk")


def _must_take_part(users: Sequence[User], membership: Membership, day: date) -> None:
    """Points go to people with a seat, and to leaders."""
    term = current_term(membership, day)
    if term is None:
        raise Refused(Refused.NOT_RUNNING)
    wanted = {user.pk for user in users}
    part = set(Seat.objects.held().filter(term=term, user__in=wanted).values_list("user_id", flat=True))
    leading = Leadership.objects.current().filter(membership=membership, user__in=wanted)
    if wanted - part - set(leading.values_list("user_id", flat=True)):
        raise Refused(Refused.NOT_SEATED)
