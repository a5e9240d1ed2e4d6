"""Where the table begins: its header may stand under a title, or there may be none."""

from collections.abc import Sequence

from rounds.spreadsheets.columns.content import is_data
from rounds.spreadsheets.columns.names import is_known
from rounds.spreadsheets.reading.limits import Row

LOOKED_AT = 20  # rows
NONE = -1


def header_of(rows: Sequence[Row]) -> int:
    """The place of the header among the rows, or NONE."""
    first = rows[:LOOKED_AT]
    width = _width(rows)
    known = [(_known(row), place) for place, row in enumerate(first)]
    best = max((count for count, _place in known), default=0)
    if best >= 2 or (best == 1 and width <= 3):
        place = next(place for count, place in known if count == best)
        if not _holds_data(first[place]) or best >= 3:
            return place
    return _by_looks(first, width)


def header_place(rows: Sequence[Row], line: int) -> int:
    """Where the header is among the rows: at a line of the file, 0 for none, -1 for us to find."""
    if line < 0:
        return header_of(rows)
    return next((place for place, row in enumerate(rows) if row.number == line), NONE)


def names_of(rows: Sequence[Row], header: int, width: int) -> list[str]:
    """The names of the columns; "" where there is none."""
    return list(rows[header].cells) if 0 <= header < len(rows) else [""] * width


def _by_looks(rows: Sequence[Row], width: int) -> int:
    """The first row that is nearly full and holds words where the rows below hold data."""
    for place, row in enumerate(rows[:5]):
        filled = sum(map(bool, row.cells))
        if filled < max(2, 0.6 * width) and width > 1:
            continue  # a title
        if _holds_data(row):
            return NONE
        below = rows[place + 1 :]
        has_data = any(_holds_data(one) for one in below)
        repeats = any(set(filter(None, row.cells)) & set(one.cells) for one in below)
        return place if has_data or (below and not repeats) else NONE
    return NONE


def _known(row: Row) -> int:
    return sum(is_known(cell) for cell in row.cells if cell and len(cell) <= 80)


def _holds_data(row: Row) -> bool:
    return any(is_data(cell) for cell in row.cells if cell)


def _width(rows: Sequence[Row]) -> int:
    """How many columns most rows fill."""
    filled = sorted(sum(map(bool, row.cells)) for row in rows[:200])
    return filled[len(filled) // 2] if filled else 0
