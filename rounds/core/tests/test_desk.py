from datetime import UTC, datetime

import pytest

from rounds.core import desk

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Person:
    def __init__(self, *may: str) -> None:
        self.may = may

    def has_perm(self, permission: str) -> bool:
        return permission in self.may


@pytest.fixture(autouse=True)
def no_tasks(monkeypatch):
    monkeypatch.setattr(desk, "_tasks", {})


def enter(name: str, *, count: int, rank: int = 1, permission: str = "may", **more) -> None:
    desk.enter(
        name,
        desk.Task(
            permission=permission,
            count=lambda at: count,
            label=lambda n: f"{n} {name}",
            url_name="wagtailadmin_home",
            rank=rank,
            **more,
        ),
    )


def labels(person: Person) -> list[str]:
    return [line.label for line in desk.lines_for(person, NOON)]


def test_each_sees_what_they_may_do_the_most_urgent_first() -> None:
    enter("later", count=1, rank=2)
    enter("first", count=2, rank=1)
    enter("foreign", count=3, permission="else")
    assert labels(Person("may")) == ["2 first", "1 later"]
    assert labels(Person()) == []


def test_what_somebody_may_not_do_is_not_even_counted() -> None:
    def refuse(at: datetime) -> int:
        raise AssertionError

    enter("foreign", count=0)
    desk.enter(
        "foreign",
        desk.Task(permission="else", count=refuse, label=str, url_name="wagtailadmin_home", rank=1),
    )
    assert labels(Person("may")) == []


def test_what_waits_for_nobody_is_left_out_unless_it_is_worth_a_word() -> None:
    enter("quiet", count=0)
    enter("loud", count=0, nothing="Nothing waits.")
    assert desk.lines_for(Person("may"), NOON) == [desk.Line("Nothing waits.", "", None)]


def test_no_page_has_more_than_seven_lines_and_what_waits_comes_first() -> None:
    enter("done", count=0, rank=0, nothing="Done.")
    for n in range(9):
        enter(f"task{n}", count=1, rank=n)
    assert labels(Person("may")) == [f"1 task{n}" for n in range(7)]


def test_a_line_leads_to_its_page_and_tells_since_when_the_oldest_waits() -> None:
    enter("task", count=1, query="state=asked", oldest=lambda at: NOON)
    assert desk.lines_for(Person("may"), NOON) == [desk.Line("1 task", "/office/?state=asked", NOON)]
