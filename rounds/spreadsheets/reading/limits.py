"""What is taken at most, and the rows that come of it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.core.plain_text import without_unprintable

LARGEST = 5 * 1024 * 1024  # bytes of a file
MOST_ROWS = 5_000  # with something in them
MOST_COLUMNS = 100
LONGEST_CELL = 2_000  # characters; what is longer is cut, and said
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f\u200b\ufeff]+")


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why, in words for whoever brought it."""


class Row(NamedTuple):
    number: int  # the line or row where it begins in the file, counted from 1
    cells: tuple[str, ...]


def clean(text: str) -> str:
    """One line of what a page and a database can carry."""
    return _BLANKS.sub(" ", without_unprintable(text)).strip()


class Gathering:
    """Takes rows one after another: leaves out empty ones, refuses too many, cuts what is too long and counts it."""

    def __init__(self, most: int | None) -> None:
        self.most = most  # rows that are wanted; None for all
        self.rows: list[Row] = []
        self.cut = 0

    def take(self, rows: Iterable[tuple[int, Iterable[str]]]) -> None:
        for number, cells in rows:
            row = Row(number, tuple(self._cells(cells)))
            if not any(row.cells):
                continue
            if self.most is not None and len(self.rows) >= self.most:
                return
            if len(self.rows) > MOST_ROWS:  # one more than the limit is the header
                raise Unreadable(
                    _(
                        "There are more than %(most)s rows. Please split the file and bring one part after another."
                    )
                    % {"most": f"{MOST_ROWS:,}"}
                )
            self.rows.append(row)

    def _cells(self, cells: Iterable[str]) -> Iterator[str]:
        for place, cell in enumerate(cells):
            text = clean(cell)
            if place >= MOST_COLUMNS:
                if text:
                    raise Unreadable(
                        _(
                            "There are more than %(most)s columns. Please keep those that name organizations"
                            " and accounts."
                        )
                        % {"most": MOST_COLUMNS}
                    )
                continue
            if len(text) > LONGEST_CELL:
                self.cut += 1
                text = text[:LONGEST_CELL]
            yield text


def squared(rows: list[Row]) -> list[Row]:
    """Every row as wide as the widest."""
    width = max((_width(row.cells) for row in rows), default=0)
    return [Row(row.number, (*row.cells, *[""] * width)[:width]) for row in rows]


def _width(cells: tuple[str, ...]) -> int:
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)
