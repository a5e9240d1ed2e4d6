"""What is found of courses and lessons: what everybody may know of each, and its text, for its zone."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from rounds.core import prose
from rounds.core.zones import ADVERTISED, Zone
from rounds.courses.models import Course, Edition, Lesson
from rounds.courses.models.teaching import EditionQuerySet
from rounds.search import passages, sources
from rounds.search.models import Passage

COURSE, LESSON = "course", "lesson"


def enter() -> None:
    course = sources.Source(
        label=_("Courses"), icon="info", rank=44, is_advertised=True, ids=_course_ids, of=_of_courses
    )
    lesson = sources.Source(
        label=_("Lessons"), icon="document", rank=46, is_advertised=True, ids=_lesson_ids, of=_of_lessons
    )
    sources.enter(COURSE, course)
    sources.enter(LESSON, lesson)


def refind(course: Course) -> None:
    """In the transaction that published an edition, or changed whether the course is offered."""
    passages.refresh(COURSE, [course.pk])
    lessons = Lesson.objects.filter(edition__course=course, edition__published_at__isnull=False)
    passages.refresh(LESSON, list(lessons.order_by("pk").values_list("pk", flat=True)))


def _current() -> EditionQuerySet:
    return Edition.objects.current().filter(course__retired_at=None)


def _course_ids() -> Iterable[int]:
    return _current().order_by("course").values_list("course", flat=True)


def _lesson_ids() -> Iterable[int]:
    lessons = Lesson.objects.filter(edition__in=_current()).order_by("pk")
    return lessons.values_list("pk", flat=True)


def _of_courses(items: Collection[int]) -> dict[int, list[Passage]]:
    """A course that is not offered is not to be found."""
    editions = _current().filter(course__in=items).select_related("course").prefetch_related("objectives")
    return {one.course_id: list(_course_passages(one)) for one in editions.order_by("pk")}


def _of_lessons(items: Collection[int]) -> dict[int, list[Passage]]:
    """Those of older editions are not to be found any more."""
    lessons = Lesson.objects.filter(pk__in=items, edition__in=_current()).select_related("edition__course")
    return {one.pk: list(_lesson_passages(one)) for one in lessons.order_by("pk")}


def _course_passages(edition: Edition) -> Iterator[Passage]:
    objectives = sorted(edition.objectives.all(), key=lambda one: one.position)
    told = [edition.course.code, edition.summary, *(one.text for one in objectives)]
    yield _passage(edition, _known_in(edition), edition.title, "\n".join(told), "")


def _lesson_passages(one: Lesson) -> Iterator[Passage]:
    """Everybody may know that it is there; what it says is for its zone, and of a sample for everybody."""
    edition = one.edition
    known = _known_in(edition)
    zone = known if one.is_sample else edition.zone
    if zone != known:
        yield _passage(edition, known, one.title, one.summary, one.key)
    yield _passage(edition, zone, one.title, _text(one), one.key)


def _known_in(edition: Edition) -> str:
    return Zone.PUBLIC if edition.zone in ADVERTISED else edition.zone


def _text(one: Lesson) -> str:
    parts = (one.summary, *(prose.plain(text) for text in (one.body, one.activity, one.prompt)))
    return "\n".join(part for part in parts if part)


def _passage(edition: Edition, zone: str, title: str, text: str, key: str) -> Passage:
    url = f"/courses/{edition.course.slug}/"
    return Passage(
        zone=zone,
        title=title,
        text=text,
        url=f"{url}{key}/" if key else url,
        language=edition.language,
        published_at=edition.published_at,
    )
