"""What organizations keep about a person: what they imported and changed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rounds.organizations.models import Change, ImportRun
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

WHY = _("The List tells of each fact where it comes from. It then says “a person who left”.")
TABLES = (
    Table("organizations.ImportRun", _("registers you imported"), Fate.ANONYMOUS, WHY),
    Table("organizations.Change", _("facts about organizations that you changed"), Fate.ANONYMOUS, WHY),
)


def enter() -> None:
    register("organizations", Holding(tables=TABLES, export=export, erase=erase))


def export(user: User) -> Iterable[Part]:
    yield Part("imports.json", rows(ImportRun.objects.filter(by=user), "register__name", without=["by"]))
    changes = Change.objects.filter(by=user)
    yield Part("changes.json", rows(changes, "organization__name", without=["by"]))


def erase(user: User, at: datetime) -> None:
    """Nothing: both point to the row of the user, which is emptied."""
