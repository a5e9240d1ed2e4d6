"""Somebody gets a place in a cohort and a seat with a chief, leaves, and comes back.

Never more places than the cohort has, never a ninth seat: whoever counts holds the cohort.
"""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency import emails
from rounds.residency.actions import fees
from rounds.residency.actions.holding import held_place, hold
from rounds.residency.days import has_begun
from rounds.residency.models import Application, Chief, Cohort, Place
from rounds.residency.refusing import Refused
from rounds.users.models import User

State = Application.State
CLOSED = frozenset({Cohort.State.ENDED, Cohort.State.CANCELLED})


@transaction.atomic
def place(*, application: Application, by: User | None, at: datetime) -> Place:
    """With the fee. Raises Refused: full, a chief of the cohort, an application that does not wait for it."""
    cohort = hold(application.cohort_id)
    asked = Application.objects.select_related("user").get(pk=application.pk)
    asked.cohort = cohort
    if asked.state not in {State.SENT, State.WAITING}:
        raise Refused(Refused.DECIDED)
    _must_have_room(cohort, asked.user)
    _settle(asked, State.PLACED, by, at)
    made, is_new = Place.objects.get_or_create(
        application=asked, defaults={"cohort": cohort, "user": asked.user, "began_at": at}
    )
    if not is_new:
        _open_again(made)
    record(verb="residency.placed", about=made, by=by, at=at, cohort=cohort.pk)
    fee = fees.charge(place=made, by=by, at=at)
    emails.tell_placed(made, fee, at=at)
    return made


@transaction.atomic
def assign(*, place: Place, chief: Chief, by: User | None, at: datetime) -> Place:
    """The lowest free seat of the chief's eight. Raises Refused where there is none."""
    cohort, now = held_place(place.pk)
    if cohort.state in CLOSED:
        raise Refused(Refused.NOT_NOW)
    if now.left_at:
        raise Refused(Refused.GONE)
    leader = Chief.objects.select_related("user").get(pk=chief.pk)
    if leader.cohort_id != cohort.pk:
        raise Refused(Refused.NOT_OF_COHORT)
    if leader.ended_at:
        raise Refused(Refused.ENDED_CHIEF)
    if now.chief_id == leader.pk:
        return now
    seat = free_seat(leader)
    if seat is None:
        raise Refused(Refused.NO_SEAT, chief=leader.user)
    return seat_at(now, leader, seat, by=by, at=at)


@transaction.atomic
def unassign(*, place: Place, by: User | None, at: datetime) -> Place:
    """Without a chief for now."""
    _cohort, now = held_place(place.pk)
    if now.left_at:
        raise Refused(Refused.GONE)
    former, now.chief, now.seat = now.chief_id, None, None
    now.save(update_fields=["chief", "seat"])
    record(verb="residency.unassigned", about=now, by=by, at=at, chief=former)
    return now


@transaction.atomic
def leave(*, place: Place, why: str, by: User | None, at: datetime, gives_back: bool | None = None) -> Place:
    """The seat and the place are free; all that they wrote stays. The first in the waiting list moves up.

    `gives_back`: whether the fee is given back; None goes by the day: before the first one it is. Of a cancelled
    cohort it always is, for whoever leaves before it was settled is not reached any more.
    """
    cohort, now = held_place(place.pk)
    if now.left_at:
        return now
    if now.completed_at:
        raise Refused(Refused.IS_COMPLETED)
    now.left_at, now.left_why = at, why
    now.save(update_fields=["left_at", "left_why"])
    _settle(now.application, State.WITHDRAWN, by, at)
    record(verb="residency.left", about=now, by=by, at=at, cohort=cohort.pk, why=why)
    if cohort.state == Cohort.State.CANCELLED or (
        not has_begun(cohort, at) if gives_back is None else gives_back
    ):
        fees.give_back(place=now, reason=why, by=by, at=at)
    emails.tell_left(now, fees.of(now), at=at)
    move_up(cohort=cohort, at=at)
    return now


@transaction.atomic
def come_back(*, place: Place, by: User | None, at: datetime) -> Place:
    """While there is room; to the same chief, where a seat is free. A fee that was given back is owed again."""
    cohort, now = held_place(place.pk)
    if now.left_at is None:
        return now
    if cohort.state in CLOSED:
        raise Refused(Refused.NOT_NOW)
    _must_have_room(cohort, now.user)
    _settle(now.application, State.PLACED, by, at)
    _open_again(now)
    record(verb="residency.came_back", about=now, by=by, at=at, cohort=cohort.pk, chief=now.chief_id)
    fee = fees.charge(place=now, by=by, at=at)
    emails.tell_placed(now, fee, at=at)
    return now


def move_up(*, cohort: Cohort, at: datetime) -> list[Place]:
    """Whoever waited longest gets the place that is free; of a held cohort, and before its first day alone.

    Afterwards the office decides who may still come.
    """
    if cohort.state != Cohort.State.OPEN or has_begun(cohort, at):
        return []
    free = cohort.places - Place.objects.held().filter(cohort=cohort).count()
    chiefs = Chief.objects.filter(cohort=cohort, ended_at=None).values("user")
    line = Application.objects.filter(cohort=cohort, state=State.WAITING).exclude(user__in=chiefs)
    first = list(line.order_by("waiting_since", "pk")[: max(0, free)])
    return [place(application=one, by=None, at=at) for one in first]


def free_seat(chief: Chief) -> int | None:
    """Of a chief whose cohort is held: the lowest that nobody has."""
    taken = set(Place.objects.held().filter(chief=chief).values_list("seat", flat=True))
    return next((seat for seat in range(1, Chief.MOST + 1) if seat not in taken), None)


def seat_at(now: Place, chief: Chief, seat: int, *, by: User | None, at: datetime) -> Place:
    """Of a held cohort. The record keeps every chief that a resident ever had."""
    now.chief, now.seat = chief, seat
    now.save(update_fields=["chief", "seat"])
    record(verb="residency.assigned", about=now, by=by, at=at, chief=chief.pk, seat=seat)
    return now


def _must_have_room(cohort: Cohort, user: User) -> None:
    if cohort.state in CLOSED:
        raise Refused(Refused.NOT_NOW)
    held = Place.objects.held().filter(cohort=cohort)
    if held.filter(user=user).exists():
        raise Refused(Refused.HAS_PLACE)
    if Chief.objects.filter(cohort=cohort, user=user, ended_at=None).exists():
        raise Refused(Refused.IS_CHIEF)
    if held.count() >= cohort.places:
        raise Refused(Refused.FULL)


def _open_again(now: Place) -> None:
    """The same row, with what was written in it; the seat only where it can be had."""
    seat = free_seat(now.chief) if now.chief and now.chief.ended_at is None else None
    now.left_at, now.left_why, now.seat = None, "", seat
    if seat is None:
        now.chief = None
    now.save(update_fields=["left_at", "left_why", "chief", "seat"])


def _settle(application: Application, state: str, by: User | None, at: datetime) -> None:
    application.state, application.state_since, application.waiting_since = state, at, None
    application.decided_by = by
    application.save(update_fields=["state", "state_since", "waiting_since", "decided_by"])
