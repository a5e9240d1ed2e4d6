"""What a plan leaves open, and what of it keeps it from being sent."""

from datetime import date
from decimal import Decimal

import pytest

from rounds.plans.gaps import blocking, gaps
from rounds.plans.shape import Content, read

DONE = {
    "objectives": {"id": 1, "text": "Be heard", "due_on": "2026-12-01"},
    "channels": {"id": 2, "name": "Facebook", "proof": "official-mutual"},
    "tactics": {"id": 3, "text": "Answer", "objective": 1, "owner_name": "Kim", "due_on": date(2026, 6, 1)},
    "rhythm": {"id": 4, "what": "A question", "channel": 2},
    "measures": {
        "id": 5,
        "name": "Calls",
        "objective": 1,
        "baseline": "8",
        "target": Decimal(12),
        "source": "the desk",
    },
    "budget": {"id": 6, "what": "Hours", "cents": 500},
}
RISKS = [
    {"id": kind, "kind": kind, "text": kind, "answer": "We train."}
    for kind in ("patients", "prescribing", "credentials")
]


def plan(**changed: dict) -> Content:
    sections = []
    for key in Content.ORDER:
        rows = RISKS if key == "risks" else [DONE[key]] if key in DONE else []
        more = changed.get(key, {})
        sections.append(
            {"key": key, "text": more.pop("words", "Words."), "rows": [{**one, **more} for one in rows]}
        )
    return read({"sections": sections})


def test_nothing_is_missing_in_a_whole_plan():
    assert gaps(plan()) == []


@pytest.mark.parametrize(
    ("section", "changed", "said"),
    [
        ("objectives", {"due_on": None}, "“Be heard” has no date. By when?"),
        ("objectives", {"due_on": None, "text": "Be heard by May."}, "“Be heard by May” has no date."),
        ("channels", {"proof": ""}, "The List does not show “Facebook” as yours."),
        ("channels", {"proof": "reported"}, "The List shows “Facebook” without proof."),
        ("channels", {"proof": "released"}, "is no longer yours"),
        ("channels", {"is_retired": True}, "“Facebook” cannot be reached, or its platform is closed."),
        ("tactics", {"owner_name": ""}, "Nobody owns “Answer”. Name one person."),
        ("tactics", {"due_on": None}, "“Answer” has no date."),
        ("rhythm", {"channel": None}, "“A question” has no channel."),
        ("risks", {"answer": ""}, "has no answer. What do you do about it?"),
        ("measures", {"baseline": None}, "“Calls” has no figure for today."),
        ("measures", {"target": None}, "“Calls” has no target."),
        ("measures", {"target": "8"}, "is what it is today"),
        ("measures", {"source": ""}, "does not say where its figure comes from"),
        ("budget", {"cents": 0}, "The budget is nothing."),
    ],
)
def test_what_is_weak_is_said_and_does_not_block(section, changed, said):
    found = gaps(plan(**{section: changed}))
    assert {one.section for one in found} == {section}
    assert said in found[0].what
    assert not any(one.blocks for one in found)


def test_an_objective_that_nothing_serves_and_nothing_measures_is_said_twice():
    found = gaps(plan(tactics={"objective": 9}, measures={"objective": 9}))
    assert [one.what for one in found] == [
        "No tactic serves “Be heard”. Add one, or drop it.",
        "No measure tells of “Be heard”. How will you know?",
    ]


def test_a_tactic_that_was_dropped_serves_nothing():
    assert "No tactic serves" in gaps(plan(tactics={"state": "dropped"}))[0].what


def test_each_of_the_three_violations_is_asked_for():
    said = [one.what for one in gaps(plan(risks={"kind": "other"}))]
    assert len(said) == 3
    assert "prescribing" in said[1]


def test_an_empty_section_blocks_and_rows_alone_fill_one():
    found = blocking(plan(goals={"words": "  "}, tactics={"words": ""}))
    assert [one.section for one in found] == ["goals"]
