"""Courses and lessons are found, each word by whoever may read it."""

import pytest

from rounds.core.zones import Zone
from rounds.courses.actions.editions import begin_draft, publish_edition, retire
from rounds.courses.tests.course_cases import LATER, drafted, published
from rounds.search.models import Passage

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[tuple[str, str, str]]:
    rows = Passage.objects.filter(kind=kind).order_by("pk")
    return [(one.zone, one.title, one.text) for one in rows]


def test_everybody_finds_that_a_course_and_its_lessons_are_there_and_members_what_they_say():
    published("PRO 101", "one", "two", zone="member")
    assert told("course") == [
        ("public", "Course PRO 101", "PRO 101\nWhat it is about.\nSee it."),
    ]
    assert told("lesson") == [
        ("public", "Lesson one", "About one.\nWords of one."),
        ("public", "Lesson two", "About two."),
        ("member", "Lesson two", "About two.\nWords of two."),
    ]


def test_of_a_course_for_the_staff_nobody_else_finds_a_word():
    published("STA 101", "one", zone="staff")
    assert {zone for kind in ("course", "lesson") for zone, _title, _text in told(kind)} == {Zone.STAFF}


def test_a_new_edition_takes_the_place_of_the_old_and_a_draft_is_not_found():
    course = published("PRO 101", "one")
    draft = begin_draft(course=course, by=None, at=LATER)
    draft.lessons.update(body="Newer words.")
    assert told("lesson") == [("public", "Lesson one", "About one.\nWords of one.")]
    publish_edition(edition=draft, what_changed="New.", by=None, at=LATER)
    assert told("lesson") == [("public", "Lesson one", "About one.\nNewer words.")]


def test_a_retired_course_is_not_found():
    retire(course=published("PRO 101"), by=None, at=LATER)
    drafted("NEW 101")
    assert told("course") == told("lesson") == []
