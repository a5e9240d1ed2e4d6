"""Courses as activities that earn credit: who may claim which minutes of one, and designating it."""

from datetime import datetime

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.courses.models import Course, Edition, Enrolment, Lesson
from rounds.credits import claimable
from rounds.credits.actions.designating import designate
from rounds.credits.claimable import Attended, Kind, Known, NotYet
from rounds.credits.models import Accreditor, Activity
from rounds.users.models import User

KIND = "course"


def enter() -> None:
    claimable.enter(KIND, Kind(gettext_lazy("Course"), ask, find))


def ask(user: User, key: str) -> Attended | NotYet:
    """Whoever passed it: the minutes of the lessons that they did, of the edition that they read."""
    enrolment = (
        Enrolment.objects.filter(user=user, course__slug=key).select_related("edition", "course").first()
    )
    if enrolment is None:
        return NotYet(_("Please take the course first. What you finish there, you claim here."))
    if enrolment.passed_at is None:
        return NotYet(_("You have not passed the course yet. Credit can be claimed once you have."))
    done = enrolment.done.values("lesson")
    lessons = Lesson.objects.filter(edition=enrolment.edition_id, key__in=done)
    evidence = {
        "course": enrolment.course.code,
        "edition": enrolment.edition.number,
        "lessons_done": lessons.count(),
        "passed_at": enrolment.passed_at.isoformat(),
        "completed_at": enrolment.completed_at.isoformat() if enrolment.completed_at else None,
    }
    ended_at = max(enrolment.passed_at, enrolment.completed_at or enrolment.passed_at)
    return Attended(_minutes(lessons), evidence, enrolment.began_at, ended_at)


def find(key: str) -> Known | None:
    edition = Edition.objects.current().filter(course__slug=key, course__retired_at=None).first()
    if edition is None:
        return None
    return Known(
        edition.title, _minutes(Lesson.objects.filter(edition=edition)), reverse("courses:course", args=[key])
    )


def designate_course(*, course: Course, accreditor: Accreditor, by: User | None, at: datetime) -> Activity:
    """As its newest edition is, before people finish it. Raises credits' Refused; LookupError without an edition."""
    known = find(course.slug)
    if known is None:
        raise LookupError(course.slug)
    return designate(
        accreditor=accreditor,
        kind=KIND,
        key=course.slug,
        title=known.title,
        most_minutes=known.minutes,
        by=by,
        at=at,
    )


def _minutes(lessons: QuerySet[Lesson]) -> int:
    return int(lessons.aggregate(minutes=Sum("minutes"))["minutes"] or 0)
