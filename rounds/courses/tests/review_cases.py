"""A learner, and a course whose first lesson they did, for tests."""

from datetime import datetime, timedelta
from typing import Any

from rounds.courses.actions import cards, reviewing
from rounds.courses.actions.editions import begin_draft, publish_edition
from rounds.courses.memory import Rated
from rounds.courses.models import Card, Course, Enrolment, LessonDone, Memory, Review
from rounds.courses.tests.course_cases import add_question, drafted
from rounds.memberships.tests.network_cases import NOW, person
from rounds.users.models import User

DAY = timedelta(days=1)
NEXT = NOW + DAY


def taught(
    code: str = "PRO 101", fronts: int = 3, *, zone: str = "guest", keys: Any = ("one", "two"), **more: Any
) -> Course:
    """Each lesson has so many cards. No lesson is a sample."""
    draft = drafted(code, *keys, zone=zone, **more)
    draft.lessons.update(is_sample=False)
    for lesson in draft.lessons.order_by("position"):
        for at in range(fronts):
            add_card(lesson, f"c{at}", f"Front {lesson.key} {at}", position=at)
    return publish_edition(edition=draft, what_changed="", by=None, at=NOW).course


def add_card(lesson: Any, key: str, front: str = "What?", back: str = "That.", position: int = 1) -> Card:
    return Card.objects.create(lesson=lesson, key=key, position=position, front=front, back=back)


def asked(code: str = "PRO 101", *questions: dict[str, Any], **more: Any) -> Course:
    """A course with one lesson that has questions and no card."""
    draft = drafted(code, "one", zone="guest", **more)
    for at, one in enumerate(questions):
        add_question(draft.lessons.get(), f"q{at}", position=at, **one)
    return publish_edition(edition=draft, what_changed="", by=None, at=NOW).course


def edited(course: Course, at: datetime = NEXT, **changes: Any) -> Course:
    """A new edition; `changes` of its cards: by key the new front, None for one that is taken out."""
    draft = begin_draft(course=course, by=None, at=at)
    for key, front in changes.items():
        found = Card.objects.filter(lesson__edition=draft, key=key)
        found.delete() if front is None else found.update(front=front)
    publish_edition(edition=draft, what_changed="Better words.", by=None, at=at)
    return course


def takes(course: Course, user: User | None = None, at: datetime = NOW, **more: Any) -> Enrolment:
    edition = course.editions.order_by("-number").first()
    return Enrolment.objects.create(
        user=user or person("Lea Learner"),
        course=course,
        edition=edition,
        began_at=at,
        last_seen_at=at,
        **more,
    )


def does(enrolment: Enrolment, lesson: str = "one", at: datetime = NOW) -> list[Memory]:
    """A lesson; returns its cards."""
    LessonDone.objects.create(enrolment=enrolment, lesson=lesson, at=at)
    cards.taken_up(enrolment=enrolment, lesson_key=lesson, at=at)
    return [one for one in memories(enrolment.user, lesson) if one.course_id == enrolment.course_id]


def memories(user: User, lesson: str = "one") -> list[Memory]:
    return list(Memory.objects.filter(user=user, lesson=lesson).order_by("pk"))


def rates(one: Memory, rating: int = 3, at: datetime = NEXT) -> Review:
    one.refresh_from_db()
    return reviewing.rate(card=one.pk, rating=Rated(rating), times=one.times, by=one.user, at=at)


def learner(course: Course | None = None, **more: Any) -> tuple[User, list[Memory]]:
    """Who did the first lesson of a course."""
    enrolment = takes(course or taught(), **more)
    return enrolment.user, does(enrolment)
