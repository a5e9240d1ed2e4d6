"""The residency to begin with: what is written in it, and how it is taken in."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from rounds.core import prose
from rounds.courses import starter as curriculum
from rounds.directory.platforms.table import PLATFORMS
from rounds.residency import starter, workbooks
from rounds.residency.models import Program, Rotation, Slot, Task

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def test_the_day_has_no_gaps_and_ends_at_five() -> None:
    day = starter.schedule()
    assert all(one.begins + one.minutes == then.begins for one, then in pairwise(day))
    assert (day[0].begins, day[-1].begins + day[-1].minutes) == (8 * 60 + 30, 17 * 60)


def test_nobody_works_for_two_hours_without_a_break() -> None:
    worked = longest = 0
    for one in starter.schedule():
        worked = 0 if one.kind == Slot.Kind.BREAK else worked + one.minutes
        longest = max(longest, worked)
    assert longest < 120
    assert max(one.minutes for one in starter.schedule() if one.kind == Slot.Kind.BREAK) == 60


def test_there_are_as_many_rounds_as_workbooks() -> None:
    rounds = [one for one in starter.schedule() if one.kind == Slot.Kind.ROTATION]
    assert len(rounds) == len(starter.all_workbooks()) == 6
    assert {one.minutes for one in rounds} == {one.minutes for one in starter.all_workbooks()}


@pytest.mark.parametrize("one", starter.all_workbooks(), ids=lambda one: one.key)
def test_a_workbook_has_tasks_in_the_safe_space_and_one_in_public(one: workbooks.Workbook) -> None:
    assert one.platform in PLATFORMS
    assert 4 <= len(one.tasks) - len(one.public_tasks) <= 6
    assert len(one.public_tasks) == 1
    assert all(task.text and prose.html(task.text) for task in one.tasks)


def test_headings_that_are_no_tasks_are_refused() -> None:
    written = '+++\nkey = "x"\n[tasks.one]\ntitle = "One"\n+++\nBefore.\n\n## Two\n\nText.\n'
    with pytest.raises(ValueError, match="its headings"):
        workbooks.read(written)


@pytest.mark.django_db
def test_the_program_is_taken_in_once() -> None:
    curriculum.load(at=NOW)
    made = starter.take_in_program(NOW)
    assert made is not None
    asked = made.prerequisites.order_by("position").values_list("course__code", flat=True)
    assert list(asked) == ["PRO 101", "PRA 101", "STR 101", "MEA 101"]
    assert made.rotations.count() == 6
    assert made.slots.count() == len(starter.schedule())
    assert Task.objects.filter(rotation__program=made, is_public=True).count() == 6
    assert starter.take_in_program(NOW) is None


@pytest.mark.django_db
def test_what_was_changed_stays() -> None:
    starter.take_in_program(NOW)
    Rotation.objects.filter(key="tiktok").delete()
    Program.objects.update(title="Ours")
    starter.take_in_program(NOW)
    assert Program.objects.get().title == "Ours"
    assert not Rotation.objects.filter(key="tiktok").exists()


@pytest.mark.django_db
def test_without_the_courses_nothing_is_asked_for() -> None:
    made = starter.take_in_program(NOW)
    assert made is not None
    assert not made.prerequisites.exists()
