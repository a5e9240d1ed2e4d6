"""A draft as its readers will see it: the same place in a course, with addresses of its own."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.core.zones import Zone
from rounds.courses.models import Edition
from rounds.courses.place import Place, rows_of
from rounds.users.models import User

READER = "reader"
ROLES = {
    "visitor": _("a visitor"),
    "guest": _("a guest"),
    "member": _("a member"),
    READER: _("whoever it is for"),
}
_OPEN = {
    "visitor": {Zone.PUBLIC},
    "guest": {Zone.PUBLIC, Zone.GUEST},
    "member": {Zone.PUBLIC, Zone.GUEST, Zone.MEMBER},
}


@dataclass(frozen=True)
class Preview(Place):
    role: str

    @property
    def url(self) -> str:
        return reverse("office_course_preview", args=[self.course.pk, self.role])

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])

    @property
    def roles(self) -> list[tuple[str, str, bool]]:
        """(name, address, whether it is this one)."""
        course = self.course.pk
        return [
            (str(name), reverse("office_course_preview", args=[course, role]), role == self.role)
            for role, name in ROLES.items()
        ]

    @property
    def user(self) -> Any:
        """Somebody with nothing but the role."""
        return AnonymousUser() if self.role == "visitor" else User(pk=0)


def preview_of(edition: Edition, role: str) -> Preview:
    is_open = role == READER or edition.zone in _OPEN[role]
    rows = [
        replace(one, url=reverse("office_lesson_preview", args=[one.lesson.pk, role]))
        for one in rows_of(edition.course, edition, None, is_open)
    ]
    return Preview(edition.course, edition, None, is_open, rows, role)
