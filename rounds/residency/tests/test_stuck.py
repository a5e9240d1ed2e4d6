"""Who needs their chief, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rounds.residency.stuck import Facts, Reason, Why, reasons, worst_first

AT = datetime(2026, 3, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WELL = Facts(
    is_running=True,
    absences=0,
    tasks=6,
    tasks_done=3,
    group_done=3,
    began_at=AT - 10 * DAY,
    worked_at=AT - 2 * DAY,
    wants_plan=True,
    plan_state="draft",
    plan_due_at=AT + 5 * DAY,
    plan_touched_at=AT - DAY,
)


def test_whoever_is_well_has_no_reason():
    assert reasons(WELL, AT) == []


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"absences": 1}, []),
        ({"absences": 2}, [(Why.ABSENT, 2)]),
        ({"worked_at": AT - 7 * DAY}, [(Why.QUIET, 7)]),
        ({"worked_at": None}, [(Why.QUIET, 10)]),
        ({"worked_at": None, "is_running": False}, []),
        ({"worked_at": None, "tasks_done": 6, "group_done": 6}, []),
        ({"group_done": 4}, []),
        ({"group_done": 5}, [(Why.BEHIND, 2)]),
        ({"plan_state": ""}, [(Why.NO_PLAN, 5)]),
        ({"plan_state": "", "plan_due_at": AT + 15 * DAY}, []),
        ({"plan_state": "", "plan_due_at": None}, []),
        ({"plan_state": "", "wants_plan": False}, []),
        ({"plan_state": "", "plan_due_at": AT - 3 * DAY}, [(Why.OVERDUE, 3)]),
        ({"plan_due_at": AT - 3 * DAY}, [(Why.OVERDUE, 3)]),
        ({"plan_state": "sent", "plan_due_at": AT - 3 * DAY}, []),
        ({"plan_state": "returned", "plan_touched_at": AT - 5 * DAY}, [(Why.RETURNED, 5)]),
        ({"plan_state": "returned", "plan_due_at": AT - DAY}, []),
    ],
)
def test_a_reason_has_its_number(facts, found):
    assert reasons(replace(WELL, **facts), AT) == [Reason(*one) for one in found]


def test_the_gravest_comes_first_and_whoever_has_most_of_it():
    ill = reasons(replace(WELL, absences=3, worked_at=None, plan_state=""), AT)
    assert [one.why for one in ill] == [Why.ABSENT, Why.NO_PLAN, Why.QUIET]
    quiet = reasons(replace(WELL, worked_at=None), AT)
    order = worst_first([("well", []), ("quiet", quiet), ("ill", ill), ("also well", [])])
    assert [name for name, _why in order] == ["ill", "quiet", "well", "also well"]
