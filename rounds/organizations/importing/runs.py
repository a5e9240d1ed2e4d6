"""One reading of one file: begun, carried on behind its last safe line, finished or failed."""

import csv
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.db import transaction
from django.db.models import F

from rounds.organizations.models import ImportRun, Register, Rejection
from rounds.organizations.sources.record import Edition, Reject, SourceError
from rounds.users.models import User

BATCH = 500
Progress = Callable[[ImportRun], None]


class Overtaken(Exception):
    """Somebody else goes on with this reading, or has put an end to it. What was read up to here is safe."""


class Line(Protocol):
    @property
    def line(self) -> int: ...


Row = TypeVar("Row", bound=Line)


@dataclass(slots=True)
class Tally:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    rejected: int = 0


@dataclass(slots=True)
class Survey:
    """What a file holds, found by reading it once before anything is written."""

    keys: set[str] = field(default_factory=set)
    unsure: list[Any] = field(default_factory=list)  # records that need more than their key to be recognized
    parents: dict[str, str] = field(default_factory=dict)  # key to key
    repeated: dict[int, str] = field(default_factory=dict)  # line to a key that an earlier line has
    lines: int = 0


def survey(
    read: Callable[[Path], Iterator[Any]], path: Path, *, is_unsure: Callable[[Any], bool] | None = None
) -> Survey:
    """Read it all and write nothing, so that a file that breaks off in the middle leaves nothing half done."""
    found = Survey()
    for row in reading(read, path):
        found.lines = max(found.lines, row.line)
        if isinstance(row, Reject):
            continue
        if row.key in found.keys:
            found.repeated[row.line] = row.key
            continue
        found.keys.add(row.key)
        if parent := getattr(row, "parent_key", ""):
            found.parents[row.key] = parent
        if is_unsure and is_unsure(row):
            found.unsure.append(row)
    return found


def reading(read: Callable[[Path], Iterator[Row]], path: Path) -> Iterator[Row]:
    """The rows of a file; whatever is wrong with the file as a whole is a `SourceError`."""
    try:
        yield from read(path)
    except FileNotFoundError:
        raise SourceError(f"There is no file {path.name}.") from None
    except (OSError, EOFError, UnicodeError, csv.Error, zlib.error) as broken:
        raise SourceError(f"{path.name} cannot be read to its end: {broken}.") from broken


def batches(rows: Iterable[Row], *, behind: int, size: int = BATCH) -> Iterator[list[Row]]:
    """Rows behind a line, some hundred at a time; rows of one line stay together, so that a line is a safe place."""
    batch: list[Row] = []
    for row in rows:
        if row.line <= behind:
            continue
        if len(batch) >= size and row.line != batch[-1].line:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as missing:
        raise SourceError(f"{path.name} cannot be opened: {missing.strerror}.") from None


@transaction.atomic
def begin(*, source: Edition, file_name: str, digest: str, by: User | None, at: datetime) -> ImportRun:
    """Start reading, or go on with the reading of the same file that was cut off."""
    register = remember(source)
    open_runs = list(
        ImportRun.objects.select_for_update()
        .filter(register=register, state__in=[ImportRun.State.RUNNING, ImportRun.State.WAITING])
        .order_by("state", "pk")  # "running" before "waiting"
    )
    mine = next((run for run in open_runs if run.file_digest == digest), None)
    for run in open_runs:
        if run != mine and run.state == ImportRun.State.RUNNING:
            fail(run, f"Given up at line {run.line}: {file_name} was started in its place.", at=at)
    if mine is None:
        return ImportRun.objects.create(
            register=register, file_name=file_name, file_digest=digest, by=by, started_at=at
        )
    mine.state, mine.error = ImportRun.State.RUNNING, ""
    mine.save(update_fields=["state", "error"])
    return mine


def remember(source: Edition) -> Register:
    """The register as the database knows it, made or brought up to date."""
    told = {column.name: getattr(source, column.name) for column in fields(Edition) if column.name != "slug"}
    register, is_new = Register.objects.select_for_update().get_or_create(slug=source.slug, defaults=told)
    if not is_new and any(getattr(register, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(register, name, value)
        register.save(update_fields=list(told))
    return register


def expect(run: ImportRun, lines: int) -> None:
    """Say how many lines there are, for the progress bar."""
    run.lines = lines
    ImportRun.objects.filter(pk=run.pk).update(lines=lines)


def hold(run: ImportRun) -> None:
    """Take the run for this transaction; nobody else reads the same lines."""
    held = ImportRun.objects.select_for_update().filter(
        pk=run.pk, state=ImportRun.State.RUNNING, line=run.line
    )
    if not held.exists():
        raise Overtaken(f"Another process has taken over the reading of {run.file_name}, or it was stopped.")


def advance(run: ImportRun, *, line: int, tally: Tally) -> None:
    """Say that everything up to this line is in. Inside the transaction that brings it in."""
    counts = asdict(tally)
    ImportRun.objects.filter(pk=run.pk).update(
        line=line, lines=run.lines, **{name: F(name) + count for name, count in counts.items()}
    )


def refresh(run: ImportRun) -> None:
    """After the commit: what is in, for the next batch and for whoever watches."""
    run.refresh_from_db(fields=["line", "added", "changed", "unchanged", "gone", "rejected"])


def finish(run: ImportRun, *, tally: Tally, at: datetime) -> None:
    advance(run, line=run.lines, tally=tally)
    run.state, run.finished_at, run.error = ImportRun.State.FINISHED, at, ""
    run.save(update_fields=["state", "finished_at", "error"])


def fail(run: ImportRun, error: str, *, at: datetime) -> None:
    run.state, run.finished_at, run.error = ImportRun.State.FAILED, at, error
    run.save(update_fields=["state", "finished_at", "error"])


def reject(run: ImportRun, rejects: Iterable[Reject]) -> int:
    """Keep the lines that cannot be used. Two reasons for one line make one rejection."""
    by_line: dict[int, Rejection] = {}
    for row in rejects:
        reason, text = row.reason.replace("\x00", ""), row.text.replace("\x00", "\ufffd")
        if earlier := by_line.get(row.line):
            earlier.reason = f"{earlier.reason}; {reason}"[:300]
        else:
            by_line[row.line] = Rejection(run=run, line=row.line, reason=reason[:300], text=text)
    Rejection.objects.bulk_create(by_line.values(), ignore_conflicts=True)
    return len(by_line)
