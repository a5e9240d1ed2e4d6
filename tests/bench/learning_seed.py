"""200 courses, 50,000 enrolments, and one learner with much of it to remember."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from rounds.courses.models import (
    Card,
    Course,
    Edition,
    Enrolment,
    Lesson,
    LessonDone,
    Memory,
    Module,
    Objective,
    Review,
    Rhythm,
)
from rounds.users.models import User
from tests.bench.people import _in_bulk

COURSES, LESSONS, CARDS = 200, 6, 4  # lessons of a course, cards of a lesson
ENROLMENTS, LEARNERS = 50_000, 10_000
THEIRS = 12  # courses of the one who is measured
ONE = "learner0@bench.example"


def learner(at: datetime) -> User:
    if not Course.objects.exists():
        print(f"Making {COURSES} courses and {ENROLMENTS:,} enrolments …", flush=True)
        _seed(at)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return User.objects.get(email=ONE)


@transaction.atomic
def _seed(at: datetime) -> None:
    long_ago = at - timedelta(days=200)
    editions = _courses(long_ago)
    people = _in_bulk(User, (User(email=f"learner{n}@bench.example", password="!") for n in range(LEARNERS)))
    _in_bulk(Rhythm, (Rhythm(user=one) for one in people))
    enrolments = _in_bulk(Enrolment, _enrolments(people, editions, long_ago))
    _in_bulk(LessonDone, _done(enrolments, long_ago))
    memories = _in_bulk(Memory, _memories(enrolments, at.date()))
    theirs = [one for one in memories if one.user_id == people[0].pk]
    _in_bulk(Review, (_review(one, at, back) for one in theirs for back in range(5)))


def _courses(at: datetime) -> list[Edition]:
    courses = _in_bulk(Course, (Course(code=f"B {n}", slug=f"b-{n}", created_at=at) for n in range(COURSES)))
    editions = _in_bulk(
        Edition, (Edition(course=one, number=1, title=f"Course {one.code}", zone="guest") for one in courses)
    )
    objectives = _in_bulk(Objective, (_objective(one, n) for one in editions for n in range(3)))
    modules = _in_bulk(
        Module, (Module(edition=one, slug="m", position=1, title="A module") for one in editions)
    )
    lessons = _in_bulk(Lesson, _lessons(editions, modules, objectives))
    _in_bulk(Card, (_card(one, n) for one in lessons for n in range(CARDS)))
    Edition.objects.update(published_at=at)
    return editions


def _objective(edition: Edition, number: int) -> Objective:
    return Objective(edition=edition, key=f"o{number}", position=number, text=f"Can do the thing {number}.")


def _lessons(editions: list[Edition], modules: list[Module], objectives: list[Objective]) -> Iterator[Lesson]:
    for at, (edition, module) in enumerate(zip(editions, modules, strict=True)):
        for number in range(LESSONS):
            yield Lesson(
                edition=edition,
                module=module,
                key=f"l{number}",
                position=number,
                title=f"Lesson {number}",
                body="Words. " * 500,
                objective=objectives[3 * at + number % 3],
            )


def _card(lesson: Lesson, number: int) -> Card:
    return Card(lesson=lesson, key=f"c{number}", position=number, front="What?", back="That.")


def _enrolments(people: list[User], editions: list[Edition], at: datetime) -> Iterator[Enrolment]:
    """The first learner has a dozen, the others share the rest."""
    pairs = [(people[0], one) for one in editions[:THEIRS]]
    for number in range(ENROLMENTS - THEIRS):
        who, which = number % (LEARNERS - 1) + 1, number * 7 // (LEARNERS - 1) + number
        pairs.append((people[who], editions[which % COURSES]))
    for user, edition in dict.fromkeys(pairs):
        yield Enrolment(user=user, course_id=edition.course_id, edition=edition, began_at=at, last_seen_at=at)


def _done(enrolments: list[Enrolment], at: datetime) -> Iterator[LessonDone]:
    for one in enrolments:
        for number in range(LESSONS - 1):
            yield LessonDone(enrolment=one, lesson=f"l{number}", at=at)


def _memories(enrolments: list[Enrolment], today: date) -> Iterator[Memory]:
    """Of the one learner all cards of what they did; of the others one of each course."""
    chance, theirs = random.Random(3), enrolments[0].user_id
    for enrolment in enrolments:
        is_theirs = enrolment.user_id == theirs
        for lesson in range(LESSONS - 1 if is_theirs else 1):
            for card in range(CARDS if is_theirs else 1):
                yield Memory(
                    user_id=enrolment.user_id,
                    course_id=enrolment.course_id,
                    lesson=f"l{lesson}",
                    card=f"c{card}",
                    objective=f"o{lesson % 3}",
                    stability=chance.uniform(2, 60),
                    difficulty=chance.uniform(2, 8),
                    times=5,
                    last_reviewed_on=today - timedelta(days=chance.randrange(1, 40)),
                    due_on=today + timedelta(days=chance.randrange(-3, 40)),
                )


def _review(memory: Memory, at: datetime, back: int) -> Review:
    when = at - timedelta(days=3 + 7 * back)
    return Review(
        memory=memory, rating=3 if (memory.pk + back) % 6 else 1, at=when, on=when.date(), days_since=7
    )
