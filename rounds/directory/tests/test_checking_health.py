from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.directory.checking.health import (
    KEPT,
    SPAN,
    NewHealth,
    State,
    frozen,
    next_check,
    next_state,
)
from rounds.directory.checking.readings import Life
from rounds.directory.models import Health

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BAD = (Life.FAILED, Life.GONE)


def after(**passed: float) -> datetime:
    return START + timedelta(**passed)


def follow(looks: list[tuple[datetime, Life]]) -> NewHealth:
    health = NewHealth(State.FINE, [], False)
    for at, life in looks:
        health = next_state(health.state, health.failures, life=life, at=at)
    return health


def test_the_states_are_those_of_the_table():
    assert [one.value for one in State] == list(Health.State.values)


@pytest.mark.parametrize("life", BAD)
@pytest.mark.parametrize(
    ("hours", "state"),
    [
        ([0], "suspect"),
        ([0, 27, 54], "suspect"),  # three, but in two days
        ([0, 170], "suspect"),  # seven days, but two
        ([0, 24, 167.9], "suspect"),
        ([0, 24, 168], "suspect"),  # always at nine in the morning
        ([0, 25, 168], "suspect"),  # at nine and at ten: the same hours of the day
        ([0, 27, 168], "gone"),
        ([0, 22, 168], "gone"),  # at seven in the morning
        ([0, 24, 48, 72, 96, 120, 144, 168, 192], "suspect"),
        ([0, 0.2, 0.4, 0.6, 171], "suspect"),  # four looks in an hour are one
        ([0, 27, 54, 81, 108, 135, 162], "suspect"),
        ([0, 27, 54, 81, 108, 135, 162, 189], "gone"),
        ([0, 27, 168, 175, 400], "gone"),
    ],
)
def test_an_account_is_gone_after_three_failures_over_seven_days_at_different_hours(hours, state, life):
    assert follow([(after(hours=hour), life) for hour in hours]).state == state


@pytest.mark.parametrize("state", list(State))
def test_an_account_that_answers_is_fine_and_its_failures_are_forgotten(state):
    new = next_state(state, [START], life=Life.ALIVE, at=after(days=1))

    assert new == NewHealth(State.FINE, [], state != State.FINE)


@pytest.mark.parametrize("state", list(State))
def test_what_cannot_be_read_changes_nothing(state):
    assert next_state(state, [START], life=Life.UNREADABLE, at=after(days=9)) == NewHealth(
        state, [START], False
    )


def test_a_state_that_turned_is_told_once():
    looks = [(after(hours=hour), Life.GONE) for hour in (0, 27, 168, 200)]

    assert [follow(looks[: n + 1]).turned for n in range(4)] == [True, False, True, False]


@pytest.mark.parametrize("life", BAD)
def test_who_is_gone_stays_gone_until_it_answers(life):
    assert next_state(State.GONE, [], life=life, at=START) == NewHealth(State.GONE, [START], False)


def test_who_is_gone_for_years_is_remembered_in_a_few_failures():
    looks = [(after(hours=27 * day), Life.GONE) for day in range(400)]

    health = follow(looks)

    assert (health.state, len(health.failures), health.failures[0]) == ("gone", KEPT, START)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001
looks = st.lists(st.tuples(moments, st.sampled_from(Life)), max_size=25).map(sorted)


@given(looks)
def test_never_gone_before_the_third_failure_nor_within_seven_days_of_the_first(history):
    health = NewHealth(State.FINE, [], False)
    since: list[datetime] = []  # failures since it was last reached
    for at, life in history:
        before = health.state
        health = next_state(health.state, health.failures, life=life, at=at)
        since = [] if life is Life.ALIVE else [*since, at] if life in BAD else since
        if health.state == State.GONE:
            assert len(since) >= 3
            assert since[-1] - since[0] >= SPAN
        assert (health.state == State.FINE) == (not since)
        assert health.turned == (before != health.state)
        assert len(health.failures) <= KEPT


@given(st.sampled_from(State), moments, st.integers(0, 100), st.integers(1, 10**9))
def test_the_next_look_is_the_same_for_the_same_account_and_never_far_off(state, at, failures, account_id):
    due = next_check(state, at, failures, account_id)

    assert due == next_check(str(state), at, failures, account_id)
    if state == State.SUSPECT:
        assert timedelta(hours=27) <= due - at <= timedelta(hours=28)
    else:
        assert timedelta(days=6, hours=12) <= due - at <= timedelta(days=7, hours=12)


def test_accounts_that_came_in_together_are_looked_at_at_different_hours():
    hours = {next_check(State.FINE, START, 0, account_id).hour for account_id in range(500)}

    assert len(hours) == 24


@pytest.mark.parametrize("account_id", range(1, 40))
def test_as_we_look_a_dead_account_is_gone_within_ten_days_and_not_within_seven(account_id):
    at, health = START, NewHealth(State.FINE, [], False)
    while health.state != State.GONE:
        health = next_state(health.state, health.failures, life=Life.FAILED, at=at)
        gone_at, at = at, next_check(health.state, at, len(health.failures), account_id)

    assert timedelta(days=7) <= gone_at - START <= timedelta(days=10)


@pytest.mark.parametrize(
    ("alive", "failed", "gone", "unreadable", "is_frozen"),
    [
        (7, 3, 0, 0, False),  # 30% exactly
        (69, 31, 0, 0, True),
        (70, 30, 0, 0, False),
        (6, 2, 2, 0, True),
        (6, 0, 4, 0, True),  # "no such account" of everybody is an outage too
        (0, 9, 0, 0, False),  # too few to tell
        (0, 9, 0, 90, False),
        (0, 10, 0, 0, True),
        (0, 0, 0, 50, False),
    ],
)
def test_a_platform_that_fails_for_many_is_not_believed(alive, failed, gone, unreadable, is_frozen):
    results = [
        *[("youtube", Life.ALIVE)] * alive,
        *[("youtube", Life.FAILED)] * failed,
        *[("youtube", Life.GONE)] * gone,
        *[("youtube", Life.UNREADABLE)] * unreadable,
        *[("bluesky", Life.ALIVE)] * 50,
        *[("bluesky", Life.FAILED)] * 5,
    ]

    assert frozen(results) == ({"youtube"} if is_frozen else frozenset())


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(Life))), st.randoms())
def test_whether_a_platform_is_believed_does_not_hang_on_the_order(results, chance):
    shuffled = list(results)
    chance.shuffle(shuffled)

    assert frozen(shuffled) == frozen(results)
    for platform in frozen(results):
        lives = [life for name, life in results if name == platform and life is not Life.UNREADABLE]
        assert len(lives) >= 10
        assert sum(life in BAD for life in lives) / len(lives) > 0.3
