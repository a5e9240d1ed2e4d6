"""What a lesson carries besides its text: questions and review cards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.actions.editions import locked_draft
from rounds.courses.actions.writing.drafts import end_of, free_key, move, set_to, unchanged
from rounds.courses.actions.writing.taking_out import Kind, take_out, taken_keys
from rounds.courses.models import Card, Edition, Lesson, Question
from rounds.users.models import User

MOST = 200  # questions of one lesson, and cards
Part = Question | Card


class Full(Exception):
    """No more fit into one lesson."""


@transaction.atomic
def add_question(*, lesson: Lesson, to: Mapping[str, Any], by: User | None, at: datetime) -> Question:
    """`to`: kind, text, content and feedback."""
    draft = locked_draft(lesson.edition)
    if lesson.questions.count() >= MOST:
        raise Full
    key = _key(Question, Kind.QUESTION, lesson, draft, str(to["text"]))
    place = end_of(lesson.questions.all())
    made = Question.objects.create(lesson=lesson, key=key, position=place, **to)
    record(verb="course.question_added", about=draft.course, by=by, at=at, text=str(made))
    return made


@transaction.atomic
def write_question(
    *, question: Question, to: Mapping[str, Any], seen: str, by: User | None, at: datetime
) -> Question:
    """Raises ChangedMeanwhile."""
    draft = locked_draft(question.lesson.edition)
    now = unchanged(Question.objects.all(), question.pk, seen)
    if set_to(now, to):
        record(verb="course.question_written", about=draft.course, by=by, at=at, text=str(now))
    return now


@transaction.atomic
def add_card(*, lesson: Lesson, to: Mapping[str, Any], by: User | None, at: datetime) -> Card:
    draft = locked_draft(lesson.edition)
    if lesson.cards.count() >= MOST:
        raise Full
    key = _key(Card, Kind.CARD, lesson, draft, to["front"])
    made = Card.objects.create(lesson=lesson, key=key, position=end_of(lesson.cards.all()), **to)
    record(verb="course.card_added", about=draft.course, by=by, at=at, text=str(made))
    return made


@transaction.atomic
def write_card(*, card: Card, to: Mapping[str, Any], seen: str, by: User | None, at: datetime) -> Card:
    """Raises ChangedMeanwhile."""
    draft = locked_draft(card.lesson.edition)
    now = unchanged(Card.objects.all(), card.pk, seen)
    if set_to(now, to):
        record(verb="course.card_written", about=draft.course, by=by, at=at, text=str(now))
    return now


@transaction.atomic
def move_part(*, part: Part, is_up: bool) -> None:
    locked_draft(part.lesson.edition)
    rows = type(part).objects.filter(lesson_id=part.lesson_id)
    if rows.filter(pk=part.pk).exists():
        move(rows, part.pk, is_up=is_up)


@transaction.atomic
def take_part_out(*, part: Part, by: User | None, at: datetime) -> None:
    draft = locked_draft(part.lesson.edition)
    kind, verb = (
        (Kind.QUESTION, "course.question_taken_out")
        if isinstance(part, Question)
        else (Kind.CARD, "course.card_taken_out")
    )
    if take_out(draft, kind, part, at=at):
        record(verb=verb, about=draft.course, by=by, at=at, text=str(part))


def _key(rows: type[Part], kind: Kind, lesson: Lesson, draft: Edition, words: str) -> str:
    """Of the same lesson in no other edition: what somebody remembers hangs on it."""
    same = rows.objects.filter(lesson__key=lesson.key, lesson__edition__course_id=draft.course_id)
    taken = [*same.values_list("key", flat=True), *taken_keys(draft.course_id, kind)]
    return free_key(" ".join(words.split()[:6]), taken, otherwise=kind.value)
