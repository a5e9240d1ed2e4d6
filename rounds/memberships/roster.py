"""Who has a seat: the page of the roster, its search, and what stands beside each name."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import CharField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from rounds.memberships.models import Invitation, Leadership, Lot, Membership, Seat, Term
from rounds.memberships.models.seats import SeatQuerySet

MOST = 50  # rows on a page


class Row(NamedTuple):
    seat: Seat
    leads: bool
    points: int  # of the organization, that the person has not spent


class Page(NamedTuple):
    rows: Sequence[Row]
    total: int  # that the search finds
    after: int | None  # the seat with which this page ends, where more follow


def page(term: Term, day: date, *, asked: str = "", after: int | None = None, most: int = MOST) -> Page:
    found = _found(term, asked)
    seats = list(_past(found, after)[: most + 1])
    more = len(seats) > most
    rows = list(_rows(seats[:most], term.membership_id, day))
    return Page(rows, found.count(), rows[-1].seat.pk if more else None)


def every_row(term: Term, day: date) -> Iterator[Row]:
    after: int | None = None
    while True:
        found = page(term, day, after=after, most=1_000)
        yield from found.rows
        if (after := found.after) is None:
            return


def used(term: Term | None) -> int:
    return Seat.objects.held().filter(term=term).count() if term else 0


def leaders(membership: Membership) -> list[Leadership]:
    current = Leadership.objects.current().filter(membership=membership)
    return list(current.select_related("user").order_by("from_at", "pk"))


def waiting(membership: Membership, at: datetime) -> QuerySet[Invitation]:
    """Invitations that may still let somebody in."""
    return Invitation.objects.filter(
        membership=membership, withdrawn_at=None, expires_at__gt=at, used__lt=F("places")
    )


def _found(term: Term, asked: str) -> SeatQuerySet:
    seats = _named(Seat.objects.held().filter(term=term).select_related("user", "term"))
    if asked:
        seats = seats.filter(Q(user__name__icontains=asked) | Q(user__email__icontains=asked))
    return seats.order_by("sorted_by", "pk")


def _named(seats: SeatQuerySet) -> SeatQuerySet:
    """By name; who has given none, by address. The database makes both sides of what is compared."""
    name = Coalesce(NullIf("user__name", Value("")), "user__email", output_field=CharField())
    return seats.annotate(sorted_by=Lower(name))


def _past(seats: SeatQuerySet, after: int | None) -> SeatQuerySet:
    if (last := _named(Seat.objects.filter(pk=after)).first() if after else None) is None:
        return seats
    name: str = last.sorted_by  # type: ignore[attr-defined]
    return seats.filter(Q(sorted_by__gt=name) | Q(sorted_by=name, pk__gt=last.pk))


def _rows(seats: Sequence[Seat], membership: int, day: date) -> Iterator[Row]:
    people = [seat.user_id for seat in seats]
    leading = set(
        Leadership.objects.current()
        .filter(membership=membership, user__in=people)
        .values_list("user_id", flat=True)
    )
    points = _points(people, membership, day)
    for seat in seats:
        yield Row(seat, seat.user_id in leading, points.get(seat.user_id, 0))


def _points(people: Collection[int], membership: int, day: date) -> dict[int, int]:
    lots = Lot.objects.filter(
        wallet__user__in=people,
        membership=membership,
        remaining__gt=0,
        expires_on__gte=day,
        ins__source__wallet__membership=membership,
    )
    return dict(lots.values_list("wallet__user").annotate(points=Sum("remaining")))
