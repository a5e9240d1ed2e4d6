"""What the record keeps about a person."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.activity.models import Activity
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

TABLES = (
    Table(
        "activity.Activity",
        _("what you did here, and when"),
        Fate.ANONYMOUS,
        _("Whoever was concerned may ask what happened. It then says “a person who left”."),
    ),
)


def enter() -> None:
    register("activity", Holding(tables=TABLES, export=export, erase=erase))


def export(user: User) -> Iterable[Part]:
    yield Part("what-you-did.json", rows(Activity.objects.filter(actor=user), without=["actor"]))


def erase(user: User, at: datetime) -> None:
    """Nothing: a sentence names its actor by the row of the user, which is emptied."""
