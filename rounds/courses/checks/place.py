"""Who stands before which check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from rounds.core.zones import ADVERTISED, open_to
from rounds.courses.actions.attempts import bank
from rounds.courses.models import Attempt, Course, Edition, Enrolment, Lesson, Question


@dataclass(frozen=True, slots=True)
class Place:
    """Without an enrolment it is practice: answers are marked and shown, and nothing is kept. `is_whole`: all lessons
    of the edition are open, and not this one alone."""

    course: Course
    edition: Edition
    lesson: Lesson
    enrolment: Enrolment | None
    user: Any
    at: datetime
    is_open: bool
    is_whole: bool


def place(*, slug: str, key: str, user: Any, at: datetime) -> Place:
    """Raises Http404 where there is no such lesson for them to know of.

    Whoever has an attempt going may end it, though their membership lapsed meanwhile, or a new edition has the lesson
    no more: nobody answers for nothing.
    """
    course = get_object_or_404(Course, slug=slug)
    enrolment = _enrolment(course, user)
    edition = enrolment.edition if enrolment else _offered(course, user)
    lesson = _lessons().filter(edition=edition, key=key).first() or _attempted(enrolment, key)
    is_whole = edition.zone in open_to(user)
    is_sample = lesson.is_sample and edition.zone in ADVERTISED
    is_open = is_whole or is_sample or _is_going(enrolment, key)
    return Place(course, edition, lesson, enrolment, user, at, is_open, is_whole)


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


def in_bank(here: Place) -> list[int]:
    """Whoever may read a sample alone is asked nothing of the lessons that are closed to them."""
    of = bank(here.lesson)
    if not here.is_whole:
        of = of.filter(lesson__is_sample=True)
    return list(of.values_list("pk", flat=True))


def _enrolment(course: Course, user: Any) -> Enrolment | None:
    if not user.is_authenticated:
        return None
    return Enrolment.objects.filter(course=course, user=user).select_related("edition").first()


def _lessons() -> QuerySet[Lesson]:
    return Lesson.objects.select_related("module", "edition")


def _attempted(enrolment: Enrolment | None, key: str) -> Lesson:
    """One that their edition has no more: as it was at their last attempt."""
    tried = Attempt.objects.filter(enrolment=enrolment, lesson__key=key).order_by("-number")
    found = tried.values_list("lesson", flat=True).first() if enrolment else None
    return get_object_or_404(_lessons(), pk=found)


def _is_going(enrolment: Enrolment | None, key: str) -> bool:
    going = Attempt.objects.filter(enrolment=enrolment, lesson__key=key, ended_at=None)
    return enrolment is not None and going.exists()


def _offered(course: Course, user: Any) -> Edition:
    known = Edition.objects.current().known_to(user).filter(course=course, course__retired_at=None)
    found = known.first()
    if found is None:
        raise Http404
    return found
