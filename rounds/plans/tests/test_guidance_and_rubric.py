"""What helps to write a plan, and by what it is judged: complete for every section."""

import pytest

from rounds.plans import guidance, rubric
from rounds.plans.models import Key


def test_every_section_has_guidance() -> None:
    found = guidance.all_sections()
    assert [one.key for one in found] == Key.values
    assert all(3 <= len(one.questions) <= 5 for one in found)
    assert all(one.what and one.example and one.mistake for one in found)
    assert guidance.of("goals").title == "Business goals"


def test_a_section_that_is_not_there_has_none() -> None:
    with pytest.raises(KeyError):
        guidance.of("mission")


def test_the_rubric_asks_about_every_section_and_about_the_whole() -> None:
    found = rubric.current()
    assert {one.section for one in found.criteria} == {*Key.values, ""}
    assert all(len(one.levels) == 4 for one in found.criteria)
    assert len({one.key for one in found.criteria}) == len(found.criteria)


def test_a_rubric_is_found_by_its_number_and_a_criterion_by_its_key() -> None:
    first = rubric.numbered(1)
    assert first.number == 1
    assert [one.key for one in first.of_section("risks")] == ["patients-are-safe"]
    assert len(first.of_section()) == 2
    known = first.criterion("can-be-read")
    assert known is not None
    assert [str(name) for _number, name, _text in known.named_levels] == [
        "Missing",
        "Weak",
        "Sound",
        "Strong",
    ]
    assert first.criterion("unknown") is None
