"""Somebody begins a course, does its lessons, completes and passes it: each once, whatever is pressed twice."""

from threading import Thread

import pytest
from django.db import connection

from rounds.activity.models import Activity
from rounds.core import zones
from rounds.courses.actions import attempts
from rounds.courses.actions.editions import begin_draft, publish_edition, retire
from rounds.courses.actions.learning import begin, go_on, mark_done, settle
from rounds.courses.models import Attempt, Enrolment, LessonDone
from rounds.courses.refusing import Refused, why
from rounds.courses.signals import course_completed, course_passed, lesson_done
from rounds.courses.tests.course_cases import LATER, add_lesson, add_question, drafted, published
from rounds.memberships.tests.network_cases import NOW
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return person("lea@example.org", "Lea Learner")


@pytest.fixture
def told():
    """What was announced."""
    heard: list[str] = []

    def completed(sender, enrolment, at, **more):
        heard.append("completed")

    def passed(sender, enrolment, at, **more):
        heard.append("passed")

    course_completed.connect(completed)
    course_passed.connect(passed)
    yield heard
    course_completed.disconnect(completed)
    course_passed.disconnect(passed)


def end_check(enrolment: Enrolment, key: str, *, passed: bool, number: int = 1, at=NOW) -> None:
    lesson = enrolment.edition.lessons.get(key=key)
    Attempt.objects.create(
        enrolment=enrolment, lesson=lesson, number=number, seed=1, began_at=at, ended_at=at, is_passed=passed
    )
    settle(enrolment=enrolment, at=at)


def done(enrolment: Enrolment) -> list[str]:
    return sorted(LessonDone.objects.filter(enrolment=enrolment).values_list("lesson", flat=True))


def with_check(code: str = "PRO 101", *keys: str):
    """A course whose last lesson has a check."""
    draft = drafted(code, *keys)
    add_question(draft.lessons.get(key=keys[-1]))
    return publish_edition(edition=draft, what_changed="", by=None, at=NOW).course


def test_a_course_is_begun_once(learner):
    course = published("PRO 101")
    first = begin(course=course, by=learner, at=NOW)
    assert begin(course=course, by=learner, at=LATER) == first
    assert (first.edition.number, first.began_at) == (1, NOW)
    assert Activity.objects.filter(verb="course.begun").count() == 1


def test_lesson_by_lesson_it_is_completed_and_without_checks_passed_each_once(learner, told):
    enrolment = begin(course=published("PRO 101", "one", "two"), by=learner, at=NOW)
    for key in ("one", "one"):
        assert mark_done(enrolment=enrolment, lesson=key, at=NOW).completed_at is None
    mark_done(enrolment=enrolment, lesson="two", at=LATER)
    mark_done(enrolment=enrolment, lesson="two", at=LATER)
    enrolment.refresh_from_db()
    assert (enrolment.completed_at, enrolment.passed_at, enrolment.last_lesson) == (LATER, LATER, "two")
    assert (done(enrolment), told) == (["one", "two"], ["completed", "passed"])


def test_a_lesson_with_a_check_is_done_when_the_check_is_ended_and_not_before(learner, told):
    enrolment = begin(course=with_check("PRO 101", "one", "two"), by=learner, at=NOW)
    with pytest.raises(Refused) as refused:
        mark_done(enrolment=enrolment, lesson="two", at=NOW)
    assert refused.value.reason == Refused.CHECK
    mark_done(enrolment=enrolment, lesson="one", at=NOW)
    end_check(enrolment, "two", passed=False)
    enrolment.refresh_from_db()
    assert (done(enrolment), enrolment.completed_at, enrolment.passed_at) == (["one", "two"], NOW, None)
    end_check(enrolment, "two", passed=True, number=2, at=LATER)
    enrolment.refresh_from_db()
    assert (enrolment.completed_at, enrolment.passed_at, told) == (NOW, LATER, ["completed", "passed"])


def test_every_check_may_be_passed_before_every_lesson_is_done(learner, told):
    enrolment = begin(course=with_check("PRO 101", "one", "two"), by=learner, at=NOW)
    end_check(enrolment, "two", passed=True)
    enrolment.refresh_from_db()
    assert (enrolment.completed_at, enrolment.passed_at, told) == (None, NOW, ["passed"])


def test_a_check_that_was_not_ended_counts_for_nothing(learner):
    enrolment = begin(course=with_check("PRO 101", "one"), by=learner, at=NOW)
    lesson = enrolment.edition.lessons.get()
    Attempt.objects.create(enrolment=enrolment, lesson=lesson, number=1, seed=1, began_at=NOW)
    assert settle(enrolment=enrolment, at=NOW).completed_at is None


def test_a_new_edition_takes_nothing_away_and_what_is_new_is_to_be_done(learner):
    course = published("PRO 101", "one", "two")
    enrolment = begin(course=course, by=learner, at=NOW)
    mark_done(enrolment=enrolment, lesson="one", at=NOW)
    draft = begin_draft(course=course, by=None, at=NOW)
    draft.lessons.get(key="two").delete()
    add_lesson(draft, "three")
    publish_edition(edition=draft, what_changed="A third lesson.", by=None, at=NOW)
    moved = go_on(enrolment=enrolment, at=LATER)
    assert (moved.edition.number, moved.completed_at, done(moved)) == (2, None, ["one"])
    with pytest.raises(Refused) as refused:
        mark_done(enrolment=enrolment, lesson="two", at=LATER)
    assert refused.value.reason == Refused.GONE
    assert mark_done(enrolment=enrolment, lesson="three", at=LATER).completed_at == LATER


def test_what_is_completed_stays_so_when_lessons_are_added(learner):
    course = published("PRO 101", "one")
    enrolment = begin(course=course, by=learner, at=NOW)
    mark_done(enrolment=enrolment, lesson="one", at=NOW)
    draft = begin_draft(course=course, by=None, at=NOW)
    add_lesson(draft, "two")
    publish_edition(edition=draft, what_changed="More.", by=None, at=NOW)
    assert go_on(enrolment=enrolment, at=LATER).completed_at == NOW


def test_who_may_not_read_a_course_cannot_begin_it(learner):
    with pytest.raises(Refused) as refused:
        begin(course=published("PRO 101", zone="member"), by=learner, at=NOW)
    assert why(refused.value) == "Your membership does not include this course."


def test_whose_membership_ended_goes_on_when_it_runs_again(learner, monkeypatch):
    course = published("PRO 101", "one", zone="member")
    monkeypatch.setattr(zones, "_openers", {"test": lambda user: {"member"}})
    enrolment = begin(course=course, by=learner, at=NOW)
    monkeypatch.setattr(zones, "_openers", {})
    with pytest.raises(Refused):
        mark_done(enrolment=enrolment, lesson="one", at=LATER)
    monkeypatch.setattr(zones, "_openers", {"test": lambda user: {"member"}})
    assert mark_done(enrolment=enrolment, lesson="one", at=LATER).completed_at == LATER


def test_what_comes_before_is_to_be_passed_first(learner):
    before = published("PRO 101", "one")
    course = published("STR 201", "one", prerequisites=["PRO 101"])
    with pytest.raises(Refused) as refused:
        begin(course=course, by=learner, at=NOW)
    assert why(refused.value) == "Another course comes before this one: PRO 101."
    mark_done(enrolment=begin(course=before, by=learner, at=NOW), lesson="one", at=NOW)
    assert begin(course=course, by=learner, at=LATER).began_at == LATER


def test_a_course_that_is_offered_no_more_holds_nobody_up(learner):
    retire(course=published("PRO 101", "one"), by=None, at=NOW)
    course = published("STR 201", "one", prerequisites=["PRO 101"])
    assert begin(course=course, by=learner, at=LATER).began_at == LATER


def test_of_a_retired_course_whoever_has_begun_goes_on_and_nobody_begins(learner):
    course = published("PRO 101", "one")
    enrolment = begin(course=course, by=learner, at=NOW)
    retire(course=course, by=None, at=NOW)
    course.refresh_from_db()
    assert mark_done(enrolment=enrolment, lesson="one", at=LATER).completed_at == LATER
    with pytest.raises(Refused) as refused:
        begin(course=course, by=person("ben@example.org", "Ben"), at=LATER)
    assert refused.value.reason == Refused.NOT_OFFERED


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_press_at_once_complete_it_once(learner, told):
    enrolment = begin(course=published("PRO 101", "one"), by=learner, at=NOW)

    def press():
        try:
            mark_done(enrolment=enrolment, lesson="one", at=NOW)
        finally:
            connection.close()

    tabs = [Thread(target=press) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert (done(enrolment), told) == (["one"], ["completed", "passed"])


def test_a_lesson_is_done_while_an_essay_in_its_check_waits_for_a_reader(learner, told):
    draft = drafted("PRO 101", "one")
    add_question(draft.lessons.get(), kind="essay", content={"words_at_most": None})
    course = publish_edition(edition=draft, what_changed="", by=None, at=NOW).course
    enrolment = begin(course=course, by=learner, at=NOW)
    attempt = attempts.begin(enrolment=enrolment, lesson=enrolment.edition.lessons.get(), at=NOW)
    answers = {attempt.question_ids[0]: attempts.Told("In my own words.")}
    attempts.take_down(attempt=attempt, answers=answers, at=NOW)
    attempts.end(attempt=attempt, at=NOW)
    enrolment.refresh_from_db()
    assert (done(enrolment), enrolment.completed_at, enrolment.passed_at) == (["one"], NOW, None)
    assert told == ["completed"]


def test_that_a_lesson_is_done_is_announced_once(learner):
    heard = []

    def hear(sender, lesson_key, **more):
        heard.append(lesson_key)

    enrolment = begin(course=published("PRO 101", "one", "two"), by=learner, at=NOW)
    lesson_done.connect(hear)
    try:
        for _twice in range(2):
            mark_done(enrolment=enrolment, lesson="one", at=NOW)
    finally:
        lesson_done.disconnect(hear)
    assert heard == ["one"]
