"""What becomes of questions that authors write, and of answers that anybody gives."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given

from rounds.courses import questions
from rounds.courses.questions.folding import folded
from rounds.courses.questions.numbers import number
from rounds.courses.tests import question_cases as cases

CHOICE = {
    "kind": "multiple",
    "text": "Which?",
    "answers": [
        {"text": "a", "right": True},
        {"text": "b", "right": True},
        {"text": "c", "feedback": "It never was."},
        {"text": "d"},
    ],
}


def marked(raw: dict[str, Any], answer: Any) -> questions.Mark:
    one = questions.read(raw)
    return questions.mark(one.kind, one.content, answer)


@given(cases.questions)
def test_what_was_read_can_be_written_and_read_again(raw: dict[str, Any]) -> None:
    one = questions.read(raw)
    assert questions.read(questions.written(one.kind, one.text, one.content, one.feedback)) == one


@given(cases.questions)
def test_whoever_knows_it_all_has_all_points(raw: dict[str, Any]) -> None:
    one = questions.read(raw)
    right = cases.right_given(one.kind, one.content)
    assert questions.is_answered(one.kind, one.content, right)
    assert questions.mark(one.kind, one.content, right).points == (None if one.kind == "essay" else 1)


@given(cases.questions, cases.anything)
def test_whatever_is_given_points_stay_between_nothing_and_one(raw: dict[str, Any], answer: Any) -> None:
    one = questions.read(raw)
    points = questions.mark(one.kind, one.content, answer).points
    assert points is None if one.kind == "essay" and points is None else 0 <= (points or 0) <= 1
    assert points is not None or isinstance(answer, str)


@given(cases.questions, cases.anything)
def test_a_kept_answer_is_marked_as_the_one_that_was_given(raw: dict[str, Any], answer: Any) -> None:
    one = questions.read(raw)
    kept = json.loads(json.dumps(questions.shaped(one.kind, one.content, answer)))
    assert questions.mark(one.kind, one.content, kept) == questions.mark(one.kind, one.content, answer)


@given(cases.anything)
def test_no_question_comes_of_anything_whatever(raw: Any) -> None:
    for kind in questions.KINDS:
        fields = raw if isinstance(raw, dict) else {"answers": raw, "pairs": raw, "items": raw}
        with pytest.raises(questions.Unreadable):
            questions.read({**fields, "kind": kind, "text": "?"} if kind != "essay" else {"kind": raw})


def test_every_question_of_the_starter_curriculum_is_written_as_it_was_read() -> None:
    seen = 0
    for path in sorted((Path(settings.BASE_DIR) / "data/curriculum").glob("*/*/*.md")):
        for raw in tomllib.loads(path.read_text().split("\n+++\n")[-1]).get("questions", []):
            one = questions.read(raw)
            assert questions.written(one.kind, one.text, one.content, one.feedback) == raw, path
            seen += 1
    assert seen >= 60


@pytest.mark.parametrize(
    ("picks", "points"),
    [([0, 1], 1), ([0], 0.5), ([0, 2], 0), ([0, 1, 2], 0.5), ([2, 3], 0), ([0, 1, 2, 3], 0), ([], 0)],
)
def test_of_several_answers_wrong_picks_are_taken_off_right_ones(picks: list[int], points: float) -> None:
    assert marked(CHOICE, picks).points == points


def test_the_same_pick_sent_twice_counts_once() -> None:
    assert marked(CHOICE, [0, 0, 0]).points == 0.5


def test_what_the_author_says_to_a_pick_is_said_to_whoever_picked_it() -> None:
    assert "It never was." in marked(CHOICE, [0, 2]).remarks
    assert "It never was." not in marked(CHOICE, [0]).remarks


def test_in_order_and_in_pairs_the_share_in_place_counts() -> None:
    ordering = {"kind": "ordering", "text": "?", "items": ["a", "b", "c", "d"]}
    assert marked(ordering, [1, 2, 4, 3]).points == 0.5
    assert marked(ordering, [1, 1, 1, 1]).points == 0.25
    pairs = [{"left": "l", "right": "x"}, {"left": "m", "right": "y"}, {"left": "n", "right": "x"}]
    assert marked({"kind": "matching", "text": "?", "pairs": pairs}, ["x", "x", ""]).points == pytest.approx(
        1 / 3
    )


@pytest.mark.parametrize("typed", ["Café", "cafe", "  CAFÉ ", "cafe\u0301", "“Cafe.”", "the  café"])
def test_short_answers_are_compared_without_case_accents_and_needless_spaces(typed: str) -> None:
    raw = {"kind": "short", "text": "?", "accepted": ["café", "the café"]}
    assert marked(raw, typed).points == 1
    assert marked(raw, typed + "s").points == 0


def test_where_case_matters_it_is_said() -> None:
    raw = {"kind": "short", "text": "?", "accepted": ["#HeartFailure"], "case_matters": True}
    assert marked(raw, "#HeartFailure ").points == 1
    assert marked(raw, "#heartfailure").points == 0
    assert marked(raw, "#heartfailure").remarks == ("Capital and small letters matter here.",)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,000.5", "1000.5"),
        ("1 000,5", "1000.5"),
        ("1.000,5", "1000.5"),
        ("1\u202f000", "1000"),
        ("1,000", "1000"),
        ("1,5", "1.5"),
        ("0,125", "0.125"),
        ("1/2", "0.5"),
        ("1½", "1.5"),
        ("½", "0.5"),
        ("-1 1/4 cups", "-1.25"),
        ("14 %", "14"),
        ("$3.20", "3.20"),
        ("−4 °C", "-4"),
        ("12 mg/dl", "12"),
        ("5 m²", "5"),
        ("1.5e3", "1500"),
        ("١٤", "14"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, value: str) -> None:
    assert number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["", "fourteen", "14 or 15", "1/0", "1,2,3", "12 34", "1..2", "9" * 61, "14-15"]
)
def test_what_is_not_one_number_is_none(typed: str) -> None:
    assert number(typed) is None


def test_a_number_counts_up_to_its_tolerance_and_not_beyond() -> None:
    raw = {"kind": "numeric", "text": "?", "answer": 0.3, "tolerance": 0.1}
    assert [marked(raw, typed).points for typed in ("0.2", "0.4", "0.41", "0.19")] == [1, 1, 0, 0]
    assert marked(raw, "1,000").remarks == ("We read your answer as 1,000.",)


def test_an_essay_waits_for_a_person_and_an_empty_one_does_not() -> None:
    raw = {"kind": "essay", "text": "?", "words_at_most": 3}
    assert marked(raw, "Four words are here").points is None
    assert marked(raw, "Four words are here").remarks == ("You wrote 4 words; at most 3 were asked for.",)
    assert marked(raw, "  \n").points == 0


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"kind": "riddle"}, "The kind “riddle” is not known."),
        ({"kind": "essay", "text": " "}, "“text” is empty."),
        ({"kind": "essay", "text": "?", "right": True}, "A question of the kind “essay” has no “right”."),
        ({"kind": "true_false", "text": "?", "right": "yes"}, "“right” is true or false."),
        ({"kind": "numeric", "text": "?", "answer": "14"}, "“answer” has to be a number"),
        ({"kind": "numeric", "text": "?", "answer": float("nan")}, "“answer” is too large a number."),
        ({"kind": "ordering", "text": "?", "items": ["a"]}, "“items” has 1 entry; it needs 2 to 12."),
        ({"kind": "ordering", "text": "?", "items": ["a", "a"]}, "“a” stands there twice."),
        ({"kind": "short", "text": "?", "accepted": ["?!"]}, "Each accepted answer needs a letter"),
        ({**CHOICE, "kind": "single"}, "Exactly one answer has to be right; 2 are."),
        ({**CHOICE, "answers": [{"text": "a"}, {"text": "b"}]}, "At least one answer has to be right."),
        ({"kind": "essay", "text": "a\u202eb"}, "“text”: There was an invisible mark"),
        ({"kind": "essay", "text": "x" * 4_001}, "“text” is 4001 characters, and at most 4000 fit."),
    ],
)
def test_what_is_wrong_with_a_question_is_said_to_its_author(raw: dict[str, Any], sentence: str) -> None:
    with pytest.raises(questions.Unreadable) as refused:
        questions.read(raw)
    assert refused.value.sentence.startswith(sentence)


def test_folding_twice_is_folding_once() -> None:
    assert folded(folded(" Straße, “İstanbul” ")) == folded(" Straße, “İstanbul” ")
