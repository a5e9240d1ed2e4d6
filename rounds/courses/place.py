"""Where somebody stands in a course: the edition that they read, what is open to them, and what they have done."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rounds.core.zones import ADVERTISED, open_to
from rounds.courses.checks.which import checked
from rounds.courses.models import Course, Edition, Enrolment, Lesson, LessonDone


@dataclass(frozen=True)
class Row:
    """A lesson as it stands in lists. `number`: in the course, from 1."""

    lesson: Lesson
    number: int
    url: str
    is_open: bool
    is_done: bool
    has_check: bool


@dataclass(frozen=True)
class Place:
    """`is_open`: the whole edition, and not its samples alone."""

    course: Course
    edition: Edition
    enrolment: Enrolment | None
    is_open: bool
    rows: Sequence[Row]

    @property
    def url(self) -> str:
        return f"/courses/{self.course.slug}/"

    @cached_property
    def minutes(self) -> int:
        return sum(row.lesson.minutes for row in self.rows)

    @cached_property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)

    @cached_property
    def sample(self) -> Row | None:
        """What somebody reads to whom the rest is closed."""
        return None if self.is_open else next((row for row in self.rows if row.is_open), None)

    @cached_property
    def next(self) -> Row | None:
        """To go on with: the first that is not done after the one done last, or the first that is not done."""
        left = [row for row in self.rows if not row.is_done]
        last = self.enrolment.last_lesson if self.enrolment else ""
        number = next((row.number for row in self.rows if row.lesson.key == last), 0)
        return next((row for row in left if row.number > number), next(iter(left), None))


def place_in(slug: str, user: Any) -> Place | None:
    """None where there is no such course for them to know of."""
    enrolment = _enrolment(slug, user)
    edition = enrolment.edition if enrolment else _offered(slug, user)
    if edition is None:
        return None
    course = enrolment.course if enrolment else edition.course
    zones = open_to(user)
    if enrolment and edition.zone not in zones and edition.zone not in ADVERTISED:
        return None
    is_open = edition.zone in zones
    return Place(course, edition, enrolment, is_open, rows_of(course, edition, enrolment, is_open))


def _enrolment(slug: str, user: Any) -> Enrolment | None:
    if not user.is_authenticated:
        return None
    return Enrolment.objects.filter(user=user, course__slug=slug).select_related("course", "edition").first()


def _offered(slug: str, user: Any) -> Edition | None:
    known = Edition.objects.current().known_to(user).select_related("course")
    return known.filter(course__slug=slug, course__retired_at=None).first()


def rows_of(course: Course, edition: Edition, enrolment: Enrolment | None, is_open: bool) -> list[Row]:
    done = (
        set(LessonDone.objects.filter(enrolment=enrolment).values_list("lesson", flat=True))
        if enrolment
        else set()
    )
    checks = checked(edition.pk)
    lessons = (
        Lesson.objects.filter(edition=edition)
        .select_related("module", "objective")
        .defer("body", "activity", "prompt")
        .order_by("module__position", "position", "pk")
    )
    return [
        Row(
            lesson=one,
            number=number,
            url=f"/courses/{course.slug}/{one.key}/",
            is_open=is_open or one.is_sample,
            is_done=one.key in done,
            has_check=one.key in checks,
        )
        for number, one in enumerate(lessons, start=1)
    ]
