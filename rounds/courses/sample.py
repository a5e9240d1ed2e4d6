"""The starter curriculum, and sample people in it: one half way through a course, one who has passed it. Made once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from rounds.courses import starter
from rounds.courses.actions import attempts
from rounds.courses.actions.attempts import Told
from rounds.courses.actions.learning import begin, mark_done
from rounds.courses.checks.which import checked
from rounds.courses.credit import designate_course
from rounds.courses.models import Course, Enrolment, Lesson, Question
from rounds.credits.models import Accreditor
from rounds.users.models import User

DAY = timedelta(days=1)
CODE = "PRO 101"
HALF = 4  # of its seven lessons
ESSAY = "I would look at it with a colleague first, and then answer in general words."


@transaction.atomic
def make_sample_courses(*, at: datetime) -> list[Enrolment]:
    """Without the people or the course, whatever stands on them is left out."""
    starter.load(at=at - 120 * DAY)
    course = Course.objects.offered().filter(code=CODE).first()
    people = {one.email.partition("@")[0]: one for one in User.objects.filter(email__endswith="@example.org")}
    if course is None or Enrolment.objects.exists() or not {"member", "seat"} <= people.keys():
        return []
    if partner := Accreditor.objects.order_by("pk").first():
        designate_course(course=course, accreditor=partner, by=None, at=at - 90 * DAY)
    return [
        _through(people["member"], course, HALF, at - 12 * DAY),
        _through(people["seat"], course, None, at - 40 * DAY),
    ]


def _through(user: User, course: Course, most: int | None, at: datetime) -> Enrolment:
    """A lesson a day, from the first."""
    enrolment = begin(course=course, by=user, at=at)
    checks = checked(enrolment.edition_id)
    lessons = enrolment.edition.lessons.order_by("module__position", "position", "pk")
    for number, lesson in enumerate(lessons[:most]):
        when = at + number * DAY
        if lesson.key in checks:
            _answer(enrolment, lesson, when)
        mark_done(enrolment=enrolment, lesson=lesson.key, at=when + timedelta(minutes=lesson.minutes))
    enrolment.refresh_from_db()
    return enrolment


def _answer(enrolment: Enrolment, lesson: Lesson, at: datetime) -> None:
    attempt = attempts.begin(enrolment=enrolment, lesson=lesson, at=at)
    asked = Question.objects.in_bulk(attempt.question_ids)
    told = {pk: Told(right_given(one.kind, one.content)) for pk, one in asked.items()}
    attempts.take_down(attempt=attempt, answers=told, at=at)
    attempts.end(attempt=attempt, at=at)


def right_given(kind: str, content: dict[str, Any]) -> Any:
    """An answer that has all points; of an essay, one that can be read."""
    match kind:
        case "single":
            return next(place for place, one in enumerate(content["answers"]) if one["right"])
        case "multiple":
            return [place for place, one in enumerate(content["answers"]) if one["right"]]
        case "true_false":
            return content["right"]
        case "matching":
            return [pair["right"] for pair in content["pairs"]]
        case "ordering":
            return [place for place, _item in enumerate(content["items"], start=1)]
        case "short":
            return content["accepted"][0]
        case "numeric":
            return str(content["answer"])
    return ESSAY
