"""What is told of groups, and what cannot be worked out from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.courses.groups import FEWEST, at_least, share, total

PEOPLE = st.lists(st.floats(0, 1), max_size=40)


@pytest.mark.parametrize(
    ("count", "told"), [(0, None), (4, None), (5, 5), (9, 5), (10, 10), (14, 10), (103, 100)]
)
def test_counts_are_rounded_down_to_fives_and_nothing_is_said_of_fewer(count: int, told: int | None):
    assert at_least(count) == told


@given(st.integers(0, 500), st.integers(0, 4))
def test_from_two_counts_no_group_of_fewer_than_five_can_be_taken(more: int, fewer: int):
    """Whatever both are told as, they could as well differ by nobody, or by five."""
    told = (at_least(more), at_least(more + fewer))
    first, second = ((one or 0, (one or 0) + FEWEST - 1) for one in told)
    assert first[0] <= more <= first[1]
    assert second[0] <= more + fewer <= second[1]
    assert second[1] - first[0] >= FEWEST - 1


@given(PEOPLE)
def test_a_share_is_told_of_five_people_or_more_in_steps_of_five_percent(people: list[float]):
    told = share(people)
    if len(people) < FEWEST:
        assert told is None
        return
    assert told * 20 == pytest.approx(round(told * 20))
    assert abs(told - sum(people) / len(people)) <= 0.026


def test_a_total_is_told_only_where_all_its_parts_are():
    people = [0.9] * 6
    assert total(people, [0.9, 0.8]) == 0.9
    assert total(people, [0.9, None]) is None
    assert total(people[:4], []) is None
