"""From minutes to credit, by table and by property."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.credits import rules
from rounds.credits.rules import Earlier, Terms

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
AMA = Terms(60, 25, "nearest", 200)
DOWN = AMA._replace(rounding="down")
minutes = st.integers(0, 3_000)
periods = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=8)
terms = st.builds(
    Terms, st.integers(1, 600), st.integers(1, 200), st.sampled_from(["nearest", "down"]), st.integers(0, 400)
)


@pytest.mark.parametrize(
    ("count", "of", "hundredths"),
    [
        (0, AMA, 0),
        (7, AMA, 0),
        (8, AMA, 25),
        (22, AMA, 25),
        (23, AMA, 50),
        (52, AMA, 75),
        (53, AMA, 100),
        (60, AMA, 100),
        (62, AMA, 100),
        (90, AMA, 150),
        (15, AMA._replace(step=50), 50),  # a half goes up
        (59, DOWN, 75),
        (62, DOWN, 100),
        (14, DOWN, 0),
        (50, Terms(50, 10, "nearest", 200), 100),  # contact hours of fifty minutes, in tenths
        (33, Terms(50, 10, "nearest", 200), 70),
    ],
)
def test_minutes_become_credit_by_the_accreditors_steps(count, of, hundredths):
    assert rules.credit_of(count, of) == hundredths


@pytest.mark.parametrize(
    ("count", "hundredths"), [(60, 200), (30, 100), (45, 150), (20, 75), (3, 0), (4, 25)]
)
def test_presenting_earns_two_for_an_hour(count, hundredths):
    assert rules.faculty_credit_of(count, AMA) == hundredths


@PATIENT
@given(minutes, terms)
def test_rounding_is_off_by_no_more_than_a_step(count, of):
    exact = count * 100 / of.minutes_per_credit
    off = rules.credit_of(count, of) - exact
    assert (-of.step < off <= 1e-9) if of.rounding == "down" else abs(off) <= of.step / 2 + 1e-9


@PATIENT
@given(st.lists(minutes, min_size=1, max_size=6), minutes, minutes, terms)
def test_claims_of_one_activity_never_sum_to_more_than_its_maximum_in_whatever_order(
    claims, attended, most, of
):
    def total(order):
        earlier = Earlier()
        for asked in order:
            within = rules.room(attended=attended, most=most)
            if asked <= within.minutes:
                got = rules.settle(asked, within, of, earlier)
                earlier = Earlier(earlier.minutes + got.minutes, earlier.hundredths + got.hundredths)
        return earlier

    found = total(claims)
    assert found.hundredths <= rules.credit_of(min(most, attended), of)
    assert found.minutes <= min(most, attended)
    assert found == total(list(reversed(claims))) == total(claims * 2)


@PATIENT
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 120)), min_size=1, max_size=5), st.randoms())
def test_what_was_at_the_same_time_counts_once_in_whatever_order_it_is_claimed(sessions, random):
    """Whole sessions claimed one after the other: together, the minutes in which somebody sat anywhere."""
    sat = [(start, start + long) for start, long in sessions]
    everywhere = len({minute for start, end in sat for minute in range(start, end)})
    random.shuffle(sat)
    taken: list[rules.Period] = []
    sum_of_minutes = 0
    for one in sat:
        within = rules.room(attended=one[1] - one[0], most=999, periods=[one], taken=taken)
        got = rules.settle(within.minutes, within, AMA)
        sum_of_minutes += got.minutes
        taken += got.periods
        assert rules.length(got.periods) == got.minutes
    assert sum_of_minutes == everywhere == rules.length(taken)


@PATIENT
@given(st.integers(1, 500), st.integers(-3_000, 3_000), st.integers(-3_000, 3_000))
def test_a_reversal_restores_exactly(number, count, hundredths):
    back = rules.reversal(number, count, hundredths)
    assert (count + back.minutes, hundredths + back.hundredths) == (0, 0)


@PATIENT
@given(periods, periods)
def test_periods_are_sets_of_minutes(some, others):
    def minutes_of(found):
        return {minute for start, end in found for minute in range(start, end)}

    assert minutes_of(rules.union(some)) == minutes_of(some)
    assert minutes_of(rules.without(some, others)) == minutes_of(some) - minutes_of(others)
    assert rules.length(some) == len(minutes_of(some))
    assert sorted(minutes_of(rules.first(some, 7))) == sorted(minutes_of(some))[:7]


def test_more_than_was_attended_is_refused_and_so_is_more_than_the_maximum():
    for attended, most in ((50, 60), (60, 50)):
        with pytest.raises(rules.TooMuch):
            rules.settle(51, rules.room(attended=attended, most=most), AMA)


def test_ones_own_session_breaks_and_what_was_elsewhere_at_the_time_are_taken_off_with_a_step_for_each():
    within = rules.room(
        attended=240,
        most=90,
        periods=[(0, 240)],
        excluded=[(100, 130)],
        presented=[(0, 60)],
        taken=[(200, 300)],
    )
    assert (within.minutes, within.periods) == (90, ((60, 100), (130, 200)))
    assert [(one.what, dict(one.numbers)) for one in within.steps] == [
        ("attended", {"minutes": 240}),
        ("excluded", {"minutes": 30, "left": 210}),
        ("presented", {"minutes": 60, "left": 150}),
        ("overlap", {"minutes": 40, "left": 110}),
        ("most", {"minutes": 90}),
    ]


def test_what_was_made_by_oneself_is_taken_off_where_there_is_no_time_of_day():
    assert rules.room(attended=60, most=60, presented_minutes=20).minutes == 40
    assert rules.room(attended=60, most=60, presented_minutes=90).minutes == 0


def test_a_later_claim_adds_the_difference():
    within = rules.room(attended=120, most=120)
    first = rules.settle(50, within, AMA)
    second = rules.settle(68, within, AMA, Earlier(first.minutes, first.hundredths))
    assert (first.hundredths, second.minutes, second.hundredths) == (75, 18, 50)


def test_presenting_does_not_count_what_counts_elsewhere_at_the_time():
    got = rules.settle_faculty(60, AMA, periods=[(0, 60)], taken=[(30, 90)])
    assert (got.minutes, got.hundredths, got.periods) == (30, 100, ((0, 30),))
    assert rules.settle_faculty(60, AMA, most=15).hundredths == 50
