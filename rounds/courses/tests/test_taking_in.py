"""A folder becomes a draft, whole or not at all; and an edition goes out as the folder that it came as."""

import io

import pytest

from rounds.courses.actions import taking_in
from rounds.courses.actions.editions import publish_edition
from rounds.courses.actions.taking_in import take_in
from rounds.courses.exporting import folder_of
from rounds.courses.folders import reading, unpacking, writing
from rounds.courses.models import Card, Course, Edition, Lesson, LessonFile, Question
from rounds.courses.tests.course_cases import LATER
from rounds.courses.tests.folder_cases import COURSE, CURRICULUM, LESSON, Files, read, whole
from rounds.media.models import Recording
from rounds.media.tests.factories import WORDS, content, png
from rounds.memberships.tests.network_cases import NOW

pytestmark = pytest.mark.django_db
RICH: Files = {
    **whole(),
    "first/01-hello.mp3": content("talk.mp3"),
    "first/01-hello.vtt": WORDS,
    "first/01-hello/lawn.png": png().getvalue(),
    "first/01-hello/list.csv": "a,b\n",
}


def kept(store) -> list[str]:
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def out(edition: Edition) -> bytes:
    written = io.BytesIO()
    writing.write(folder_of(edition), written)
    return written.getvalue()


def test_a_new_course_comes_as_a_draft():
    draft = take_in(folder=read(whole()), by=None, at=NOW)
    lesson = draft.lessons.get()
    assert (draft.course.code, draft.number, draft.published_at) == ("TST 101", 1, None)
    assert (lesson.key, lesson.objective.key, lesson.module.slug) == ("hello", "see", "first")
    assert (lesson.questions.get().content, lesson.cards.get().back) == ({"right": True}, "That.")


def test_taken_in_again_it_takes_the_place_of_the_draft_and_not_of_what_is_published():
    first = take_in(folder=read(whole()), by=None, at=NOW)
    take_in(folder=read(whole() | {"first/02-b.md": LESSON}), by=None, at=NOW)
    assert [one.key for one in first.lessons.order_by("position")] == ["hello", "b"]
    publish_edition(edition=first, what_changed="", by=None, at=NOW)
    second = take_in(folder=read(whole()), by=None, at=LATER)
    assert (Course.objects.count(), second.number, first.lessons.count(), second.lessons.count()) == (
        1,
        2,
        2,
        1,
    )


def test_out_in_and_out_are_the_same_bytes(private_files):
    edition = take_in(folder=read(RICH), by=None, at=NOW)
    first = out(edition)
    again = take_in(folder=reading.read(unpacking.from_zip(io.BytesIO(first))), by=None, at=LATER)
    assert out(again) == first
    assert len(kept(private_files)) == 3  # a recording, a picture, a list: each is kept once
    assert Recording.objects.get().words() is not None


@pytest.mark.parametrize("name", sorted(one.name for one in CURRICULUM.iterdir()))
def test_every_starter_course_is_taken_in_published_and_goes_out_as_it_came(name):
    course = reading.read(unpacking.from_directory(CURRICULUM / name))
    draft = take_in(folder=course, by=None, at=NOW)
    assert folder_of(draft) == course


def test_the_store_forgets_what_no_edition_has_any_more(private_files, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        take_in(folder=read(RICH), by=None, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        take_in(folder=read(whole()), by=None, at=LATER)
    assert [name for name in kept(private_files) if not name.endswith(".mp3")] == []
    assert LessonFile.objects.count() == 0


def test_a_file_that_a_published_edition_has_stays(private_files, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        draft = take_in(folder=read(RICH), by=None, at=NOW)
        publish_edition(edition=draft, what_changed="", by=None, at=NOW)
        take_in(folder=read(RICH), by=None, at=NOW)
        take_in(folder=read(whole()), by=None, at=LATER)
    assert "list.csv" in kept(private_files)
    assert draft.lessons.get().files.get(name="list.csv").file.open().read() == b"a,b\n"


def test_what_fails_in_the_middle_leaves_nothing_behind(private_files, monkeypatch):
    def fail(*args, **more):
        raise OSError("The disk is full.")

    monkeypatch.setattr(taking_in.Card.objects, "bulk_create", fail)
    folder = read(RICH | {"first/02-b.md": LESSON})
    with pytest.raises(OSError, match="full"):
        take_in(folder=folder, by=None, at=NOW)
    assert [model.objects.count() for model in (Course, Edition, Lesson, Question, Card, Recording)] == [
        0
    ] * 6
    assert kept(private_files) == []


def test_an_edition_goes_out_in_a_number_of_queries_that_does_not_grow(django_assert_num_queries):
    one = take_in(folder=read(RICH), by=None, at=NOW)
    more = {f"first/0{n}-l{n}.md": LESSON for n in (2, 3, 4)} | {"first/02-l2/list.csv": "c,d\n"}
    three = take_in(
        folder=read({**RICH, **more, "course.toml": COURSE.replace("TST", "TWO")}), by=None, at=NOW
    )
    for edition in (one, three):
        with django_assert_num_queries(7):
            folder_of(edition)
