"""A course is drafted, checked and published; what is published never changes."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from rounds.activity.models import Activity
from rounds.courses.actions.editions import (
    CodeTaken,
    NotADraft,
    NotReady,
    begin_draft,
    locked_draft,
    make_course,
    publish_edition,
    retire,
    take_up_again,
    throw_draft_away,
)
from rounds.courses.models import Card, Course, Edition, Lesson, LessonFile, Module, Objective, Question
from rounds.courses.signals import edition_published
from rounds.courses.tests.course_cases import LATER, add_card, add_lesson, add_question, drafted, published
from rounds.memberships.tests.network_cases import NOW

pytestmark = pytest.mark.django_db


def test_a_course_has_a_draft_from_its_first_moment_and_is_not_offered():
    draft = make_course(code="PRO 101", title="Professionalism", by=None, at=NOW)
    assert (draft.number, draft.title, draft.course.slug) == (1, "Professionalism", "pro-101")
    assert list(Course.objects.offered()) == []


def test_two_courses_are_not_called_by_one_code():
    drafted("PRO 101")
    with pytest.raises(CodeTaken):
        make_course(code="pro 101", title="Another", by=None, at=NOW)


def test_a_published_course_is_offered_and_who_hears_of_it_is_told_once():
    heard = []

    def hear(sender, edition, **more):
        heard.append(edition.number)

    edition_published.connect(hear)
    try:
        course = published("PRO 101", "one")
        publish_edition(edition=course.editions.get(), what_changed="", by=None, at=LATER)
    finally:
        edition_published.disconnect(hear)
    assert (list(Course.objects.offered()), heard) == ([course], [1])
    assert course.editions.get().published_at == NOW


def test_the_next_edition_is_a_copy_with_the_same_keys():
    draft = drafted("PRO 101", "one", "two")
    one = draft.lessons.get(key="one")
    add_question(one)
    add_card(one)
    LessonFile.objects.create(lesson=one, name="list.pdf", file="courses/list.pdf", content_type="", size=1)
    course = publish_edition(edition=draft, what_changed="", by=None, at=NOW).course
    again = begin_draft(course=course, by=None, at=LATER)
    copied = again.lessons.get(key="one")
    assert (again.number, again.published_at) == (2, None)
    assert copied.pk != one.pk
    assert copied.module.edition_id == copied.objective.edition_id == again.pk
    assert [part.get().lesson.edition_id for part in (copied.questions, copied.cards, copied.files)] == [
        again.pk
    ] * 3
    assert Lesson.objects.filter(edition=draft).count() == again.lessons.count() == 2


def test_a_draft_that_is_there_is_gone_on_with():
    draft = drafted("PRO 101")
    assert begin_draft(course=draft.course, by=None, at=LATER).pk == draft.pk


def test_of_a_later_edition_one_says_what_changed():
    again = begin_draft(course=published("PRO 101"), by=None, at=LATER)
    with pytest.raises(NotReady):
        publish_edition(edition=again, what_changed=" ", by=None, at=LATER)
    assert publish_edition(edition=again, what_changed="More.", by=None, at=LATER).published_at == LATER


def test_what_is_missing_is_told_all_at_once():
    draft = make_course(code="PRO 101", title="Professionalism", by=None, at=NOW)
    Edition.objects.filter(pk=draft.pk).update(prerequisites=["NON 101", "PRO 101"])
    Module.objects.create(edition=draft, slug="empty", position=9, title="Empty")
    add_lesson(draft, "one", body=" ")
    add_question(add_lesson(draft, "two", draw=2))
    with pytest.raises(NotReady) as refused:
        publish_edition(edition=draft, what_changed="", by=None, at=NOW)
    assert [(one.lesson, one.what) for one in refused.value.findings] == [
        ("", "Say in one or two sentences what the course is about."),
        ("", "The module “Empty” has no lesson."),
        ("", "The prerequisite “NON 101” is no course here."),
        ("", "The course cannot be its own prerequisite."),
        ("one", "Lesson one: The lesson has neither a text nor a recording."),
        ("two", "Lesson two: It asks 2 questions, and there is only 1 to draw from."),
    ]


@pytest.mark.parametrize("model", [Edition, Objective, Module, Lesson, LessonFile, Question, Card])
def test_the_database_refuses_to_change_what_is_published(model):
    draft = drafted("PRO 101", "one")
    one = draft.lessons.get()
    add_question(one)
    add_card(one)
    LessonFile.objects.create(lesson=one, name="a.pdf", file="courses/a.pdf", content_type="", size=1)
    publish_edition(edition=draft, what_changed="", by=None, at=NOW)
    field = {
        Edition: "title",
        Objective: "text",
        Module: "title",
        Lesson: "title",
        LessonFile: "title",
        Question: "text",
        Card: "front",
    }[model]
    with pytest.raises(Error), transaction.atomic():
        model.objects.update(**{field: "else"})
    with pytest.raises(Error), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)
    assert model.objects.exclude(**{field: "else"}).count() == 1


def test_nothing_is_added_to_what_is_published():
    course = published("PRO 101", "one")
    with pytest.raises(Error), transaction.atomic():
        add_lesson(course.editions.get(), "late")
    with pytest.raises(Error), transaction.atomic():
        add_card(Lesson.objects.get())


def test_who_writes_in_what_was_published_meanwhile_is_told():
    draft = drafted("PRO 101", "one")
    publish_edition(edition=draft, what_changed="", by=None, at=NOW)
    with pytest.raises(NotADraft), transaction.atomic():
        locked_draft(draft)


def test_a_draft_is_thrown_away_and_the_published_edition_stays(django_capture_on_commit_callbacks):
    course = published("PRO 101", "one")
    begin_draft(course=course, by=None, at=LATER)
    throw_draft_away(course=course, by=None, at=LATER)
    assert [one.number for one in course.editions.all()] == [1]
    throw_draft_away(course=course, by=None, at=LATER)  # nothing to throw away


def test_the_first_draft_is_not_thrown_away():
    draft = drafted("PRO 101")
    throw_draft_away(course=draft.course, by=None, at=LATER)
    assert draft.course.editions.get() == draft


def test_a_retired_course_is_not_offered_until_it_is_taken_up_again():
    course = published("PRO 101")
    retire(course=course, by=None, at=LATER)
    retire(course=course, by=None, at=LATER + timedelta(days=1))
    course.refresh_from_db()
    assert (course.retired_at, list(Course.objects.offered())) == (LATER, [])
    take_up_again(course=course, by=None, at=LATER)
    assert list(Course.objects.offered()) == [course]
    said = Activity.objects.filter(object_type="courses.course").order_by("pk").values_list("verb", flat=True)
    assert list(said) == ["course.made", "course.published", "course.retired", "course.taken_up"]
