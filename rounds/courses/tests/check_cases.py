"""Somebody before a check, for tests."""

from datetime import datetime
from typing import Any

from rounds.courses.actions import attempts
from rounds.courses.actions.attempts import Told
from rounds.courses.models import Attempt, Course, Edition, Enrolment, Lesson, Question
from rounds.courses.tests.course_cases import NOW, add_question, drafted
from rounds.memberships.tests.network_cases import person
from rounds.users.models import User

NUMERIC: dict[str, Any] = {"kind": "numeric", "text": "2 + 2?", "content": {"answer": 4, "tolerance": 0}}
ESSAY: dict[str, Any] = {"kind": "essay", "text": "Why?", "content": {"words_at_most": 60}}
ORDERING: dict[str, Any] = {"kind": "ordering", "text": "Order!", "content": {"items": ["a", "b", "c"]}}
MULTIPLE: dict[str, Any] = {
    "kind": "multiple",
    "text": "Which?",
    "content": {
        "answers": [
            {"text": "this", "right": True, "feedback": ""},
            {"text": "that", "right": True, "feedback": ""},
            {"text": "neither", "right": False, "feedback": "It never was."},
        ]
    },
}
MATCHING: dict[str, Any] = {
    "kind": "matching",
    "text": "Which to which?",
    "content": {"pairs": [{"left": "l", "right": "x"}, {"left": "m", "right": "y"}], "others": ["z"]},
}
SHORT: dict[str, Any] = {
    "kind": "short",
    "text": "Say it.",
    "content": {"accepted": ["portal"], "case_matters": False},
}
TRUE: dict[str, Any] = {"kind": "true_false", "text": "So?", "content": {"right": True}}
SINGLE: dict[str, Any] = {}


def course(*kinds: dict[str, Any], **fields: Any) -> Course:
    """Published, with two lessons; the first, a sample, has a check of these questions. `fields` are the lesson's;
    `second` are the other's, which has the questions `last`."""
    zone = fields.pop("zone", "public")
    code, second, last = fields.pop("code", "PRO 101"), fields.pop("second", {}), fields.pop("last", ())
    draft = drafted(code, "one", "two", zone=zone)
    lesson = draft.lessons.get(key="one")
    for place, kind in enumerate(kinds or (SINGLE, NUMERIC), start=1):
        add_question(lesson, f"q{place}", **{"position": place, **kind})
    Lesson.objects.filter(pk=lesson.pk).update(**{"draw": None, **fields})
    of_two = draft.lessons.get(key="two")
    Lesson.objects.filter(pk=of_two.pk).update(**{"draw": None, **second})
    for place, kind in enumerate(last, start=1):
        add_question(of_two, f"r{place}", **{"position": place, **kind})
    Edition.objects.filter(pk=draft.pk).update(published_at=NOW)
    return draft.course


def lesson_of(of: Course, key: str = "one") -> Lesson:
    return Lesson.objects.select_related("edition").get(edition__course=of, key=key)


def enrolled(of: Course, user: User | None = None) -> Enrolment:
    edition = of.editions.order_by("-number")[0]
    return Enrolment.objects.create(
        user=user or person("Ann"), course=of, edition=edition, began_at=NOW, last_seen_at=NOW
    )


def begun(enrolment: Enrolment, at: datetime = NOW, key: str = "one") -> Attempt:
    return attempts.begin(enrolment=enrolment, lesson=lesson_of(enrolment.course, key), at=at)


def asked(attempt: Attempt) -> list[Question]:
    found = Question.objects.in_bulk(attempt.question_ids)
    return [found[pk] for pk in attempt.question_ids]


def answer(attempt: Attempt, *given: Any, at: datetime = NOW, seen: str | None = None) -> attempts.Saved:
    """The questions in their order; `...` for one that is left alone."""
    told = {
        one.pk: Told(each, seen) for one, each in zip(asked(attempt), given, strict=False) if each is not ...
    }
    return attempts.take_down(attempt=attempt, answers=told, at=at)
