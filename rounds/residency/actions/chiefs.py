"""The office names chief residents, ends and replaces them, and deals residents out to them."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency import emails
from rounds.residency.actions.cohorts import chiefs_needed
from rounds.residency.actions.holding import hold
from rounds.residency.actions.placing import CLOSED, assign, free_seat, seat_at, unassign
from rounds.residency.marks import mark
from rounds.residency.models import Chief, Cohort, Place, Post
from rounds.residency.refusing import Refused
from rounds.users.models import User


@transaction.atomic
def name_chief(*, cohort: Cohort, user: User, by: User | None, at: datetime) -> Chief:
    """With the lowest number of a group that nobody leads. Named again, they stay what they are. Raises Refused."""
    kept = _open(cohort)
    if there := Chief.objects.filter(cohort=kept, user=user, ended_at=None).first():
        return there
    _must_not_reside(kept, user)
    led = set(Chief.objects.filter(cohort=kept, ended_at=None).values_list("group", flat=True))
    group = next(number for number in range(1, len(led) + 2) if number not in led)
    return _name(kept, user, group, by, at)


@transaction.atomic
def replace_chief(*, chief: Chief, user: User, by: User | None, at: datetime) -> Chief:
    """The residents move to the new chief with their seats; the group keeps its number and all that was said in it.

    Raises Refused.
    """
    kept = _open(chief.cohort)
    now = _leading(chief, kept)
    if now.user_id == user.pk:
        return now
    _must_not_reside(kept, user)
    if Chief.objects.filter(cohort=kept, user=user, ended_at=None).exists():
        raise Refused(Refused.IS_CHIEF)
    now.ended_at = at
    now.save(update_fields=["ended_at"])
    made = _name(kept, user, now.group, by, at)
    for place in Place.objects.held().filter(chief=now).order_by("seat"):
        seat_at(place, made, place.seat or 1, by=by, at=at)
    Post.objects.filter(group=now).update(group=made)
    record(verb="residency.chief_replaced", about=kept, by=by, at=at, chief=now.pk, next=made.pk)
    return made


@transaction.atomic
def end_chief(*, chief: Chief, by: User | None, at: datetime) -> Chief:
    """Their residents get the free seats of the others. Raises Refused where there are too few."""
    kept = _open(chief.cohort)
    now = _leading(chief, kept)
    residents = list(Place.objects.held().filter(chief=now).order_by("seat"))
    now.ended_at = at
    now.save(update_fields=["ended_at"])
    _deal(kept, residents, by, at)
    record(verb="residency.chief_ended", about=kept, by=by, at=at, chief=now.pk)
    return now


@transaction.atomic
def spread(*, cohort: Cohort, by: User | None, at: datetime) -> int:
    """Deals those without a chief out, to whoever has fewest. Returns how many. Raises Refused with too few chiefs."""
    kept = _open(cohort)
    without = list(Place.objects.held().filter(cohort=kept, chief=None).order_by("began_at", "pk"))
    _deal(kept, without, by, at)
    return len(without)


@transaction.atomic
def rearrange(
    *, cohort: Cohort, to: Mapping[int, int | None], seen: str, by: User | None, at: datetime
) -> int:
    """By place, whose group they are in; all of it or nothing, so that two may change places. Raises Refused.

    `seen`: the mark of the groups as whoever arranges them saw them.
    """
    kept = _open(cohort)
    if seen != mark_of_groups(kept):
        raise Refused(Refused.CHANGED)
    held = Place.objects.held().filter(cohort=kept, pk__in=to).order_by("pk")
    moved = [place for place in held if place.chief_id != to[place.pk]]
    chiefs = Chief.objects.filter(cohort=kept).in_bulk([pk for pk in to.values() if pk])
    for place in moved:
        unassign(place=place, by=by, at=at)
    for place in moved:
        if pk := to[place.pk]:
            if pk not in chiefs:
                raise Refused(Refused.NOT_OF_COHORT)
            assign(place=place, chief=chiefs[pk], by=by, at=at)
    return len(moved)


def mark_of_groups(cohort: Cohort) -> str:
    held = Place.objects.held().filter(cohort=cohort).order_by("pk")
    return mark(list(held.values_list("pk", "chief_id")))


def _deal(kept: Cohort, residents: list[Place], by: User | None, at: datetime) -> None:
    chiefs = list(Chief.objects.filter(cohort=kept, ended_at=None).order_by("group"))
    held = Place.objects.held().filter(cohort=kept)
    led = Counter(held.filter(chief__in=chiefs).values_list("chief_id", flat=True))
    if sum(led.values()) + len(residents) > Chief.MOST * len(chiefs):
        _refuse_too_few(kept, len(chiefs))
    for place in residents:
        chief = min(chiefs, key=lambda one: (led[one.pk], one.group))
        seat = free_seat(chief)
        if seat is None:
            _refuse_too_few(kept, len(chiefs))
        else:
            seat_at(place, chief, seat, by=by, at=at)
            led[chief.pk] += 1


def _refuse_too_few(kept: Cohort, chiefs: int) -> None:
    residents = Place.objects.held().filter(cohort=kept).count()
    raise Refused(Refused.FEW_CHIEFS, residents=residents, needed=chiefs_needed(residents), chiefs=chiefs)


def _name(kept: Cohort, user: User, group: int, by: User | None, at: datetime) -> Chief:
    made = Chief.objects.create(cohort=kept, user=user, group=group, named_at=at)
    record(verb="residency.chief_named", about=kept, by=by, at=at, chief=made.pk, group=group)
    emails.tell_chief(made, at=at)
    return made


def _must_not_reside(kept: Cohort, user: User) -> None:
    if Place.objects.held().filter(cohort=kept, user=user).exists():
        raise Refused(Refused.IS_RESIDENT)


def _leading(chief: Chief, kept: Cohort) -> Chief:
    now = Chief.objects.select_related("user").get(pk=chief.pk, cohort=kept)
    if now.ended_at:
        raise Refused(Refused.ENDED_CHIEF)
    return now


def _open(cohort: Cohort) -> Cohort:
    kept = hold(cohort.pk)
    if kept.state in CLOSED:
        raise Refused(Refused.NOT_NOW)
    return kept
