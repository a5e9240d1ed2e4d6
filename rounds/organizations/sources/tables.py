"""Rows of a delimited text file by column name, one at a time; a bad row never stops the rest."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rounds.organizations.sources.lines import LONGEST_LINE, read_lines
from rounds.organizations.sources.record import LONGEST_REJECTED_TEXT, Record, Reject, SourceError

MOST_LINES_OF_A_ROW = 20  # a quoted cell may hold line breaks; past this a quote is stray
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "~": "tildes", "¬": "¬ signs"}


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    text: str  # as in the file
    cells: Mapping[str, str]  # by the reader's own names of the columns

    def reject(self, reason: str) -> Reject:
        return Reject.of(self.line, reason, self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A reader's own names of columns, and for each the headers that editions have given it."""

    columns: Mapping[str, tuple[str, ...]]
    delimiters: str = ","
    encodings: tuple[str, ...] = ("utf-8",)  # tried in this order, line by line
    quoted: bool = True

    def read(self, path: Path) -> Iterator[Row | Reject]:
        """Raises SourceError where the header is not this table's, or where no row follows it."""
        lines = _Lines(path, self)
        header = _Header(path.name, lines.first(), self)
        count = 0
        for count, found in enumerate(lines.rows(header), 1):  # noqa: B007
            yield found
        if count == 0:
            raise SourceError(f"{path.name}: there is a header and not one row")


def records(table: Table, path: Path, make: Callable[[Row], Record | Reject]) -> Iterator[Record | Reject]:
    """What a reader makes of the rows of a file, each key once."""
    return once(row if isinstance(row, Reject) else make(row) for row in table.read(path))


def once(found: Iterator[Record | Reject]) -> Iterator[Record | Reject]:
    """Each key once: a row with a key that an earlier row had is a Reject that names the earlier line."""
    seen: dict[str, int] = {}
    for entry in found:
        if isinstance(entry, Record) and (earlier := seen.setdefault(entry.key, entry.line)) != entry.line:
            yield Reject(entry.line, f"{entry.key} was on line {earlier} already", entry.source_name)
        else:
            yield entry


class _Header:
    def __init__(self, file: str, text: str, table: Table) -> None:
        self.delimiter = _delimiter(text, table)
        try:
            names = [_plain(name) for name in _cells(text, self.delimiter, table.quoted)]
        except csv.Error as problem:
            raise SourceError(f"{file}: the header cannot be taken apart: {problem}") from problem
        self.width = len(names)
        self.positions = {column: _position(names, headers) for column, headers in table.columns.items()}
        missing = [table.columns[column][0] for column, at in self.positions.items() if at is None]
        if missing:
            raise SourceError(f"{file}: {_missing(missing, text, table)}")
        _refuse_twins(file, [names[at] for at in self.positions.values() if at is not None], names)


class _Lines:
    """The file as text: decoded, with the lines of one row put together."""

    def __init__(self, path: Path, table: Table) -> None:
        self.file, self.table = path.name, table
        self.lines = read_lines(path)
        self.waiting: list[tuple[int, bytes] | Reject] = []

    def first(self) -> str:
        found = next(self.lines)
        if isinstance(found, Reject):
            raise SourceError(f"{self.file}: line 1: {found.reason}")
        text = self._decoded(found[1])
        if text is None or any(ord(character) < 32 and character != "\t" for character in text):
            expected = " or ".join(self.table.encodings)
            raise SourceError(f"{self.file}: line 1 is not {expected} text; is this the right file?")
        return text

    def rows(self, header: _Header) -> Iterator[Row | Reject]:
        while (found := self._next()) is not None:
            if isinstance(found, Reject):
                yield found
            elif found[1].strip():
                yield self._row(found[0], found[1], header)

    def _next(self) -> tuple[int, bytes] | Reject | None:
        return self.waiting.pop(0) if self.waiting else next(self.lines, None)

    def _row(self, number: int, line: bytes, header: _Header) -> Row | Reject:
        found = self._parsed(number, line, header)
        if isinstance(found, Row) or not self.table.quoted or line.count(b'"') % 2 == 0:
            return found
        whole, taken = self._whole(line)
        if whole and isinstance(row := self._parsed(number, whole, header), Row):
            return row
        self.waiting[:0] = taken
        return _rejected(number, line, "a quotation mark opens and does not close where it should")

    def _whole(self, line: bytes) -> tuple[bytes, list[tuple[int, bytes] | Reject]]:
        """The row that a quoted line break split, and the lines it took; b"" where no end of it is near."""
        taken: list[tuple[int, bytes] | Reject] = []
        while len(taken) < MOST_LINES_OF_A_ROW and len(line) <= LONGEST_LINE and (found := self._next()):
            taken.append(found)
            if isinstance(found, Reject):
                break
            line += b"\n" + found[1]
            if found[1].count(b'"') % 2:
                return line, taken
        return b"", taken

    def _parsed(self, number: int, line: bytes, header: _Header) -> Row | Reject:
        if b"\0" in line:
            return _rejected(number, line, "the line holds a NUL character")
        text = self._decoded(line)
        if text is None:
            return _rejected(number, line, self._undecodable(line, header))
        try:
            cells = _cells(text, header.delimiter, self.table.quoted)
        except csv.Error as problem:
            return _rejected(number, line, f"the line cannot be taken apart: {problem}")
        if len(cells) != header.width:
            reason = f"the line has {len(cells)} columns, the header has {header.width}"
            return _rejected(number, line, reason)
        positions = header.positions.items()
        return Row(number, text, {column: clean(cells[at]) for column, at in positions if at is not None})

    def _decoded(self, line: bytes) -> str | None:
        for encoding in self.table.encodings:
            try:
                return line.decode(encoding)
            except UnicodeDecodeError:
                continue
        return None

    def _undecodable(self, line: bytes, header: _Header) -> str:
        # Near enough to name a column.
        cells = line.decode("utf-8", "surrogateescape").split(header.delimiter)
        bad = next(
            (at for at, cell in enumerate(cells) if not cell.isascii() and _has_stray_byte(cell)), None
        )
        column = next(
            (name for name, at in header.positions.items() if at == bad), f"column {(bad or 0) + 1}"
        )
        headers = self.table.columns.get(column, (column,))
        return f"{headers[0]} is not {' or '.join(self.table.encodings)} text"


def clean(text: str) -> str:
    """One line, one space between words, no control characters and nothing invisible at the ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    visible = (" " if character.isspace() or ord(character) < 32 else character for character in text)
    return " ".join("".join(visible).replace("\ufeff", "").replace("\u200b", "").replace("\xad", "").split())


def _cells(text: str, delimiter: str, quoted: bool) -> Sequence[str]:
    if not quoted:
        return text.split(delimiter)
    return next(csv.reader([text], delimiter=delimiter, strict=True), [])


def _delimiter(text: str, table: Table) -> str:
    """The one of the table's delimiters that the header holds most of."""
    return max(table.delimiters, key=text.count)


def _plain(header: str) -> str:
    return " ".join(header.replace("_", " ").casefold().split())


def _position(names: list[str], headers: tuple[str, ...]) -> int | None:
    return next((names.index(_plain(header)) for header in headers if _plain(header) in names), None)


def _missing(missing: list[str], text: str, table: Table) -> str:
    found = max(_DELIMITERS, key=text.count)
    expected = " or ".join(_DELIMITERS[delimiter] for delimiter in table.delimiters)
    if text.count(found) > 1 and found not in table.delimiters:
        return f"the columns are separated by {_DELIMITERS[found]}; {expected} were expected"
    return f"there is no column {', '.join(missing)}; the header reads: {text[:200]}"


def _refuse_twins(file: str, wanted: list[str], names: list[str]) -> None:
    twins = sorted({name for name in wanted if names.count(name) > 1})
    if twins:
        raise SourceError(f"{file}: the header names a column twice: {', '.join(twins)}")


def _has_stray_byte(cell: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in cell)


def _rejected(number: int, line: bytes, reason: str) -> Reject:
    text = line[: 4 * LONGEST_REJECTED_TEXT].decode("utf-8", "replace").replace("\0", "�")
    return Reject.of(number, reason, text)
