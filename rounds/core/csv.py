"""CSV that is safe to open in a spreadsheet. Source: OWASP, CSV injection."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

FORMULA_STARTS = frozenset("=+-@\t\r\n|%＝＋－＠")  # the last four are full-width
LINES_AT_ONCE = 1_000


def safe(cell: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would run as a formula."""
    if isinstance(cell, str) and cell and cell[0] in FORMULA_STARTS:
        return f"'{cell}"
    return cell


def stream(header: Iterable[str], rows: Iterable[tuple]) -> Iterator[str]:
    """The lines of a CSV file, several at a time, beginning with the header."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(header)
    lines = map(_safe_row, rows)
    while batch := list(islice(lines, LINES_AT_ONCE)):
        writer.writerows(batch)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()  # the header alone, where there was no row


def _safe_row(row: tuple) -> tuple:
    for cell in row:
        if cell and cell.__class__ is str and cell[0] in FORMULA_STARTS:
            return tuple(map(safe, row))
    return row
