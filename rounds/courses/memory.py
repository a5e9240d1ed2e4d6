"""What somebody remembers of one card, and when to ask again: FSRS in whole days. Pure.

The day is that of where the learner lives. A card comes back tomorrow at the soonest and in a year at the latest. A day
before the last one (a clock that jumped, a flight west) counts as the same day.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

LONGEST = 365  # days


class Rated(IntEnum):
    FORGOTTEN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Known(NamedTuple):
    """`stability`: days until nine in ten would still know it. `difficulty`: 1 to 10."""

    stability: float
    difficulty: float
    on: date  # the last review


class Reviewed(NamedTuple):
    """What a review makes of it. `days_since` and `expected` are of before: empty for the first."""

    known: Known
    due_on: date
    days_since: int | None
    expected: float | None


_scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


def review(known: Known | None, rating: Rated, on: date) -> Reviewed:
    day = max(on, known.on) if known else on
    after, _log = _scheduler.review_card(_card(known), Rating(rating), _noon(day))
    interval = max(1, (after.due - _noon(day)).days)
    return Reviewed(
        Known(after.stability or 0.0, after.difficulty or 0.0, on),
        on + timedelta(days=interval),
        (day - known.on).days if known else None,
        expected(known, on) if known else None,
    )


def choices(known: Known | None, on: date) -> dict[Rated, int]:
    """In how many days the card would come back, by what is answered."""
    return {one: (review(known, one, on).due_on - on).days for one in Rated}


def expected(known: Known, on: date) -> float:
    """How likely they know it on a day, 0 to 1."""
    return _scheduler.get_card_retrievability(_card(known), _noon(max(on, known.on)))


def replay(reviews: Iterable[tuple[Rated, date]]) -> Known | None:
    """What follows from these reviews, oldest first."""
    known: Known | None = None
    for rating, on in reviews:
        known = review(known, rating, on).known
    return known


def _card(known: Known | None) -> Card:
    if known is None:
        return Card(card_id=1, state=State.Learning, due=_noon(date(2000, 1, 1)))
    return Card(
        card_id=1,
        state=State.Review,
        stability=known.stability,
        difficulty=known.difficulty,
        due=_noon(known.on),
        last_review=_noon(known.on),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
