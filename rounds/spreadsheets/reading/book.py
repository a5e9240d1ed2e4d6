"""One file, whatever its kind: what it was read as, which other ways there are, and its rows."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from rounds.spreadsheets.reading import text, workbook
from rounds.spreadsheets.reading.limits import LARGEST, LONGEST_CELL, Gathering, Row, Unreadable, squared

__all__ = ["How", "Row", "Sheet", "Unreadable", "read"]


@dataclass(frozen=True, slots=True)
class How:
    """How a person wants it read; "" is for us to find out."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that have something in them, all of one width, and how they were read."""

    how: How
    rows: list[Row] = field(default_factory=list)
    sheets: tuple[str, ...] = ()  # of a workbook; () for CSV
    notes: tuple[str, ...] = ()  # what was noticed, in words


def read(path: Path, how: How = How(), *, most: int | None = None) -> Sheet:
    """Read a file, or its first `most` rows. Raises Unreadable."""
    content = _content(path)
    gathering = Gathering(most)
    if workbook.is_one(content):
        book = workbook.read(content, how.sheet, gathering)
        return _sheet(How(sheet=book.sheet), gathering, book.sheets, book.notes)
    text.refuse_what_is_none(content)
    read_as = text.read(content, how.encoding, how.separator, gathering)
    return _sheet(How(read_as.encoding, read_as.separator), gathering, (), read_as.notes)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        raise Unreadable(_("The file is no longer there. Please bring it again.")) from None
    if content is None:
        raise Unreadable(too_large())
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("The file is empty."))
    return content


def too_large() -> str:
    return _("The file is larger than %(most)d MB. Please split it and bring one part after another.") % {
        "most": LARGEST // 1024 // 1024
    }


def _sheet(how: How, gathering: Gathering, sheets: tuple[str, ...], notes: tuple[str, ...]) -> Sheet:
    if not gathering.rows:
        raise Unreadable(_("There is no row with anything in it."))
    if gathering.cut:
        words = _("%(n)d cells were longer than %(most)s characters and have been cut.")
        notes = (*notes, words % {"n": gathering.cut, "most": f"{LONGEST_CELL:,}"})
    return Sheet(how, squared(gathering.rows), sheets, notes)
