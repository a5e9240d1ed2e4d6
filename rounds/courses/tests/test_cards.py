"""Which cards a lesson gives, and how they come to whoever did it."""

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from rounds.courses import cards
from rounds.courses.actions import editions
from rounds.courses.actions.cards import follow, taken_up
from rounds.courses.models import Lesson, Memory, Rhythm
from rounds.courses.signals import lesson_done
from rounds.courses.tasks import follow_edition
from rounds.courses.tests.course_cases import add_lesson, add_question, drafted
from rounds.courses.tests.review_cases import (
    DAY,
    NEXT,
    NOW,
    add_card,
    asked,
    does,
    edited,
    learner,
    memories,
    rates,
    takes,
    taught,
)
from rounds.memberships.tests.network_cases import person

pytestmark = pytest.mark.django_db
TRUE = {"kind": "true_false", "text": "It is so.", "content": {"right": False}, "feedback": "Because *so*."}
SINGLE = {
    "kind": "single",
    "text": "Which?",
    "content": {"answers": [{"text": "1. This", "right": True}, {"text": "That", "right": False}]},
}
NUMERIC = {"kind": "numeric", "text": "How many?", "content": {"answer": 5, "tolerance": 0, "unit": ""}}
SHORT = {
    "kind": "short",
    "text": "Its name?",
    "content": {"accepted": ["FSRS", "fsrs"], "case_matters": False},
}
ORDERING = {"kind": "ordering", "text": "In order?", "content": {"items": ["a", "b"]}}


def faces(course):
    return cards.faces(Lesson.objects.get(edition__course=course, key="one"))


def test_the_authors_cards_are_the_cards():
    course = taught(fronts=2)
    assert [(one.key, one.front, one.back) for one in faces(course)] == [
        ("c0", "Front one 0", "That."),
        ("c1", "Front one 1", "That."),
    ]


def test_where_there_are_none_questions_make_them():
    made = faces(asked("Q 1", TRUE, SINGLE, NUMERIC, SHORT, ORDERING))
    assert [(one.key, one.front, one.back) for one in made] == [
        ("q-q0", "It is so.\n\nTrue or false?", "False\n\nBecause *so*."),
        ("q-q1", "Which?\n\n- 1\\. This\n- That", "1\\. This"),
        ("q-q2", "How many?", "5"),
        ("q-q3", "Its name?", "FSRS"),
    ]


def test_one_face_is_the_same_as_among_all():
    for course in (taught(fronts=2), asked("Q 1", TRUE, SHORT)):
        lesson = Lesson.objects.get(edition__course=course, key="one")
        for one in cards.faces(lesson):
            assert cards.face(lesson.pk, one.key) == one
            assert cards.faces_in([lesson.pk])[lesson.pk, one.key] == one


def test_a_lesson_that_is_done_gives_its_cards_from_the_next_day_on():
    enrolment = takes(taught(fronts=2))
    lesson_done.send(type(enrolment), enrolment=enrolment, lesson_key="one", at=NOW)
    assert [(one.card, one.due_on, one.objective, one.times) for one in memories(enrolment.user)] == [
        ("c0", NEXT.date(), "see", 0),
        ("c1", NEXT.date(), "see", 0),
    ]


def test_the_next_day_is_that_of_where_they_live():
    user = person()
    Rhythm.objects.create(user=user, time_zone="Pacific/Auckland")
    late = NOW.replace(hour=20)  # there it is the next morning
    (one, *_more) = does(takes(taught(), user), at=late)
    assert one.due_on == (NOW + 2 * DAY).date()


def test_done_again_nothing_changes():
    user, (first, *_more) = learner()
    rates(first)
    before = list(Memory.objects.filter(user=user).order_by("pk").values())
    taken_up(enrolment=user.enrolments.get(), lesson_key="one", at=NEXT + DAY)
    assert list(Memory.objects.filter(user=user).order_by("pk").values()) == before


def test_a_lesson_that_is_not_there_gives_nothing():
    assert taken_up(enrolment=takes(taught()), lesson_key="gone", at=NOW) == 0


def test_a_new_edition_brings_its_new_cards_to_whoever_did_the_lesson():
    course = taught(fronts=1)
    user, _cards = learner(course)
    other = takes(course).user  # who did none
    draft = editions.begin_draft(course=course, by=None, at=NEXT)
    add_card(draft.lessons.get(key="one"), "new")
    edition = editions.publish_edition(edition=draft, what_changed="More.", by=None, at=NEXT)
    follow(edition=edition, at=NEXT)
    follow(edition=edition, at=NEXT)
    assert [(one.card, one.due_on) for one in memories(user)] == [
        ("c0", NEXT.date()),
        ("new", (NEXT + DAY).date()),
    ]
    assert memories(other) == []


def test_a_card_whose_text_changed_is_asked_tomorrow_and_others_when_they_are_due():
    course = taught(fronts=2)
    user, (changed, same) = learner(course)
    for one in (changed, same):
        rates(one, 4)
    was = memories(user)[1].due_on
    edition = edited(course, NEXT, c0="Quite other words").editions.order_by("-number").first()
    follow(edition=edition, at=NEXT)
    assert [one.due_on for one in memories(user)] == [(NEXT + DAY).date(), was]


def test_of_an_edition_that_is_not_the_newest_nothing_follows():
    course = taught(fronts=1)
    user, (one,) = learner(course)
    rates(one, 4)
    old = edited(course, NEXT, c0="Second").editions.order_by("-number").first()
    edited(course, NEXT, c0="Third")
    was = memories(user)[0].due_on
    follow(edition=old, at=NEXT)
    assert memories(user)[0].due_on == was


def test_publishing_a_second_edition_starts_the_work(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        course = taught(fronts=1)
    user, (one,) = learner(course)
    rates(one, 4)
    with django_capture_on_commit_callbacks(execute=True):
        edited(course, NEXT, c0="Other words")
    (waiting,) = DBTaskResult.objects.filter(task_path="rounds.courses.tasks.follow_edition")
    with time_machine.travel(NEXT, tick=False):
        follow_edition.call(*waiting.args_kwargs["args"])
    assert memories(user)[0].due_on == (NEXT + DAY).date()


def test_a_check_that_counts_is_not_given_away_by_cards_of_its_questions():
    lesson = add_lesson(drafted("Q 1", "other"), "one", attempts_at_most=2)
    add_question(lesson, **TRUE)
    assert cards.faces(lesson) == []
