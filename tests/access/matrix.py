"""Reads and writes the file: a line is a method, an address and what each role gets."""

from pathlib import Path
from typing import NamedTuple

from tests.access.roles import NAMES

FILE = Path(__file__).parent / "matrix.txt"
WIDTH, ADDRESS = 11, 64
ALL = "everybody"


class Line(NamedTuple):
    method: str
    address: str  # a route's pattern, " @whose" behind it for somebody else's thing; "office/x/**": all below
    cells: tuple[str, ...]


def lines() -> list[Line]:
    return [_read(text) for text in FILE.read_text().splitlines() if text and not text.startswith("#")]


def written(line: Line) -> str:
    cells = (ALL, line.cells[0]) if len(set(line.cells)) == 1 else line.cells
    shown = "".join(cell.ljust(WIDTH) for cell in cells)
    return f"{line.method:<5}{line.address:<{ADDRESS}} {shown}".rstrip()


def _read(text: str) -> Line:
    """By columns: the home page's address is empty."""
    method, address = text[:5].strip(), text[5 : 5 + ADDRESS].strip()
    rest = text[5 + ADDRESS :]
    if len(address) == ADDRESS:  # a longer one pushes the cells on
        more, _space, rest = rest.partition(" ")
        address += more
    cells = rest.split()
    if cells[0] == ALL:
        cells = [cells[1]] * len(NAMES)
    assert len(cells) == len(NAMES), text
    return Line(method, address, tuple(cells))
