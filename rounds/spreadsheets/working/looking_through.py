"""The worker looks a spreadsheet through: every row is read, matched and settled. Nothing of the List is written."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rounds.organizations import versions
from rounds.spreadsheets import files
from rounds.spreadsheets.columns.header import header_place
from rounds.spreadsheets.models import Row, Spreadsheet
from rounds.spreadsheets.planning.asking import ask
from rounds.spreadsheets.planning.powers import powers_of
from rounds.spreadsheets.planning.settling import keep, plan, tell
from rounds.spreadsheets.reading import How, Unreadable, read
from rounds.spreadsheets.working import moving

BATCH = 40
_ASKED = ("key", "label", "matched_id", "candidates")


def look_through(spreadsheet: Spreadsheet) -> None:
    """Go on behind the last row that is safe, to the end. Raises Overtaken where somebody else does."""
    if not spreadsheet.total:
        version = versions.current()
        Spreadsheet.objects.filter(pk=spreadsheet.pk).update(version=version)
        if not _gather(spreadsheet, at=timezone.now()):
            return
    powers = powers_of(spreadsheet.by)
    while rows := moving.batch_behind(spreadsheet, BATCH):
        at = timezone.now()
        ask(rows, tell(spreadsheet, rows), about=spreadsheet.organization_id, own=powers.organizations)
        plans = plan(spreadsheet, rows, powers, at=at)
        with transaction.atomic():  # short: asking took long, and nobody waited for it
            moving.hold(spreadsheet)
            keep(plans, *_ASKED)
            moving.advance(spreadsheet, to=rows[-1].number, at=at)
        moving.refresh(spreadsheet)
    with transaction.atomic():
        moving.hold(spreadsheet)
        moving.reach(spreadsheet, Spreadsheet.State.READY, at=timezone.now())


def _gather(spreadsheet: Spreadsheet, *, at: datetime) -> bool:
    """Read the whole file into rows. Where that cannot be, the columns' page says why."""
    how = How(spreadsheet.encoding, spreadsheet.separator, spreadsheet.sheet)
    try:
        sheet = read(files.path_of(spreadsheet.kept_as), how)
    except Unreadable as why:
        moving.reach(spreadsheet, Spreadsheet.State.NEW, at=at, error=str(why)[:500])
        return False
    begins = header_place(sheet.rows, spreadsheet.header) + 1
    with transaction.atomic():
        moving.hold(spreadsheet)
        Row.objects.filter(spreadsheet=spreadsheet).delete()
        rows = [
            Row(spreadsheet=spreadsheet, number=row.number, cells=row.cells) for row in sheet.rows[begins:]
        ]
        Row.objects.bulk_create(rows, batch_size=500)
        values = {"total": rows[-1].number if rows else 1, "position": 0, "moved_at": at, "error": ""}
        Spreadsheet.objects.filter(pk=spreadsheet.pk).update(**values)
    moving.refresh(spreadsheet)
    return True
