"""The cards of a lesson: those that its author wrote; where there are none, those that its questions make.

A lesson whose check may be tried a number of times only makes none.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.courses.card_text import digest, points
from rounds.courses.models import Card, Lesson, Question
from rounds.courses.questions import right_answer

OF_A_QUESTION = "q-"  # before its key
MAKING = (  # the kinds whose right answer is short enough to be remembered
    Question.Kind.SINGLE,
    Question.Kind.MULTIPLE,
    Question.Kind.TRUE_FALSE,
    Question.Kind.SHORT,
    Question.Kind.NUMERIC,
)


class Face(NamedTuple):
    """Both sides in Markdown."""

    key: str
    front: str
    back: str

    @property
    def digest(self) -> str:
        return digest(self.front, self.back)


def faces(lesson: Lesson) -> list[Face]:
    """Asks for `cards` and `questions`, which may have been fetched before."""
    written = sorted(lesson.cards.all(), key=lambda one: (one.position, one.pk))
    if written:
        return [of_card(one) for one in written]
    if lesson.attempts_at_most:  # a check that counts would be given away by its own questions
        return []
    asked = sorted(lesson.questions.all(), key=lambda one: (one.position, one.pk))
    return [of_question(one) for one in asked if one.kind in MAKING]


def keys(cards: Iterable[str], questions: Iterable[str]) -> set[str]:
    """Of a lesson's cards, from the keys of its cards and of those of its questions that make one."""
    return set(cards) or {f"{OF_A_QUESTION}{key}" for key in questions}


def face(lesson_pk: int, key: str) -> Face | None:
    """One card of a lesson; None where it is not there any more."""
    if card := Card.objects.filter(lesson=lesson_pk, key=key).first():
        return of_card(card)
    asked = Question.objects.filter(lesson=lesson_pk, kind__in=MAKING)
    question = asked.filter(key=key.removeprefix(OF_A_QUESTION)).first()
    return of_question(question) if question and key.startswith(OF_A_QUESTION) else None


def faces_in(lessons: Iterable[int]) -> dict[tuple[int, str], Face]:
    """All cards of several lessons by lesson and key, in two queries."""
    lessons = set(lessons)
    found = {}
    for question in Question.objects.filter(lesson__in=lessons, kind__in=MAKING):
        made = of_question(question)
        found[question.lesson_id, made.key] = made
    for card in Card.objects.filter(lesson__in=lessons):
        found[card.lesson_id, card.key] = of_card(card)
    return found


def of_card(card: Card) -> Face:
    return Face(card.key, card.front, card.back)


def of_question(question: Question) -> Face:
    right = points(list(right_answer(question.kind, question.content)))
    back = f"{right}\n\n{question.feedback}" if question.feedback else right
    return Face(f"{OF_A_QUESTION}{question.key}", _front(question), back)


def _front(question: Question) -> str:
    if question.kind == Question.Kind.TRUE_FALSE:
        return f"{question.text}\n\n{_('True or false?')}"
    if question.kind in (Question.Kind.SINGLE, Question.Kind.MULTIPLE):
        answers = points([one["text"] for one in question.content["answers"]])
        return f"{question.text}\n\n{answers}"
    return question.text
