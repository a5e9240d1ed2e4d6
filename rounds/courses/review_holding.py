"""What reviewing keeps about a person: what they remember, how they answered, and when it is morning for them."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.courses.models import Memory, Review, Rhythm
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

TABLES = [
    Table("courses.Memory", _("review cards, and how well you remember each"), Fate.ERASED),
    Table("courses.Review", _("your answers in reviews"), Fate.ERASED),
    Table("courses.Rhythm", _("your time zone, and when you were told that cards wait"), Fate.ERASED),
]


def enter() -> None:
    register("review", Holding(tables=TABLES, export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    yield Part("cards.json", rows(Memory.objects.filter(user=user), "course__code"))
    answers = Review.objects.filter(memory__user=user)
    yield Part("answers.json", rows(answers, "memory__course__code", "memory__lesson", "memory__card"))
    yield Part("rhythm.json", rows(Rhythm.objects.filter(user=user)))


def _erase(user: User, at: datetime) -> None:
    """Reviews go with their cards."""
    Memory.objects.filter(user=user).delete()
    Rhythm.objects.filter(user=user).delete()
