"""Numbers about questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.courses.checks.figures import FEWEST, Figures, Says, correlation, of_items

KNOWING = [{"a": 1.0, "b": 1.0, "c": 1.0}] * 3 + [{"a": 0.0, "b": 0.0, "c": 1.0}] * 3


def test_facility_is_the_share_of_the_points() -> None:
    found = of_items(KNOWING)
    assert found["a"].facility == 0.5
    assert found["c"].facility == 1


def test_discrimination_leaves_the_question_itself_out() -> None:
    found = of_items(KNOWING)
    assert found["a"].discrimination == pytest.approx(1)
    assert found["c"].discrimination is None
    alone = of_items([{"a": float(n % 2)} for n in range(10)])
    assert alone["a"].discrimination is None


def test_a_known_correlation_comes_out_as_it_is_known() -> None:
    """By hand: covariance 8, variances 10 and 10, of five."""
    pairs = [(1.0, 2.0), (2.0, 1.0), (3.0, 4.0), (4.0, 3.0), (5.0, 5.0)]
    assert correlation(pairs) == pytest.approx(0.8)


def test_a_question_that_those_miss_who_know_the_rest_is_looked_at_again() -> None:
    against = [{"a": 0.0, "b": 1.0, "c": 1.0}] * 3 + [{"a": 1.0, "b": 0.0, "c": 0.0}] * 3
    assert of_items(against)["a"].says == Says.AGAINST


def test_what_the_numbers_say() -> None:
    assert of_items(KNOWING)["a"].says == Says.GOOD
    assert of_items(KNOWING)["c"].says == Says.EASY
    assert of_items([{"a": 0.0, "b": 1.0}] * 6)["a"].says == Says.HARD


def test_nothing_is_said_of_fewer_than_five_attempts() -> None:
    assert of_items(KNOWING[: FEWEST - 1])["a"] == Figures(4)
    assert of_items(KNOWING[:FEWEST])["a"].facility == 0.6


points = st.sampled_from([0.0, 0.1, 1 / 3, 0.5, 1.0])


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), points, min_size=1), max_size=9))
def test_whatever_the_attempts_numbers_stay_where_they_belong(attempts: list[dict[str, float]]) -> None:
    for one in of_items(attempts).values():
        assert one.facility is None or 0 <= one.facility <= 1 + 1e-9
        assert one.discrimination is None or -1 <= one.discrimination <= 1
