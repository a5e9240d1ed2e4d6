"""The files of a dump. The same rows make the same bytes."""

import csv
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from rounds.core.csv import safe
from rounds.open_data.dumps.rows import rows
from rounds.open_data.dumps.tables import Table

BATCH = 1_000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=False).encode


@dataclass(frozen=True, slots=True)
class Written:
    table: Table
    path: Path
    format: str  # csv, jsonl
    rows: int


def write(table: Table, folder: Path, *, at: datetime) -> list[Written]:
    """Once for spreadsheets and once for programs, both packed."""
    return [
        _write(table, folder / f"{table.name}.csv.gz", "csv", _csv(table, at)),
        _write(table, folder / f"{table.name}.jsonl.gz", "jsonl", _json_lines(table, at)),
    ]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(table: Table, path: Path, format: str, lines: Iterable[str]) -> Written:
    count = 0
    with _packed(path) as file:
        lines = iter(lines)
        while some := list(islice(lines, BATCH)):
            count += len(some)
            file.write("".join(some).encode())
    return Written(table, path, format, count - (format == "csv"))


@contextmanager
def _packed(path: Path) -> Iterator[gzip.GzipFile]:
    """Without the name and the time that gzip would write down."""
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        yield packed


class _Line:
    """What the csv module writes a line into."""

    def write(self, text: str) -> str:
        return text


def _csv(table: Table, at: datetime) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow([column.name for column in table.columns])
    for row in rows(table, at=at):
        yield writer.writerow([_cell(value) for value in row])


def _cell(value: Any) -> object:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return safe(value)


def _json_lines(table: Table, at: datetime) -> Iterator[str]:
    names = [column.name for column in table.columns]
    for row in rows(table, at=at):
        told = {name: _sorted(value) for name, value in zip(names, row, strict=True)}
        yield _encode(told) + "\n"


def _sorted(value: Any) -> Any:
    """PostgreSQL gives the keys of an object back in an order of its own."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return value
