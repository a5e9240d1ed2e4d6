"""Lines of a file, gzip or plain, one at a time: no line, however long, is ever held whole."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rounds.organizations.sources.record import LONGEST_REJECTED_TEXT, Reject, SourceError

LONGEST_LINE = 262_144  # bytes; the longest line of a real register is under 20,000
MOST_BYTES = 1 << 30  # of a file once it is unpacked; a small archive can hold a file without end

_MARKS = {
    b"\xff\xfe": "UTF-16 text; save it as UTF-8",
    b"\xfe\xff": "UTF-16 text; save it as UTF-8",
    b"PK\x03\x04": "a ZIP archive or a spreadsheet; unpack it, or save it as text",
    b"%PDF": "a PDF",
}


def read_lines(path: Path) -> Iterator[tuple[int, bytes] | Reject]:
    """Number (from 1) and bytes of each line without its end; a line over LONGEST_LINE is a Reject.

    Raises SourceError where the file cannot be read, is empty, is no text or is a damaged archive.
    """
    number = 0
    try:
        with path.open("rb") as plain:
            for number, line in enumerate(_bounded(_unpacked(plain, path), path.name), 1):
                yield (number, line) if len(line) <= LONGEST_LINE else _too_long(number, line)
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise SourceError(
            f"{path.name}: the compressed file is damaged after line {number}: {problem}"
        ) from problem
    except OSError as problem:
        raise SourceError(f"{path.name}: cannot be read: {problem.strerror or problem}") from problem
    if number == 0:
        raise SourceError(f"{path.name}: the file is empty")


def _unpacked(plain: BinaryIO, path: Path) -> BinaryIO:
    start = plain.read(4)
    plain.seek(0)
    for mark, what in _MARKS.items():
        if start.startswith(mark):
            raise SourceError(f"{path.name}: this is {what}")
    packed = start.startswith(b"\x1f\x8b")
    return io.BufferedReader(gzip.GzipFile(fileobj=plain)) if packed else plain


def _bounded(handle: BinaryIO, name: str) -> Iterator[bytes]:
    """Each line without its end, cut one byte over LONGEST_LINE; the rest of such a line is passed over."""
    first = True
    while line := handle.readline(LONGEST_LINE + 2):
        if not line.endswith(b"\n") and len(line) > LONGEST_LINE:
            while (rest := handle.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                _refuse_endless(handle, name)
        _refuse_endless(handle, name)
        line = line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False
        yield line.rstrip(b"\r\n")[: LONGEST_LINE + 1]


def _refuse_endless(handle: BinaryIO, name: str) -> None:
    if handle.tell() > MOST_BYTES:
        raise SourceError(f"{name}: unpacked, the file is larger than {MOST_BYTES >> 20:,} MB")


def _too_long(number: int, line: bytes) -> Reject:
    text = line[:LONGEST_REJECTED_TEXT].decode("utf-8", "replace")
    return Reject(number, f"the line is longer than {LONGEST_LINE:,} bytes", text)
