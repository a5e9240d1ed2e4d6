"""What stands in a table of the dump, a row at a time, in the order of its key."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import F

from rounds.directory.models import Evidence, Listing, Statement
from rounds.directory.proof import Proof, shown
from rounds.open_data.dumps.tables import Column, Table
from rounds.open_data.public import EVIDENCE, without_mail

BATCH = 2_000


def rows(table: Table, *, at: datetime) -> Iterator[list[Any]]:
    """Values as JSON has them: days and moments as ISO 8601, in UTC."""
    order = [column.path for name in table.key for column in table.columns if column.name == name]
    read = [column.path for column in table.columns]
    found = table.model._default_manager.order_by(*order, "pk")
    more: list[str] = []
    if table.model is Evidence:
        found = found.filter(EVIDENCE)
    if table.model is Statement:
        found, more = found.exclude(until_at=F("from_at")), ["listing__proof_until"]  # what nobody saw
    for row in _said(table, found.values_list(*read, *more).iterator(chunk_size=BATCH), at):
        yield [_value(column, value) for column, value in zip(table.columns, row, strict=True)]


def _said(table: Table, found: Iterable[tuple], at: datetime) -> Iterator[Iterable[Any]]:
    """What has expired is never told as official, whether or not the clock has run."""
    if table.model is Listing:
        return _listings(table, found, at)
    return _statements(table, found, at) if table.model is Statement else iter(found)


def _listings(table: Table, found: Iterable[tuple], at: datetime) -> Iterator[Iterable[Any]]:
    names = [column.name for column in table.columns]
    proof, until, ended = names.index("proof"), names.index("proof_until"), names.index("ended_at")
    for row in found:
        told = list(row)
        if told[ended] is None:
            told[proof] = shown(told[proof], told[until], at)
        yield told


def _statements(table: Table, found: Iterable[tuple], at: datetime) -> Iterator[Iterable[Any]]:
    """A lapse of which nobody has written yet is told as the clock will write it."""
    names = [column.name for column in table.columns]
    proof, since, until = names.index("proof"), names.index("from_at"), names.index("until_at")
    for *told, lapses in found:
        began = told[since]
        is_over = told[until] is None and lapses is not None and lapses <= at
        if not is_over:
            yield told
            continue
        lapsed = max(lapses, began)
        after = list(told)
        told[until] = after[since] = lapsed
        after[proof] = Proof.STALE.value
        if lapsed > began:
            yield told
        yield after


def _value(column: Column, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if column.free and value:
        return without_mail(value)
    return value
