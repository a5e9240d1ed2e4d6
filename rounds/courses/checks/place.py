"""Who stands before which check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from rounds.core.zones import open_to
from rounds.courses.actions.attempts import bank
from rounds.courses.models import Attempt, Course, Edition, Enrolment, Lesson, Question


@dataclass(frozen=True, slots=True)
class Place:
    """Without an enrolment it is practice: answers are marked and shown, and nothing is kept."""

    course: Course
    edition: Edition
    lesson: Lesson
    enrolment: Enrolment | None
    user: Any
    at: datetime
    is_open: bool


def place(*, slug: str, key: str, user: Any, at: datetime) -> Place:
    """Raises Http404 where there is no such lesson for them to know of."""
    course = get_object_or_404(Course, slug=slug)
    enrolment = _enrolment(course, user)
    edition = enrolment.edition if enrolment else _offered(course, user)
    lesson = get_object_or_404(Lesson.objects.select_related("module", "edition"), edition=edition, key=key)
    is_open = lesson.is_sample or edition.zone in open_to(user)
    return Place(course, edition, lesson, enrolment, user, at, is_open)


def attempts_of(here: Place) -> list[Attempt]:
    """Across editions, the first first."""
    of = Attempt.objects.filter(enrolment=here.enrolment, lesson__key=here.lesson.key)
    return list(of.select_related("lesson", "enrolment").order_by("number"))


def asked_in(attempt: Attempt) -> list[Question]:
    return in_order(attempt.question_ids)


def in_order(pks: Sequence[int]) -> list[Question]:
    found = (
        Question.objects.select_related("lesson__edition__course")
        .prefetch_related("lesson__files")
        .in_bulk(list(pks))
    )
    return [found[pk] for pk in pks if pk in found]


def in_bank(lesson: Lesson) -> list[int]:
    return list(bank(lesson).values_list("pk", flat=True))


def _enrolment(course: Course, user: Any) -> Enrolment | None:
    if not user.is_authenticated:
        return None
    return Enrolment.objects.filter(course=course, user=user).select_related("edition").first()


def _offered(course: Course, user: Any) -> Edition:
    known = Edition.objects.current().known_to(user).filter(course=course, course__retired_at=None)
    found = known.first()
    if found is None:
        raise Http404
    return found
