"""Somebody begins a course, goes on in it, and has done it. Completing and passing are two facts with two dates."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.core.zones import open_to
from rounds.courses.checks.which import checked
from rounds.courses.models import Attempt, Course, Edition, Enrolment, LessonDone
from rounds.courses.refusing import Refused
from rounds.courses.signals import course_completed, course_passed, lesson_done
from rounds.users.models import User


@transaction.atomic
def begin(*, course: Course, by: User, at: datetime) -> Enrolment:
    """Once: whoever has begun goes on with what they have. Raises Refused."""
    if there := Enrolment.objects.filter(course=course, user=by).first():
        return there
    edition = newest(course)
    if edition is None or course.retired_at:
        raise Refused(Refused.NOT_OFFERED)
    if edition.zone not in open_to(by):
        raise Refused(Refused.NOT_OPEN)
    if missing := not_passed(edition, by):
        raise Refused(Refused.NOT_PASSED, missing)
    fields = {"edition": edition, "began_at": at, "last_seen_at": at}
    enrolment, is_new = Enrolment.objects.get_or_create(course=course, user=by, defaults=fields)
    if is_new:
        record(verb="course.begun", about=course, by=by, at=at, number=edition.number)
    return enrolment


@transaction.atomic
def go_on(*, enrolment: Enrolment, at: datetime) -> Enrolment:
    """In the newest edition. What was done stays done, by the keys of lessons. Raises Refused."""
    locked = _locked(enrolment)
    edition = newest(locked.course) or locked.edition
    if edition.zone not in open_to(locked.user):
        raise Refused(Refused.NOT_OPEN)
    is_moved = locked.edition_id != edition.pk
    locked.edition, locked.last_seen_at = edition, at
    locked.save(update_fields=["edition", "last_seen_at"])
    if is_moved:
        record(verb="course.moved_on", about=locked.course, by=locked.user, at=at, number=edition.number)
        settle(enrolment=locked, at=at)
    return locked


@transaction.atomic
def mark_done(*, enrolment: Enrolment, lesson: str, at: datetime) -> Enrolment:
    """`lesson`: its key. Pressed twice, it is done once. Raises Refused."""
    locked = go_on(enrolment=enrolment, at=at)
    if not locked.edition.lessons.filter(key=lesson).exists():
        raise Refused(Refused.GONE)
    if lesson in checked(locked.edition_id) and lesson not in _ended(locked):
        raise Refused(Refused.CHECK)
    locked.last_lesson = lesson
    locked.save(update_fields=["last_lesson"])
    _write_down(locked, lesson, at)
    return settle(enrolment=locked, at=at)


@transaction.atomic
def settle(*, enrolment: Enrolment, at: datetime) -> Enrolment:
    """What follows from all that was done and answered. To be called when a check was ended, or marked.

    A lesson with a check is done when the check was ended. Completed: every lesson is done; passed: every check was
    passed, or there is none and the course is completed. Neither is ever taken away.
    """
    locked = _locked(enrolment)
    lessons = set(locked.edition.lessons.values_list("key", flat=True))
    checks = checked(locked.edition_id)
    is_completed = bool(lessons) and lessons <= _done(locked, at)
    is_passed = checks <= _passed(locked) if checks else is_completed
    if is_completed and locked.completed_at is None:
        _say(locked, "completed", at)
    if is_passed and locked.passed_at is None:
        _say(locked, "passed", at)
    return locked


def newest(course: Course) -> Edition | None:
    return Edition.objects.published().filter(course=course).order_by("-number").first()


def not_passed(edition: Edition, user: User) -> list[str]:
    """Codes of the courses that are to be passed before, and were not. One that is offered no more holds nobody up."""
    passed = Enrolment.objects.filter(
        user=user, course__code__in=edition.prerequisites, passed_at__isnull=False
    )
    retired = Course.objects.filter(code__in=edition.prerequisites, retired_at__isnull=False)
    waived = {*passed.values_list("course__code", flat=True), *retired.values_list("code", flat=True)}
    return [code for code in edition.prerequisites if code not in waived]


def _say(locked: Enrolment, what: str, at: datetime) -> None:
    setattr(locked, f"{what}_at", at)
    locked.save(update_fields=[f"{what}_at"])
    record(verb=f"course.{what}", about=locked.course, by=locked.user, at=at, number=locked.edition.number)
    signal = {"completed": course_completed, "passed": course_passed}[what]
    signal.send(Enrolment, enrolment=locked, at=at)


def _done(locked: Enrolment, at: datetime) -> set[str]:
    """Keys. Lessons whose check was ended are written down as done."""
    done = set(LessonDone.objects.filter(enrolment=locked).values_list("lesson", flat=True))
    ended = _ended(locked) - done
    for key in sorted(ended):
        _write_down(locked, key, at)
    return done | ended


def _write_down(locked: Enrolment, key: str, at: datetime) -> None:
    _row, is_new = LessonDone.objects.get_or_create(enrolment=locked, lesson=key, defaults={"at": at})
    if is_new:
        lesson_done.send(Enrolment, enrolment=locked, lesson_key=key, at=at)


def _ended(locked: Enrolment) -> set[str]:
    ended = Attempt.objects.filter(enrolment=locked, ended_at__isnull=False)
    return set(ended.values_list("lesson__key", flat=True))


def _passed(locked: Enrolment) -> set[str]:
    return set(Attempt.objects.filter(enrolment=locked, is_passed=True).values_list("lesson__key", flat=True))


def _locked(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("course", "user", "edition")
    return rows.get(pk=enrolment.pk)
