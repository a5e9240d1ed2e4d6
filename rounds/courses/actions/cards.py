"""Cards come to a learner: with a lesson that they have done, and with an edition that has more of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from rounds.courses.cards import Face, faces
from rounds.courses.days import today_of
from rounds.courses.models import Edition, Enrolment, Lesson, LessonDone, Memory, Rhythm

DAY = timedelta(days=1)
BATCH = 500


@transaction.atomic
def taken_up(*, enrolment: Enrolment, lesson_key: str, at: datetime) -> int:
    """The cards of a lesson that was just done, from the day after. Again, nothing changes. Returns their number."""
    lesson = _lessons(_newest(enrolment)).filter(key=lesson_key).first()
    cards = faces(lesson) if lesson else []
    if not lesson or not cards:
        return 0
    Rhythm.objects.get_or_create(user_id=enrolment.user_id)
    _begin(lesson, [enrolment.user_id], cards, today_of(enrolment.user_id, at) + DAY)
    return len(cards)


def follow(*, edition: Edition, at: datetime) -> None:
    """A new edition is out: who has done a lesson gets the cards that are new in it, and is asked those whose text
    changed since they saw it, tomorrow at the latest."""
    if Edition.objects.current().filter(course=edition.course_id).first() != edition:
        return
    for lesson in _lessons(edition).order_by("pk"):
        cards = faces(lesson)
        _bring_forward(lesson, cards, at.date() + DAY)
        _bring_new(lesson, cards, at.date() + DAY)


def _newest(enrolment: Enrolment) -> Edition:
    return Edition.objects.current().filter(course=enrolment.course_id).first() or enrolment.edition


def _lessons(edition: Edition) -> QuerySet[Lesson]:
    lessons = Lesson.objects.filter(edition=edition).select_related("edition", "objective")
    return lessons.prefetch_related("cards", "questions")


def _bring_forward(lesson: Lesson, cards: Iterable[Face], tomorrow: date) -> None:
    for card in cards:
        seen = Memory.objects.filter(course=lesson.edition.course_id, lesson=lesson.key, card=card.key)
        changed = seen.exclude(digest__in=["", card.digest])
        changed.filter(due_on__gt=tomorrow).update(due_on=tomorrow)


def _bring_new(lesson: Lesson, cards: Sequence[Face], tomorrow: date) -> None:
    course = lesson.edition.course_id
    known = set(
        Memory.objects.filter(course=course, lesson=lesson.key).values_list("card", flat=True).distinct()
    )
    new = [one for one in cards if one.key not in known]
    if not new:
        return
    done = LessonDone.objects.filter(enrolment__course=course, lesson=lesson.key).order_by("pk")
    people = list(done.values_list("enrolment__user", flat=True))
    for first in range(0, len(people), BATCH):
        _with_rhythm(people[first : first + BATCH])
        _begin(lesson, people[first : first + BATCH], new, tomorrow)


def _with_rhythm(people: Iterable[int]) -> None:
    Rhythm.objects.bulk_create([Rhythm(user_id=one) for one in people], ignore_conflicts=True)


def _begin(lesson: Lesson, people: Iterable[int], cards: Sequence[Face], due_on: date) -> None:
    objective = lesson.objective.key if lesson.objective else ""
    new = [
        Memory(
            user_id=user,
            course_id=lesson.edition.course_id,
            lesson=lesson.key,
            card=card.key,
            objective=objective,
            due_on=due_on,
        )
        for user in people
        for card in cards
    ]
    Memory.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)
