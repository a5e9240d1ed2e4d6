"""Telling learners that cards wait: on two mornings of the week, where they live."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rounds.courses.days import local
from rounds.courses.deck import deck
from rounds.courses.emails import tell_of_cards
from rounds.courses.models import Memory, Review, Rhythm

WEEKDAYS = (1, 4)  # Tuesday and Friday
MORNING = range(7, 11)  # the hours in which a clock that stood still for a while may make up for it
APART = timedelta(days=3)
A_FEW_HOURS = timedelta(hours=4)  # by which mornings differ: Tuesday at ten, Friday at seven
MOST_UNANSWERED = 6  # then nobody is told any more until they review again


def remind(*, at: datetime) -> int:
    """Each once, where something waits and nothing was reviewed for three days. Returns how many were told."""
    zones = set(Rhythm.objects.order_by().values_list("time_zone", flat=True).distinct())
    awake = [zone for zone in zones if _is_morning(zone, at)]
    if not awake:
        return 0
    people = list(_perhaps(at).filter(time_zone__in=awake).order_by("pk").values_list("pk", flat=True))
    return sum(_remind(pk, at) for pk in people)


def _is_morning(time_zone: str, at: datetime) -> bool:
    there = local(time_zone, at)
    return there.weekday() in WEEKDAYS and there.hour in MORNING


def _perhaps(at: datetime) -> QuerySet[Rhythm]:
    """Whoever has not been told for three days; under a clock that was set back, that is found out one by one."""
    waits = Memory.objects.filter(
        user=OuterRef("user"), put_away_at=None, due_on__lte=at.date() + timedelta(days=1)
    )
    recent = Review.objects.filter(memory__user=OuterRef("user"), at__gt=at - APART, at__lte=at)
    told = Q(told_at=None) | Q(told_at__lte=at - APART + A_FEW_HOURS) | Q(told_at__gt=at)
    people = Rhythm.objects.filter(told, unanswered__lt=MOST_UNANSWERED)
    return people.filter(Exists(waits), ~Exists(recent), user__is_active=True, user__closed_at=None)


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    held = Rhythm.objects.select_for_update(of=("self",)).select_related("user").get(pk=pk)
    if held.told_at and held.told_at > at:
        # The clock was set back. How long ago it really was nobody knows: three days begin now.
        Rhythm.objects.filter(pk=pk).update(told_at=at)
        return False
    if held.told_at and held.told_at > at - APART + A_FEW_HOURS:
        return False
    waiting = deck(held.user, local(held.time_zone, at).date())
    if not waiting.waiting:
        return False
    tell_of_cards(held.user, waiting, at=at)
    Rhythm.objects.filter(pk=pk).update(told_at=at, unanswered=F("unanswered") + 1)
    return True
