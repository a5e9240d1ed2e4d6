"""Whether the draft of an edition can be published. Each finding says where, and what to do."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.courses.models import Course, Edition, Lesson, Module


class Finding(NamedTuple):
    """`lesson`: the key of the lesson that it is in; "" where it is about the course."""

    what: str
    lesson: str = ""


def findings_of(edition: Edition) -> list[Finding]:
    lessons = list(
        edition.lessons.select_related("recording")
        .prefetch_related("recording__tracks", "questions", "files")
        .order_by("module__position", "position", "pk")
    )
    return [*_of_the_course(edition, lessons), *_of_lessons(lessons)]


def _of_the_course(edition: Edition, lessons: list[Lesson]) -> Iterator[Finding]:
    if not edition.summary.strip():
        yield Finding(_("Say in one or two sentences what the course is about."))
    if not lessons:
        yield Finding(_("There is no lesson in it yet."))
    with_lessons = {one.module_id for one in lessons}
    for module in Module.objects.filter(edition=edition).exclude(pk__in=with_lessons).order_by("position"):
        yield Finding(_("The module “%(title)s” has no lesson.") % {"title": module.title})
    yield from _of_prerequisites(edition)


def _of_prerequisites(edition: Edition) -> Iterator[Finding]:
    known = set(Course.objects.filter(code__in=edition.prerequisites).values_list("code", flat=True))
    for code in edition.prerequisites:
        if code == edition.course.code:
            yield Finding(_("The course cannot be its own prerequisite."))
        elif code not in known:
            yield Finding(_("The prerequisite “%(code)s” is no course here.") % {"code": code})


def _of_lessons(lessons: list[Lesson]) -> Iterator[Finding]:
    banks = Banks(lessons)
    for lesson in lessons:
        for what in _of_a_lesson(lesson, banks):
            yield Finding(f"{lesson.title}: {what}", lesson.key)


def _of_a_lesson(lesson: Lesson, banks: "Banks") -> Iterator[str]:
    if not lesson.body.strip() and lesson.recording is None:
        yield _("The lesson has neither a text nor a recording.")
    if lesson.recording:
        yield from lesson.recording.lacks()
    there = banks.of(lesson)
    if lesson.draw and lesson.draw > there:
        yield ngettext(
            "It asks %(draw)d questions, and there is only %(there)d to draw from.",
            "It asks %(draw)d questions, and there are only %(there)d to draw from.",
            there,
        ) % {"draw": lesson.draw, "there": there}


class Banks:
    """How many questions each lesson can draw from."""

    def __init__(self, lessons: list[Lesson]) -> None:
        self.by_lesson = {one.pk: len(one.questions.all()) for one in lessons}
        self.by_module: Counter[int] = Counter()
        for one in lessons:
            self.by_module[one.module_id] += self.by_lesson[one.pk]
        self.all = sum(self.by_lesson.values())

    def of(self, lesson: Lesson) -> int:
        if lesson.drawn_from == Lesson.Bank.COURSE:
            return self.all
        if lesson.drawn_from == Lesson.Bank.MODULE:
            return self.by_module[lesson.module_id]
        return self.by_lesson[lesson.pk]
