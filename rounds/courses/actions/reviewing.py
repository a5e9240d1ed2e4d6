"""What a learner does with a card: says how well they knew it, takes that back, puts the card away, takes it back."""

from datetime import date, datetime

from django.db import transaction

from rounds.core.zones import open_to
from rounds.courses import cards, days, memory
from rounds.courses.deck import Place, places_of
from rounds.courses.memory import Known, Rated
from rounds.courses.models import Memory, Review, Rhythm
from rounds.users.models import User


class Settled(Exception):
    """It was answered already, in another tab or by the same form sent twice. The first answer counts."""


class NotAsked(Exception):
    """It is not due, put away, gone, or in a lesson that the learner may not read any more."""


@transaction.atomic
def rate(*, card: int, rating: Rated, times: int, by: User, at: datetime) -> Review:
    """`times`: how often it had been reviewed when it was shown. Raises Settled, NotAsked."""
    held = _hold(card, by)
    today = days.today_of(by, at)
    if held.times != times or held.reviews.filter(on=today).exists():
        raise Settled
    place = _place(held, by, today)
    known = known_of(held)
    made = memory.review(known, rating, today)
    review = Review.objects.create(
        memory=held, rating=rating, at=at, on=today, days_since=made.days_since, expected=made.expected
    )
    face = cards.face(place.lesson.pk, held.card)
    held.digest = face.digest if face else ""
    _keep(held, made.known, held.times + 1, made.due_on)
    Rhythm.objects.filter(user=by).update(unanswered=0)
    return review


@transaction.atomic
def undo(*, review: int, by: User, at: datetime) -> Memory:
    """As if it had not been answered: for the last answer of today alone. Raises Settled."""
    found = Review.objects.filter(pk=review, memory__user=by).values_list("memory", flat=True).first()
    if found is None:
        raise Settled
    held = _hold(found, by)
    reviews = list(held.reviews.order_by("pk"))
    last = reviews.pop() if reviews else None
    if last is None or last.pk != review or last.on != days.today_of(by, at):
        raise Settled
    last.delete()
    before = memory.replay((Rated(one.rating), one.on) for one in reviews)
    _keep(held, before, len(reviews), last.on)
    return held


@transaction.atomic
def put_away(*, card: int, by: User, at: datetime) -> Memory:
    """Not asked any more, until they take it back."""
    held = _hold(card, by)
    if held.put_away_at is None:
        held.put_away_at = at
        held.save(update_fields=["put_away_at"])
    return held


@transaction.atomic
def take_back(*, card: int, by: User) -> Memory:
    held = _hold(card, by)
    held.put_away_at = None
    held.save(update_fields=["put_away_at"])
    return held


def live_in(*, time_zone: str, by: User) -> None:
    """Where it is morning for them; "" is where this installation is. A name that is none changes nothing."""
    if not time_zone or time_zone in days.names():
        Rhythm.objects.update_or_create(user=by, defaults={"time_zone": time_zone})


def known_of(one: Memory) -> Known | None:
    if one.stability is None or one.difficulty is None or one.last_reviewed_on is None:
        return None
    return Known(one.stability, one.difficulty, one.last_reviewed_on)


def _hold(card: int, by: User) -> Memory:
    held = Memory.objects.select_for_update(of=("self",)).filter(pk=card, user=by).first()
    if held is None:
        raise NotAsked
    return held


def _place(held: Memory, by: User, today: date) -> Place:
    place = places_of([held], open_to(by)).get(held.pk)
    if place is None or held.put_away_at or not held.is_due(today):
        raise NotAsked
    return place


def _keep(held: Memory, known: Known | None, times: int, due_on: date) -> None:
    held.stability = known.stability if known else None
    held.difficulty = known.difficulty if known else None
    held.last_reviewed_on = known.on if known else None
    held.times, held.due_on = times, due_on
    fields = ["stability", "difficulty", "last_reviewed_on", "times", "due_on", "digest"]
    held.save(update_fields=fields)
