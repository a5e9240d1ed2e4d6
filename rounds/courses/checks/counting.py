"""What learners made of the questions of a course: of each person the first attempt that is ended and marked, since in
later ones they know them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rounds.courses import questions
from rounds.courses.checks.figures import FEWEST, Figures, of_items
from rounds.courses.models import Answer, Attempt, Course, Edition, Question

MOST_PICKS = 8  # of what people typed
Key = tuple[str, str]  # of a lesson, and of its question


@dataclass(frozen=True, slots=True)
class Pick:
    text: str
    count: int
    is_right: bool


@dataclass(frozen=True, slots=True)
class Item:
    """`picks`: by which answer how many gave; of choices all, of what was typed the most frequent; no essays."""

    question: Question
    figures: Figures
    picks: list[Pick]


def items(course: Course) -> list[Item]:
    """Of the newest published edition, in its order; with what earlier editions asked in the same words."""
    edition = Edition.objects.published().filter(course=course).order_by("-number").first()
    if edition is None:
        return []
    asked = list(
        Question.objects.filter(lesson__edition=edition)
        .select_related("lesson")
        .order_by("lesson__module__position", "lesson__position", "position", "pk")
    )
    same = _same(course, asked)
    firsts = _firsts(course)
    figures = of_items(_points(course, firsts, same))
    picks = _picks(firsts, same)
    return [
        Item(
            one,
            figures.get(_key(one), Figures(0)),
            _picked(one, figures.get(_key(one)), picks.get(_key(one))),
        )
        for one in asked
    ]


def _same(course: Course, asked: list[Question]) -> dict[int, Key]:
    """Of every edition the questions that ask the same, to the letter, by their pk."""
    now = {_key(one): (one.kind, one.text, one.content) for one in asked}
    every = Question.objects.filter(lesson__edition__course=course).select_related("lesson")
    every = every.only("key", "kind", "text", "content", "lesson__key")
    return {one.pk: _key(one) for one in every if now.get(_key(one)) == (one.kind, one.text, one.content)}


def _firsts(course: Course) -> dict[int, list[int]]:
    """Attempt by attempt, the questions that were drawn."""
    marked = Attempt.objects.filter(enrolment__course=course, share__isnull=False)
    rows = marked.order_by("number", "pk").values_list("pk", "enrolment_id", "lesson__key", "question_ids")
    seen: set[tuple[int, str]] = set()
    firsts = {}
    for pk, enrolment, lesson, drawn in rows.iterator():
        if (enrolment, lesson) not in seen:
            seen.add((enrolment, lesson))
            firsts[pk] = drawn
    return firsts


def _points(course: Course, firsts: dict[int, list[int]], same: dict[int, Key]) -> Iterator[dict[Any, float]]:
    """A question that asks otherwise by now counts towards the rest all the same."""
    given: dict[int, dict[int, float]] = {}
    rows = Answer.objects.filter(attempt__enrolment__course=course, attempt__share__isnull=False)
    for attempt, question, points in rows.values_list("attempt_id", "question_id", "points").iterator():
        if attempt in firsts:
            given.setdefault(attempt, {})[question] = points or 0
    for attempt, drawn in firsts.items():
        of = given.get(attempt, {})
        yield {same.get(pk, pk): of.get(pk, 0) for pk in drawn}


def _picks(firsts: dict[int, list[int]], same: dict[int, Key]) -> dict[Key, Counter[str]]:
    counted: dict[Key, Counter[str]] = {}
    rows = Answer.objects.filter(question__in=list(same)).exclude(question__kind="essay")
    found = rows.values_list("attempt_id", "question_id", "question__kind", "question__content", "given")
    for attempt, question, kind, content, given in found.iterator():
        if attempt in firsts:
            counts = counted.setdefault(same[question], Counter())
            counts.update(questions.given_in_words(kind, content, given))
    return counted


def _picked(one: Question, figures: Figures | None, counts: Counter[str] | None) -> list[Pick]:
    """Nothing under five attempts; and of what people typed, nothing that one of them alone did."""
    if figures is None or figures.attempts < FEWEST:
        return []
    counts = counts or Counter()
    right = set(questions.right_answer(one.kind, one.content))
    if one.kind in ("single", "multiple"):
        texts = [answer["text"] for answer in one.content["answers"]]
        return [Pick(text, counts[text], text in right) for text in texts]
    if one.kind == "true_false":
        return [Pick(text, counts[text], text in right) for text in (_("True"), _("False"))]
    often = [(text, count) for text, count in counts.most_common(MOST_PICKS) if count > 1]
    return [Pick(text, count, _is_right(one, text, right)) for text, count in often]


def _is_right(one: Question, text: str, right: set[str]) -> bool:
    if one.kind in ("short", "numeric"):
        return questions.mark(one.kind, one.content, text).points == 1
    return text in right


def _key(one: Question) -> Key:
    return one.lesson.key, one.key
