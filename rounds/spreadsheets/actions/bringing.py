"""A spreadsheet is brought, read another way, its columns confirmed."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import IO

from django.db import transaction

from rounds.activity.actions import record
from rounds.organizations.models import Organization
from rounds.spreadsheets import files, tasks
from rounds.spreadsheets.actions import Refused
from rounds.spreadsheets.columns.content import shape_of
from rounds.spreadsheets.columns.guessing import guess
from rounds.spreadsheets.columns.header import NONE, header_place, names_of
from rounds.spreadsheets.columns.roles import Role
from rounds.spreadsheets.models import Planned, Row, Spreadsheet
from rounds.spreadsheets.reading import How, Sheet, read
from rounds.users.models import User

FIRST = 300  # rows that are looked at to guess the columns
State = Spreadsheet.State
_GUESSED = ("encoding", "separator", "sheet", "header", "names", "header_digest", "columns", "country")


def bring(*, content: IO[bytes], file_name: str, by: User, at: datetime) -> Spreadsheet:
    """Keep a file and guess its columns. Raises Unreadable, and then keeps nothing."""
    kept_as = files.keep(content)
    try:
        spreadsheet = Spreadsheet(by=by, file_name=file_name[-300:], kept_as=kept_as, sent_at=at, moved_at=at)
        _guess(spreadsheet, read(files.path_of(kept_as), most=FIRST))  # before anybody has to wait
        with transaction.atomic():
            spreadsheet.save(force_insert=True)
            record(verb="spreadsheet.brought", about=spreadsheet, by=by, at=at)
    except Exception:
        files.erase(kept_as)
        raise
    return spreadsheet


def read_as(*, spreadsheet: Spreadsheet, how: How, header: int, by: User, at: datetime) -> Spreadsheet:
    """Read it another way: the columns are guessed anew. `header`: its line, 0 for none, -1 to be found."""
    wanted = Spreadsheet(by=spreadsheet.by, pk=spreadsheet.pk, kept_as=spreadsheet.kept_as, header=header)
    _guess(wanted, read(files.path_of(wanted.kept_as), how, most=FIRST))  # before anybody has to wait
    with transaction.atomic():
        current = _locked(spreadsheet, State.NEW, State.READY)
        if current.kept_as != wanted.kept_as:
            raise Refused("erased")
        for name in _GUESSED:
            setattr(current, name, getattr(wanted, name))
        _forget_rows(current)
        current.state, current.moved_at = State.NEW, at
        current.save()
    return current


@transaction.atomic
def confirm(
    *,
    spreadsheet: Spreadsheet,
    columns: Sequence[str],
    organization: Organization | None,
    country: str,
    type: str,
    facts: str,
    by: User,
    at: datetime,
) -> Spreadsheet:
    """The person has said what the columns are: it is looked through, from the beginning."""
    current = _locked(spreadsheet, State.NEW, State.READY)
    if not current.kept_as:
        raise Refused("erased")
    current.columns, current.organization = list(columns), organization
    current.country, current.type, current.facts = country, type, facts
    _forget_rows(current)
    current.state, current.moved_at = State.MATCHING, at
    current.save()
    record(verb="spreadsheet.columns_confirmed", about=current, by=by, at=at)
    transaction.on_commit(partial(tasks.work.enqueue, current.pk))
    return current


@transaction.atomic
def back_to_columns(*, spreadsheet: Spreadsheet, by: User, at: datetime) -> Spreadsheet:
    """Stop looking it through. What was chosen for rows is forgotten once the columns are confirmed again."""
    current = _locked(spreadsheet, State.NEW, State.MATCHING, State.READY)
    current.state, current.moved_at, current.error = State.NEW, at, ""
    current.save(update_fields=["state", "moved_at", "error"])
    return current


def _guess(spreadsheet: Spreadsheet, sheet: Sheet) -> None:
    """Set how it is read and what its columns are: as the same person said of the same columns, or by our guess."""
    how, rows = sheet.how, sheet.rows
    spreadsheet.encoding, spreadsheet.separator, spreadsheet.sheet = how.encoding, how.separator, how.sheet
    place = header_place(sheet.rows, spreadsheet.header)
    spreadsheet.header = rows[place].number if place != NONE else 0
    spreadsheet.names = names_of(rows, place, len(rows[0].cells))
    spreadsheet.header_digest = hashlib.sha256(repr(spreadsheet.names).encode()).hexdigest()
    cells = [row.cells for row in rows[place + 1 :]]
    spreadsheet.columns = _remembered(spreadsheet) or [
        str(one.role) for one in guess(spreadsheet.names, cells)
    ]
    spreadsheet.country = "US" if _are_states(spreadsheet.columns, cells) else ""


def _are_states(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """Whether the regions are states of the United States, and no column names a country."""
    if Role.COUNTRY in columns or Role.REGION not in columns:
        return False
    place = columns.index(Role.REGION)
    return shape_of([row[place] for row in cells]).role == Role.REGION


def _remembered(spreadsheet: Spreadsheet) -> list[str]:
    if not any(spreadsheet.names):
        return []
    before = Spreadsheet.objects.filter(by=spreadsheet.by, header_digest=spreadsheet.header_digest)
    before = before.exclude(state=State.NEW).exclude(pk=spreadsheet.pk).order_by("-sent_at", "-pk")
    return next((list(one) for one in before.values_list("columns", flat=True)[:1]), [])


def _locked(spreadsheet: Spreadsheet, *states: str) -> Spreadsheet:
    current = Spreadsheet.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.state not in states:
        raise Refused("state")
    return current


def _forget_rows(spreadsheet: Spreadsheet) -> None:
    Planned.objects.filter(row__spreadsheet=spreadsheet).delete()
    Row.objects.filter(spreadsheet=spreadsheet).delete()
    spreadsheet.position, spreadsheet.total, spreadsheet.error = 0, 0, ""
