"""The log of changes is written."""

from datetime import datetime

from django.db import transaction

from rounds.open_data.changes import finding
from rounds.open_data.changes.finding import SOURCES, Found
from rounds.open_data.changes.positions import Position
from rounds.open_data.models import ChangeLog, LoggedChange
from rounds.organizations import versions

MOST = 20_000  # lines written in one transaction, so that nobody else waits long


def log_changes(*, at: datetime) -> int:
    """Write down whatever changed and is not in the log yet. Returns how many lines are new."""
    lines = 0
    while new := _log_some(at):
        lines += new
        if new < MOST:
            break
    return lines


@transaction.atomic
def _log_some(at: datetime) -> int:
    """The oldest first. Whoever writes holds the log's row to the end: no lower number is committed after a higher."""
    ChangeLog.objects.bulk_create([ChangeLog(pk=1)], ignore_conflicts=True)
    log = ChangeLog.objects.select_for_update().get(pk=1)
    version = versions.current()
    if version and version == log.version and not finding.lapses_are_due(at):
        return 0
    positions = {source: Position(**log.positions.get(source, {})) for source in SOURCES}
    settled = {source: position.settled(at=at) for source, position in positions.items()}
    tops = {source: finding.top(source) for source in SOURCES}
    for line, statement in finding.late_words(positions["statement"].floor).items():
        LoggedChange.objects.filter(pk=line).update(statement=statement)
    found = finding.found({source: one.floor for source, one in positions.items()}, at=at)
    LoggedChange.objects.bulk_create([_line(one, at) for one in found[:MOST]], batch_size=1_000)
    if len(found) <= MOST:
        log.version, log.logged_at = version, at
        log.positions = {
            source: _advanced(one, settled[source], tops[source], at).as_json()
            for source, one in positions.items()
        }
        log.save(update_fields=["version", "logged_at", "positions"])
    return len(found[:MOST])


def _advanced(position: Position, settled: bool, top: int, at: datetime) -> Position:
    if settled:
        return position.moved(top=top, at=at)
    return position if position.marked_at else position.marked(top=top, at=at)


def _line(found: Found, at: datetime) -> LoggedChange:
    return LoggedChange(
        kind=found.kind,
        organization_id=found.organization_id,
        removal_id=found.removal_id,
        change_id=found.change_id,
        listing_id=found.listing_id,
        statement_id=found.statement_id,
        previous_id=found.previous_id,
        happened_at=found.happened_at,
        logged_at=at,
    )
