"""What completes a residency."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.residency.standing import Facts, Line, Part, is_complete, standing

WHOLE = Facts(
    meetings=10,
    present=8,
    excused=0,
    share_present=80,
    tasks=4,
    tasks_done=4,
    prerequisites=1,
    prerequisites_done=1,
    wants_plan=True,
    plan_is_accepted=True,
    days_are_over=True,
)


def test_each_line_has_its_numbers():
    assert standing(WHOLE) == [
        Line(Part.PREREQUISITES, 1, 1, 1, True),
        Line(Part.PRESENT, 8, 10, 8, True),
        Line(Part.TASKS, 4, 4, 4, True),
        Line(Part.PLAN, 1, 1, 1, True),
        Line(Part.DAYS, 1, 1, 1, True),
    ]
    assert is_complete(standing(WHOLE))


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        (Part.PREREQUISITES, {"prerequisites_done": 0}),
        (Part.PRESENT, {"present": 7}),
        (Part.TASKS, {"tasks_done": 3}),
        (Part.PLAN, {"plan_is_accepted": False}),
        (Part.DAYS, {"days_are_over": False}),
    ],
)
def test_one_thing_that_is_missing_is_named(part, missing):
    lines = standing(replace(WHOLE, **missing))
    assert [line.part for line in lines if not line.is_met] == [part]
    assert not is_complete(lines)


@pytest.mark.parametrize(
    ("meetings", "excused", "share", "needed"),
    [
        (10, 0, 80, 8),
        (10, 5, 80, 4),
        (7, 0, 80, 6),
        (3, 1, 80, 2),
        (10, 10, 80, 1),
        (10, 0, 0, 0),
        (10, 0, 100, 10),
    ],
)
def test_an_excuse_does_not_count_against_anybody(meetings, excused, share, needed):
    facts = replace(WHOLE, meetings=meetings, excused=excused, share_present=share, present=0)
    line = next(one for one in standing(facts) if one.part == Part.PRESENT)
    assert line.needed == needed
    assert line.is_met == (needed == 0)


def test_what_the_program_does_not_want_has_no_line():
    facts = replace(WHOLE, wants_plan=False, prerequisites=0, tasks=0, meetings=0)
    assert [line.part for line in standing(facts)] == [Part.DAYS]


@given(st.integers(1, 60), st.data())
def test_more_excuses_never_make_it_harder(meetings, data):
    excused = data.draw(st.integers(0, meetings - 1))
    share = data.draw(st.integers(0, 100))

    def needed(excused: int) -> int:
        lines = standing(replace(WHOLE, meetings=meetings, excused=excused, share_present=share))
        return next(line.needed for line in lines if line.part == Part.PRESENT)

    assert needed(excused + 1) <= needed(excused)
