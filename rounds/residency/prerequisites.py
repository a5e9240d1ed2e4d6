"""How far people are with the courses that come before a residency."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.courses.models import Edition, Enrolment
from rounds.residency.models import Prerequisite, Program


class Step(NamedTuple):
    """One course, as one person stands with it."""

    title: str
    url: str
    must_pass: bool
    is_done: bool
    is_completed: bool  # though its checks are not passed, where they have to be
    has_begun: bool

    @property
    def says(self) -> str:
        if self.is_done:
            return _("Passed") if self.must_pass else _("Completed")
        if self.must_pass and self.is_completed:
            return _("Completed, but its checks are not passed yet")
        return _("Begun") if self.has_begun else _("Not begun yet")


class Wanted(NamedTuple):
    """A prerequisite with the title of its course."""

    course_id: int
    title: str
    url: str
    must_pass: bool


def wanted_by(program: Program) -> list[Wanted]:
    """In their order. A course that is offered no more holds nobody up."""
    rows = Prerequisite.objects.filter(program=program, course__retired_at=None).select_related("course")
    found = list(rows.order_by("position", "pk"))
    titles = _titles([one.course_id for one in found])
    return [
        Wanted(
            one.course_id,
            titles.get(one.course_id, one.course.code),
            reverse("courses:course", args=[one.course.slug]),
            one.must_pass,
        )
        for one in found
    ]


def steps_of(wanted: Sequence[Wanted], users: Collection[int]) -> dict[int, list[Step]]:
    """By person, in one query for all of them."""
    rows = Enrolment.objects.filter(user__in=users, course__in=[one.course_id for one in wanted])
    taken: defaultdict[int, dict[int, tuple[bool, bool]]] = defaultdict(dict)
    for user, course, completed, passed in rows.values_list(
        "user_id", "course_id", "completed_at", "passed_at"
    ):
        taken[user][course] = (completed is not None, passed is not None)
    return {user: [_step(one, taken[user].get(one.course_id)) for one in wanted] for user in users}


def missing(program: Program, user_id: int) -> list[Step]:
    """What somebody has still to do before they can send an application."""
    return [one for one in steps_of(wanted_by(program), [user_id])[user_id] if not one.is_done]


def _step(one: Wanted, stand: tuple[bool, bool] | None) -> Step:
    is_completed, is_passed = stand or (False, False)
    is_done = is_passed or (is_completed and not one.must_pass)
    return Step(one.title, one.url, one.must_pass, is_done, is_completed, stand is not None)


def _titles(courses: Collection[int]) -> dict[int, str]:
    rows = Edition.objects.filter(course__in=courses, published_at__isnull=False).order_by("number")
    return dict(rows.values_list("course_id", "title"))
