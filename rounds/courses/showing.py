"""What the pages of a course and of a lesson show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from rounds.core import prose
from rounds.courses.actions.learning import newest, not_passed
from rounds.courses.models import Attempt, Course, Edition, Lesson, LessonFile, Module
from rounds.courses.place import Place, Row
from rounds.courses.words import audience_name
from rounds.media.models import Recording

PICTURE = "image/"


class Part(NamedTuple):
    """A module with its lessons."""

    module: Module
    rows: Sequence[Row]


class Before(NamedTuple):
    """A course that comes before. `url`: "" where the reader cannot know of it."""

    code: str
    title: str
    url: str
    is_passed: bool


class Left(NamedTuple):
    """A check that is not passed. `waits`: for the reader of an essay."""

    row: Row
    waits: bool


@dataclass(frozen=True)
class Text:
    """What a lesson holds, for whoever may read it."""

    body: SafeString
    activity: SafeString
    prompt: SafeString
    recording: Recording | None
    files: Sequence["Offered"]


class Offered(NamedTuple):
    """A file to take along."""

    title: str
    url: str
    ending: str
    size: int


def modules_of(place: Place) -> list[Part]:
    grouped = groupby(place.rows, key=lambda row: row.lesson.module)
    return [Part(module, list(rows)) for module, rows in grouped]


def left_to_pass(place: Place) -> list[Left]:
    """Where all lessons are done and the course is not passed: the checks that it still takes."""
    enrolment = place.enrolment
    if enrolment is None or enrolment.completed_at is None or enrolment.passed_at:
        return []
    ended = Attempt.objects.filter(enrolment=enrolment, ended_at__isnull=False)
    states = set(ended.values_list("lesson__key", "is_passed"))
    rows = [row for row in place.rows if row.has_check and (row.lesson.key, True) not in states]
    return [Left(row, (row.lesson.key, None) in states) for row in rows]


def before(place: Place, user: Any) -> list[Before]:
    """What is to be passed before the course, in the order in which it says so."""
    codes = place.edition.prerequisites
    if not codes:
        return []
    missing = not_passed(place.edition, user) if user.is_authenticated else codes
    known = Edition.objects.current().known_to(user).select_related("course").filter(course__code__in=codes)
    by_code = {one.course.code: one for one in known}
    retired = {code for code, one in by_code.items() if one.course.retired_at}
    return [_before(code, by_code.get(code), code not in missing) for code in codes if code not in retired]


def _before(code: str, edition: Edition | None, is_passed: bool) -> Before:
    if edition is None:
        return Before(code, code, "", is_passed)
    return Before(code, edition.title, f"/courses/{edition.course.slug}/", is_passed)


def editions_of(place: Place) -> list[Edition]:
    """Published ones, newest first."""
    return list(Edition.objects.published().filter(course=place.course).order_by("-number"))


def newer(place: Place) -> Edition | None:
    """Than the one in which they have begun."""
    if place.enrolment is None:
        return None
    edition = newest(place.course)
    return edition if edition and edition.number > place.edition.number else None


def audience_of(edition: Edition) -> list[str]:
    return [audience_name(one) for one in edition.audience]


def text_of(row: Row) -> Text:
    lesson = Lesson.objects.select_related("recording").get(pk=row.lesson.pk)
    files = list(LessonFile.objects.filter(lesson=lesson).order_by("name"))
    addresses = {one.name: f"{row.url}files/{one.name}" for one in files}
    shown = prose.named(f"{lesson.body}\n\n{lesson.activity}")
    offered = [one for one in files if not (one.content_type.startswith(PICTURE) and one.name in shown)]
    return Text(
        body=prose.html(lesson.body, files=addresses),
        activity=prose.html(lesson.activity, top=3, files=addresses),
        prompt=prose.html(lesson.prompt, top=3, files=addresses),
        recording=lesson.recording,
        files=[_offered(one, addresses[one.name]) for one in files if one in offered],
    )


def url_of(course: Course, key: str) -> str:
    return f"/courses/{course.slug}/{key}/"


def _offered(one: LessonFile, url: str) -> Offered:
    return Offered(one.title or one.name, url, one.name.rpartition(".")[2].upper(), one.size)
