"""Work on a spreadsheet in batches, each safe before the next begins."""

from collections.abc import Sequence
from datetime import datetime

from rounds.spreadsheets.models import Row, Spreadsheet
from rounds.users.models import User


class Overtaken(Exception):
    """Somebody else goes on with it, or it was stopped. What was done up to here is safe."""


def somebody(person: User | None) -> User:
    """Whoever asked for it, who may have been erased meanwhile."""
    if person is None:
        raise Overtaken("Nobody is there any more who asked for it.")
    return person


def hold(spreadsheet: Spreadsheet) -> None:
    """Take it for this transaction, as it was when the batch was read; nobody else works on the same rows."""
    held = Spreadsheet.objects.select_for_update().filter(
        pk=spreadsheet.pk, state=spreadsheet.state, position=spreadsheet.position, total=spreadsheet.total
    )
    if not held.exists():
        raise Overtaken(f"Somebody else works on spreadsheet {spreadsheet.pk}, or it was stopped.")


def advance(spreadsheet: Spreadsheet, *, to: int, at: datetime) -> None:
    """Everything up to here is safe. Inside the transaction that makes it so."""
    Spreadsheet.objects.filter(pk=spreadsheet.pk).update(position=to, moved_at=at, error="")


def reach(spreadsheet: Spreadsheet, state: str, *, at: datetime, **more: object) -> None:
    """The end of a piece of work."""
    values = {"state": state, "moved_at": at, "error": "", **more}
    Spreadsheet.objects.filter(pk=spreadsheet.pk).update(**values)


def refresh(spreadsheet: Spreadsheet) -> None:
    spreadsheet.refresh_from_db(fields=["state", "position", "total", "error"])


def batch_behind(spreadsheet: Spreadsheet, size: int, **wanted: object) -> Sequence[Row]:
    """The next rows."""
    rows = spreadsheet.rows.filter(number__gt=spreadsheet.position, **wanted).order_by("number")
    return list(rows[:size])
