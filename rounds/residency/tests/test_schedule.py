"""Meetings on the clocks of a zone, and rotations in rounds."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.residency.schedule import moment, planned, rotation_in


def slot(day: int, begins: int, minutes: int, kind: str = "talk", title: str = "One"):
    return SimpleNamespace(day=day, begins=begins, minutes=minutes, kind=kind, title=title, text="")


def test_slots_become_meetings_in_order_and_rotations_are_numbered():
    slots = [slot(2, 540, 30, "rotation", "B"), slot(1, 600, 30, "rotation", "A"), slot(1, 540, 30)]
    found = planned(slots, date(2026, 3, 10), "America/Chicago")
    assert [(one.title, one.begins_at, one.ends_at, one.round) for one in found] == [
        ("One", datetime(2026, 3, 10, 14, tzinfo=UTC), datetime(2026, 3, 10, 14, 30, tzinfo=UTC), None),
        ("A", datetime(2026, 3, 10, 15, tzinfo=UTC), datetime(2026, 3, 10, 15, 30, tzinfo=UTC), 1),
        ("B", datetime(2026, 3, 11, 14, tzinfo=UTC), datetime(2026, 3, 11, 14, 30, tzinfo=UTC), 2),
    ]


def test_nine_is_nine_on_both_sides_of_the_night_when_clocks_change():
    found = planned([slot(1, 540, 60), slot(2, 540, 60)], date(2026, 3, 7), "America/Chicago")
    assert [one.begins_at.hour for one in found] == [15, 14]


@pytest.mark.parametrize(
    ("day", "minutes", "zone", "at"),
    [
        (
            date(2026, 3, 8),
            150,
            "America/Chicago",
            datetime(2026, 3, 8, 8, 30, tzinfo=UTC),
        ),  # left out that night
        (
            date(2026, 11, 1),
            90,
            "America/Chicago",
            datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        ),  # twice: the first
        (date(2026, 6, 1), 540, "Asia/Kolkata", datetime(2026, 6, 1, 3, 30, tzinfo=UTC)),
        (date(2026, 6, 1), 1439, "UTC", datetime(2026, 6, 1, 23, 59, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_one_moment(day, minutes, zone, at):
    assert moment(day, minutes, zone) == at


def test_three_groups_go_round_three_rotations():
    table = [[rotation_in(rank, round, "abc") for rank in range(3)] for round in (1, 2, 3)]
    assert table == [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]]


def test_where_there_are_no_rotations_nobody_is_anywhere():
    assert rotation_in(0, 1, []) is None


@given(st.integers(1, 12), st.data())
def test_no_two_groups_are_together_and_each_meets_all(rotations, data):
    groups = data.draw(st.integers(1, rotations))
    names = list(range(rotations))
    for round in range(1, rotations + 1):
        assert len({rotation_in(rank, round, names) for rank in range(groups)}) == groups
    for rank in range(groups):
        assert {rotation_in(rank, round, names) for round in range(1, rotations + 1)} == set(names)


@given(st.integers(1, 8), st.integers(1, 24), st.integers(1, 20))
def test_with_more_groups_than_rotations_they_are_spread_evenly(rotations, groups, round):
    found = [rotation_in(rank, round, range(rotations)) for rank in range(groups)]
    counts = [found.count(one) for one in range(rotations)]
    assert max(counts) - min(counts) <= 1
