"""XLSX, which is a ZIP of XML that a stranger made. Nothing is opened before it is known to be small and plain.

No formula is computed and no macro is run (the values last saved are read), no link to another file is followed, no
document type is allowed, and the sizes are those that the archive says, which is all that is ever unpacked.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from rounds.spreadsheets.reading.limits import MOST_COLUMNS, Gathering, Unreadable

MOST_PARTS = 1_000
MOST_UNPACKED = 40 * 1024 * 1024  # bytes, of all parts together
MOST_RATIO = 200  # unpacked to packed, of what is larger than a megabyte
MOST_SHEETS = 50
MOST_SEEN = 50_000  # rows that are passed over, empty ones included
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_LINK = re.compile(rb"<hyperlink\s([^>]*)>")
_TARGET = re.compile(rb"<Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ZEROS = re.compile(r"0{2,20}")


class Book(NamedTuple):
    sheet: str
    sheets: tuple[str, ...]
    notes: tuple[str, ...]


class _Marks(NamedTuple):
    """What stands beside the cells: where a value counts for the cells below it, and where a cell leads."""

    merged: dict[tuple[int, int], tuple[int, int]]
    links: dict[tuple[int, int], str]


def is_one(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "[Content_Types].xml" in archive.namelist() and "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def read(content: bytes, sheet: str, gathering: Gathering) -> Book:
    """The rows of one sheet: the one that is named, else the one that has most in it."""
    _refuse_bombs(content)
    try:
        book = load_workbook(
            io.BytesIO(_with_dimensions(content)), read_only=True, data_only=True, keep_links=False
        )
    except Exception as broken:  # whatever a made-up file makes it raise
        raise Unreadable(_broken()) from broken
    try:
        return _read(book, content, sheet, gathering)
    except Unreadable:
        raise
    except Exception as broken:
        raise Unreadable(_broken()) from broken
    finally:
        book.close()


def _read(book: Any, content: bytes, wanted: str, gathering: Gathering) -> Book:
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"] or list(book.worksheets)
    if not sheets:
        raise Unreadable(_("There is no table in this workbook."))
    if len(sheets) > MOST_SHEETS:
        raise Unreadable(_("There are more than %(most)d sheets in this workbook.") % {"most": MOST_SHEETS})
    names = tuple(one.title for one in sheets)
    place = names.index(wanted) if wanted in names else _fullest(sheets, content)
    marks = _marks(content, sheets[place])
    gathering.take(_rows(sheets[place], marks))
    return Book(names[place], names, ())


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        too_dense = unpacked > 1024 * 1024 and unpacked > MOST_RATIO * max(packed, 1)
        too_dense = too_dense or any(
            part.file_size > 8 * 1024 * 1024 and part.file_size > MOST_RATIO * max(part.compress_size, 1)
            for part in parts
        )
        if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packed > len(content) or too_dense:
            raise Unreadable(
                _(
                    "Unpacked, this workbook is too large to be opened safely. Please save the table alone, or as CSV."
                )
            )
        for part in parts:
            if part.flag_bits & 1:
                raise Unreadable(_("This workbook has a password. Please save it without one."))
            if part.filename.lower().endswith(_XML):
                _refuse_doctype(archive, part)


def _refuse_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Entities are where XML bombs and stolen files come from, and no spreadsheet program writes any."""
    try:
        xml = archive.read(part)
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, ValueError, RuntimeError) as broken:
        raise Unreadable(_broken()) from broken
    except Exception as broken:  # zlib.error and its relatives
        raise Unreadable(_broken()) from broken
    if b"\0" in xml[:4] or xml.startswith((b"\xff\xfe", b"\xfe\xff")) or _DOCTYPE.search(xml):
        raise Unreadable(_("This workbook holds what no spreadsheet program writes, so we do not open it."))


def _with_dimensions(content: bytes) -> bytes:
    """The workbook with a size in each sheet. Where there is none, opening reads every sheet to its end to find it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    lacking = [
        name for name, xml in parts.items() if _SHEET.fullmatch(name) and b"<dimension" not in xml[:4_000]
    ]
    if not lacking:
        return content
    for name in lacking:
        parts[name] = parts[name].replace(b"<sheetData", b'<dimension ref="A1"/><sheetData', 1)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()


def _broken() -> str:
    return _("This workbook cannot be opened: it is damaged. Please save it once more, or as CSV.")


def _fullest(sheets: list[Any], content: bytes) -> int:
    """The first sheet that is not nearly empty beside another."""
    sizes = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for one in sheets:
            path = str(one._worksheet_path).lstrip("/")
            sizes.append(archive.getinfo(path).file_size if path in archive.namelist() else 0)
    return next(place for place, size in enumerate(sizes) if size * 4 >= max(sizes))


def _rows(sheet: Any, marks: _Marks) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what the file claims about its size
    above: dict[tuple[int, int], str] = {}
    sources = set(marks.merged.values())
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_SEEN:
            raise Unreadable(
                _(
                    "There are too many rows, nearly all of them empty. Please delete the empty rows, or"
                    " save the table as CSV."
                )
            )
        row = [_text(cell) for cell in cells[: MOST_COLUMNS + 1]]
        row += ["x"] if any(cell.value is not None for cell in cells[MOST_COLUMNS + 1 :]) else []
        for place in range(len(row)):
            here = (number, place + 1)
            if here in marks.links:
                row[place] = _linked(row[place], marks.links[here])
            if here in sources:
                above[here] = row[place]
        if any(row):
            _fill(row, number, marks, above)
        yield number, row


def _fill(row: list[str], number: int, marks: _Marks, above: dict[tuple[int, int], str]) -> None:
    for place in range(len(row)):
        source = marks.merged.get((number, place + 1))
        if source and not row[place]:
            row[place] = above.get(source, "")


def _linked(text: str, target: str) -> str:
    """Where a cell leads, if it does not say so itself: "Facebook" is no address, its link is."""
    is_address = "://" in text or text.lower().startswith("www.") or "@" in text
    return target if text and not is_address and target.lower().startswith(("http://", "https://")) else text


def _text(cell: Any) -> str:
    """What people see in the cell, as far as it is more than decoration."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return _with_zeros(str(value), cell)
        case float():
            whole = value.is_integer() and abs(value) < 1e15
            return _with_zeros(str(int(value)), cell) if whole else format(value, ".15g")
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time() | timedelta():
            return str(value)
    return "" if cell.data_type == "e" else str(value)


def _with_zeros(digits: str, cell: Any) -> str:
    """A number that is shown with leading zeros ("000000") is read with them."""
    shown = str(cell.number_format or "")
    return digits.zfill(len(shown)) if _ZEROS.fullmatch(shown) and digits.isdigit() else digits


def _marks(content: bytes, sheet: Any) -> _Marks:
    """Merged cells that go down, and links, from the sheet's own XML: reading row by row does not give them."""
    path = str(sheet._worksheet_path).lstrip("/")
    folder, _slash, name = path.rpartition("/")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        known = set(archive.namelist())
        xml = archive.read(path) if path in known else b""
        relations = f"{folder}/_rels/{name}.rels"
        targets = archive.read(relations) if relations in known else b""
    return _Marks(_merged(xml), _links(xml, targets))


def _merged(xml: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for start, end in _MERGED.findall(xml):
        (column, top), (_last, bottom) = _cell(start), _cell(end)
        for row in range(top + 1, min(bottom, top + 500) + 1):
            if len(found) < 20_000:
                found[row, column] = (top, column)
    return found


def _links(xml: bytes, targets: bytes) -> dict[tuple[int, int], str]:
    addresses = {}
    for one in _TARGET.findall(targets):
        told = dict(_ATTRIBUTE.findall(one))
        addresses[told.get(b"Id", b"")] = unescape(told.get(b"Target", b"").decode("utf-8", "replace"))
    found: dict[tuple[int, int], str] = {}
    for one in _LINK.findall(xml)[:20_000]:
        told = dict(_ATTRIBUTE.findall(one))
        where = re.fullmatch(rb"([A-Z]{1,3}[0-9]{1,7})(?::.*)?", told.get(b"ref", b""))
        address = addresses.get(told.get(b"r:id", b"-"), "")
        if where and address:
            column, row = _cell(where[1])
            found[row, column] = address
    return found


def _cell(reference: bytes) -> tuple[int, int]:
    letters, row = coordinate_from_string(reference.decode())
    return column_index_from_string(letters), row
