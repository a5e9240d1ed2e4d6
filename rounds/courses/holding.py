"""What courses keep about a person: which they take, what they have done of them; and which editions they published.

What reviewing and checks keep is held in modules of their own.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.courses.models import Edition, Enrolment, LessonDone
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

TABLES = [
    Table("courses.Enrolment", _("courses that you began, completed and passed"), Fate.ERASED),
    Table("courses.LessonDone", _("lessons that you have done"), Fate.ERASED),
    Table(
        "courses.Edition",
        _("editions of courses that you published"),
        Fate.ANONYMOUS,
        _("What was published is never changed. It then says “a person who left”."),
    ),
]


def enter() -> None:
    register("courses", Holding(tables=TABLES, export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    mine = Enrolment.objects.filter(user=user)
    yield Part("courses.json", rows(mine, "course__code", "edition__title", "edition__number"))
    done = LessonDone.objects.filter(enrolment__user=user)
    yield Part("lessons.json", rows(done, "enrolment__course__code"))
    published = Edition.objects.filter(published_by=user)
    yield Part("editions.json", rows(published, "course__code", without=["published_by"]))


def _erase(user: User, at: datetime) -> None:
    """What was done of them goes with them."""
    Enrolment.objects.filter(user=user).delete()
