"""CSV that is safe to open in a spreadsheet. Source: OWASP, CSV injection."""

import csv
from collections.abc import Iterable, Iterator

FORMULA_STARTS = frozenset("=+-@\t\r\n|%＝＋－＠")  # the last four are full-width
LINES_AT_ONCE = 1_000


def safe(cell: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would run as a formula."""
    if isinstance(cell, str) and cell and cell[0] in FORMULA_STARTS:
        return f"'{cell}"
    return cell


class _Echo:
    """A file that only gives back what is written to it."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        self.parts.append(text)

    def take(self) -> str:
        text = "".join(self.parts)
        self.parts.clear()
        return text


def stream(header: Iterable[str], rows: Iterable[tuple]) -> Iterator[str]:
    """The lines of a CSV file, several at a time, beginning with the header."""
    echo = _Echo()
    writer = csv.writer(echo)
    writer.writerow(header)
    starts = FORMULA_STARTS
    for count, row in enumerate(rows, start=1):
        for cell in row:
            if cell and cell.__class__ is str and cell[0] in starts:
                row = tuple(map(safe, row))
                break
        writer.writerow(row)
        if count % LINES_AT_ONCE == 0:
            yield echo.take()
    yield echo.take()
