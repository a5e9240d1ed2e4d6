"""A spreadsheet's plan, its rejected rows and what was done, as CSV that is safe to open."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rounds.core import csv
from rounds.spreadsheets.columns.roles import label_of
from rounds.spreadsheets.forms import column_name
from rounds.spreadsheets.models import Planned, Row, Spreadsheet

PLAN = ("row", "named", "organization", "what", "account", "account_what", "reason")
CHUNK = 500


def plan(spreadsheet: Spreadsheet) -> Iterator[str]:
    """A line for each account, and one for each row without any."""
    return csv.stream(PLAN, _plan(spreadsheet))


def rejected(spreadsheet: Spreadsheet) -> Iterator[str]:
    """Rows that are not taken in, as they came."""
    width = len(spreadsheet.columns)
    header = ("row", "reason", *(column_name(spreadsheet, place) for place in range(width)))
    rows = spreadsheet.rows.filter(Q(group__in=[Row.Group.REFUSED, Row.Group.ASK]) | ~Q(differs=""))
    return csv.stream(header, _rejected(rows, width))


def done(spreadsheet: Spreadsheet) -> Iterator[str]:
    header = ("row", "what", "organization", "detail", "done_at", "taken_back_at", "why_not_taken_back")
    steps = spreadsheet.steps.order_by("pk").iterator(chunk_size=CHUNK)
    return csv.stream(
        header,
        (
            (
                step.number,
                str(step.get_kind_display()),
                step.about,
                step.detail,
                step.done_at.isoformat(),
                step.undone_at.isoformat() if step.undone_at else "",
                step.kept,
            )
            for step in steps
        ),
    )


def _plan(spreadsheet: Spreadsheet) -> Iterator[tuple]:
    for batch in _batches(spreadsheet.rows.select_related("organization")):
        planned = defaultdict(list)
        for one in Planned.objects.filter(row__in=batch).order_by("pk"):
            planned[one.row_id].append(one)
        for row in batch:
            whom = (
                row.organization.name
                if row.organization
                else (_("new: %(name)s") % {"name": row.label} if row.adds else "")
            )
            common = (row.number, row.label, whom, str(row.get_group_display()))
            for one in planned[row.pk]:
                yield (*common, one.address or one.text, str(one.get_what_display()), one.why or row.reason)
            for name, old, new in row.changes:
                yield (*common, f"{label_of(name)}: {old or '–'} → {new}", "", "")
            if not planned[row.pk] and not row.changes:
                yield (*common, "", "", row.reason)


def _rejected(rows: QuerySet[Row], width: int) -> Iterator[tuple]:
    for batch in _batches(rows):
        why = defaultdict(list)
        refused = Planned.objects.filter(row__in=batch, what=Planned.What.REFUSED).order_by("pk")
        for pk, reason in refused.values_list("row", "why"):
            why[pk].append(reason)
        for row in batch:
            reason = row.differs or row.reason or " ".join(why[row.pk])
            yield (row.number, reason, *(*row.cells, *[""] * width)[:width])


def _batches(rows: QuerySet[Row]) -> Iterator[list[Row]]:
    last = 0
    while batch := list(rows.filter(number__gt=last).order_by("number")[:CHUNK]):
        last = batch[-1].number
        yield batch
