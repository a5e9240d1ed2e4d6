"""The statement of a wallet: every line says what happened, how many points it moved, and what was there after it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from rounds.memberships.actions.points.entering import usable
from rounds.memberships.models import Lot, Membership, PointsEntry, PointsOperation, Wallet

Kind = PointsOperation.Kind
MOST = 50  # lines on a page


class Part(NamedTuple):
    points: int
    expires_on: date


@dataclass(slots=True)
class Line:
    operation: PointsOperation
    what: str
    change: int = 0
    balance: int = 0  # after it
    parts: list[Part] = field(default_factory=list)  # of which lots, by their last days


class Page(NamedTuple):
    lines: Sequence[Line]  # the newest first
    before: int | None  # for the older ones


class Outlook(NamedTuple):
    points: int  # that can be spent today
    parts: Sequence[Part]  # by their last days, the next to expire first


def outlook(wallet: Wallet | None, day: date, *, membership: Membership | None = None) -> Outlook:
    lots = usable(wallet, day, membership=membership) if wallet else []
    return Outlook(
        sum(lot.remaining for lot in lots), _parts((lot.expires_on, lot.remaining) for lot in lots)
    )


def page(wallet: Wallet | None, *, before: int | None = None, most: int = MOST) -> Page:
    """`before`: the operation that the page before ended with."""
    if wallet is None:
        return Page([], None)
    entries = _of(wallet)
    older = entries.filter(operation__lt=before) if before else entries
    ids = list(older.order_by("-operation").values_list("operation", flat=True).distinct()[: most + 1])
    shown = entries.filter(operation__in=ids[:most])
    balance = _left(wallet) - (_change(wallet, entries.filter(operation__gte=before)) if before else 0)
    lines = list(_lines(wallet, shown, balance))
    return Page(lines, ids[most - 1] if len(ids) > most else None)


def every_line(wallet: Wallet | None) -> Iterator[Line]:
    before: int | None = None
    for turn in count():
        lines, before = page(wallet, before=before, most=1_000)
        yield from lines
        if before is None or turn > 10_000:
            return


def _of(wallet: Wallet) -> "QuerySet[PointsEntry]":
    return PointsEntry.objects.filter(Q(source__wallet=wallet) | Q(target__wallet=wallet))


def _left(wallet: Wallet) -> int:
    return Lot.objects.filter(wallet=wallet).aggregate(points=Sum("remaining"))["points"] or 0


def _change(wallet: Wallet, entries: "QuerySet[PointsEntry]") -> int:
    came = entries.filter(target__wallet=wallet).aggregate(points=Sum("amount"))["points"] or 0
    went = entries.filter(source__wallet=wallet).aggregate(points=Sum("amount"))["points"] or 0
    return came - went


def _lines(wallet: Wallet, entries: "QuerySet[PointsEntry]", balance: int) -> Iterator[Line]:
    """`balance`: after the newest of them."""
    found = entries.select_related(
        "operation__order__invoice",
        "source__wallet__user",
        "source__wallet__membership__organization",
        "source__membership__organization",
        "target__wallet__user",
        "target__wallet__membership__organization",
        "target__membership__organization",
    ).order_by("-operation", "pk")
    together: dict[int, list[PointsEntry]] = defaultdict(list)
    for entry in found:
        together[entry.operation_id].append(entry)
    for moved in together.values():
        line = _line(wallet, moved)
        line.balance = balance
        balance -= line.change
        yield line


def _line(wallet: Wallet, entries: Sequence[PointsEntry]) -> Line:
    ours = [(_ours(wallet, entry), entry.amount) for entry in entries]
    is_in = entries[0].target is not None and entries[0].target.wallet_id == wallet.pk
    total = sum(amount for _lot, amount in ours)
    return Line(
        operation=entries[0].operation,
        what=_what(entries[0], is_in),
        change=total if is_in else -total,
        parts=_parts((lot.expires_on, amount) for lot, amount in ours),
    )


def _ours(wallet: Wallet, entry: PointsEntry) -> Lot:
    lot = entry.target if entry.target and entry.target.wallet_id == wallet.pk else entry.source
    assert lot is not None  # the database wants one of the two
    return lot


def _parts(pairs: Iterable[tuple[date, int]]) -> list[Part]:
    by_day: dict[date, int] = defaultdict(int)
    for expires_on, points in pairs:
        by_day[expires_on] += points
    return [Part(points, expires_on) for expires_on, points in sorted(by_day.items())]


def _what(entry: PointsEntry, is_in: bool) -> str:
    """What happened, in words, as this wallet's owner sees it."""
    operation = entry.operation
    lot, other = (entry.target, entry.source) if is_in else (entry.source, entry.target)
    number = operation.order.invoice.number if operation.order else ""
    match operation.kind:
        case Kind.DUES:
            return _("With the dues paid on invoice %(number)s") % {"number": number}
        case Kind.TOP_UP:
            return _("Bought with invoice %(number)s") % {"number": number}
        case Kind.TRANSFER if is_in:
            return _("Given by %(name)s") % {"name": _owner(other)}
        case Kind.TRANSFER:
            return _("Given to %(name)s") % {"name": _owner(other)}
        case Kind.RETURN if is_in:
            return _("Came back from %(name)s") % {"name": _owner(other)}
        case Kind.RETURN:
            return _("Went back to %(name)s") % {"name": _owner(other)}
        case Kind.SPEND:
            return _("Spent: %(memo)s") % {"memo": operation.memo}
        case Kind.UNSPEND:
            return _("Given back: %(memo)s") % {"memo": operation.memo}
        case Kind.EXPIRE:
            return _("Expired after their last day")
        case Kind.END:
            return _ended(lot)
        case Kind.UNPAID:
            return _("Taken back, since the payment of invoice %(number)s did not come") % {"number": number}
        case _refund:
            return _("Taken back, since invoice %(number)s was refunded") % {"number": number}


def _owner(lot: Lot | None) -> str:
    if lot is None:
        return ""
    if lot.wallet.membership:
        return str(lot.wallet.membership.organization)
    return str(lot.wallet.user)


def _ended(lot: Lot | None) -> str:
    if lot and lot.membership.organization:
        return _("Ended with the membership of %(name)s") % {"name": lot.membership.organization}
    return _("Ended with the membership")
