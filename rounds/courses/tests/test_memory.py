"""When a card comes back: the package's own numbers, and what holds whatever happens to the clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from rounds.courses import memory
from rounds.courses.memory import LONGEST, Known, Rated, review

FIRST = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
RATINGS = st.sampled_from(list(Rated))
HISTORIES = st.lists(st.tuples(RATINGS, DAYS), min_size=1, max_size=12)
F, H, G, E = Rated


def days_of(*ratings: Rated) -> list[int]:
    """Each answered on the day on which it comes back."""
    on, known, found = FIRST, None, []
    for rating in ratings:
        made = review(known, rating, on)
        found.append((made.due_on - on).days)
        known, on = made.known, made.due_on
    return found


def test_the_days_are_those_of_the_package():
    assert days_of(G, G, G, F, G, G) == [2, 11, 46, 3, 8, 19]


@pytest.mark.parametrize("ratings", [(G, H, E), (F, F, G), (E, E, F, H), (H, H, H, H)])
def test_asked_directly_the_package_says_the_same(ratings: Any):
    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=LONGEST
    )
    card, at, theirs = Card(card_id=1), datetime.combine(FIRST, time(12), UTC), []
    for rating in ratings:
        card, _log = scheduler.review_card(card, Rating(rating), at)
        theirs.append((card.due - at).days)
        at = card.due
    assert days_of(*ratings) == theirs


@given(HISTORIES)
def test_it_never_comes_back_today_or_earlier_nor_after_more_than_a_year(history: Any):
    known = None
    for rating, on in history:
        made = review(known, rating, on)
        assert on < made.due_on <= on + timedelta(days=LONGEST)
        assert 1 <= made.known.difficulty <= 10
        assert made.known.stability > 0
        known = made.known


@given(HISTORIES, DAYS)
def test_what_is_expected_is_a_share(history: Any, on: date):
    known = memory.replay(history)
    assert 0 <= memory.expected(known, on) <= 1


@given(HISTORIES, RATINGS, DAYS)
def test_a_clock_that_jumps_back_counts_as_the_same_day(history: Any, rating: Rated, day: date):
    known = memory.replay(history)
    jumped = min(day, known.on)
    made = review(known, rating, jumped)
    assert made.days_since == 0
    assert made.known.on == jumped


def test_after_a_clock_that_ran_a_year_ahead_it_goes_on_from_the_true_day():
    first = review(None, G, FIRST)
    ahead = review(first.known, G, FIRST + timedelta(days=365))
    back = review(ahead.known, G, FIRST + timedelta(days=2))
    assert FIRST < back.due_on <= FIRST + timedelta(days=2 + LONGEST)
    assert review(back.known, G, back.due_on).days_since == (back.due_on - back.known.on).days


def test_who_knows_it_better_is_asked_later():
    known = review(None, G, FIRST).known
    days = memory.choices(known, FIRST + timedelta(days=2))
    assert list(days) == [F, H, G, E]
    assert days[F] < days[H] < days[G] < days[E]


def test_nine_in_ten_are_expected_to_know_it_on_the_day_on_which_it_comes_back():
    known = Known(stability=30.0, difficulty=5.0, on=FIRST)
    assert memory.expected(known, FIRST) == 1
    assert round(memory.expected(known, FIRST + timedelta(days=30)), 3) == 0.9


@given(HISTORIES)
def test_replaying_the_answers_leads_to_the_same_memory(history: Any):
    known = None
    for rating, on in history:
        known = review(known, rating, on).known
    assert memory.replay(history) == known
