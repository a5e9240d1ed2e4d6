"""What spreadsheets keep about a person: the files they brought, and what these did."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.core.files.base import File
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rounds.spreadsheets import files
from rounds.spreadsheets.actions import erasing
from rounds.spreadsheets.models import Row, Spreadsheet, Step
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

TABLES = (
    Table(
        "spreadsheets.Spreadsheet",
        _("spreadsheets you brought or took back"),
        Fate.ANONYMOUS,
        _("The files and their names are erased. What they changed in the List stays, with the day."),
    ),
)


def enter() -> None:
    register("spreadsheets", Holding(tables=TABLES, export=export, erase=erase))


def export(user: User) -> Iterable[Part]:
    theirs = Spreadsheet.objects.filter(by=user)
    steps = Step.objects.filter(spreadsheet__in=theirs)
    yield Part("spreadsheets.json", rows(theirs, "organization__name", without=["by", "kept_as"]))
    yield Part("rows.json", rows(Row.objects.filter(spreadsheet__in=theirs), "organization__name"))
    yield Part("what-they-did.json", rows(steps, "organization__name"))
    taken_back = Spreadsheet.objects.filter(returned_by=user)
    yield Part("taken-back.json", rows(taken_back, without=["by", "kept_as"]))
    for one in theirs.exclude(kept_as="").order_by("pk"):
        if (path := files.path_of(one.kept_as)).exists():
            yield Part(f"files/{Path(one.file_name).name or one.pk}", File(path.open("rb")))


def erase(user: User, at: datetime) -> None:
    """Raises Refused where one is being taken in at this moment: then it is tried again in a few minutes."""
    theirs = Spreadsheet.objects.filter(by=user)
    for one in theirs.filter(~Q(kept_as="") | Q(erased_at=None)).order_by("pk"):
        erasing.erase(spreadsheet=one, by=None, at=at)
    theirs.exclude(file_name="").update(file_name="")
