"""Courses in the search of the back office."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.core import finding
from rounds.courses.models import Edition

WRITE = "courses.change_course"


def enter() -> None:
    finder = finding.Finder(permission=WRITE, label=_("Courses"), find=find_courses, rank=52)
    finding.enter("courses.courses", finder)


def find_courses(words: str, most: int) -> Sequence[finding.Found]:
    """By code and title of the newest edition, published or not."""
    called = Q(title__icontains=words) | Q(course__code__icontains=words)
    found = Edition.objects.newest().filter(called).select_related("course").order_by("course__code")[:most]
    return [
        finding.Found(
            f"{one.course.code}: {one.title}",
            reverse("office_course", args=[one.course_id]),
            one.get_zone_display(),
        )
        for one in found
    ]
