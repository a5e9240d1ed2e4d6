"""XLSX, which is a ZIP of XML that a stranger made. Nothing is opened before it is known to be small and plain.

No formula is computed and no macro is run (the values last saved are read), no link to another file is followed, no
document type is allowed. Every part is unpacked once and never further than the size that the archive says; what
is read is a plain archive written from these parts.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from rounds.spreadsheets.reading.limits import MOST_COLUMNS, Gathering, Unreadable

MOST_PARTS = 1_000
MOST_UNPACKED = 40 * 1024 * 1024  # bytes, of all parts together
MOST_RATIO = 200  # unpacked to packed, of what is larger than a megabyte
MOST_SHEETS = 50
MOST_SEEN = 50_000  # rows that are passed over, empty ones included
MOST_MARKS = 20_000  # links, and cells that a merged one counts for
MOST_IN_ROW = 100_000  # tags
# Texts and formats are made into objects one by one, however small they are written.
MOST_OF = {b"si": 250_000, b"xf": 65_500}
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # which can be unpacked in part
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# These run over whatever stands in a sheet, comments included: no beginning may look past the next one.
_MERGED = re.compile(rb'<mergeCell\s[^<>]*?ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
_LINK = re.compile(rb"<hyperlink\s([^<>]*)>")
_TARGET = re.compile(rb"<Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb'(?<![\w:])([\w:]+)="([^"]*)"')
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
    parts = _parts(content)
    try:
        book = load_workbook(_plain(parts), read_only=True, data_only=True, keep_links=False)
    except Exception as broken:  # whatever a made-up file makes it raise
        raise Unreadable(_broken()) from broken
    try:
        return _read(book, parts, sheet, gathering)
    except Unreadable:
        raise
    except Exception as broken:
        raise Unreadable(_broken()) from broken
    finally:
        book.close()


def _read(book: Any, parts: dict[str, bytes], wanted: str, gathering: Gathering) -> Book:
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"] or list(book.worksheets)
    if not sheets:
        raise Unreadable(_("There is no table in this workbook."))
    if len(sheets) > MOST_SHEETS:
        raise Unreadable(_("There are more than %(most)d sheets in this workbook.") % {"most": MOST_SHEETS})
    names = tuple(one.title for one in sheets)
    place = names.index(wanted) if wanted in names else _fullest(sheets, parts)
    marks = _marks(parts, sheets[place])
    gathering.take(_rows(sheets[place], marks))
    return Book(names[place], names, ())


def _parts(content: bytes) -> dict[str, bytes]:
    """Every part of the archive, unpacked no further than it says, once that is known to be little enough."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive.infolist(), len(content))
            parts = {part.filename: _unpacked(archive, part) for part in archive.infolist()}
    except Unreadable:
        raise
    except Exception as broken:  # zlib.error and its relatives
        raise Unreadable(_broken()) from broken
    for name, part in parts.items():
        if name.lower().endswith(_XML):
            _refuse_doctype(part)
            _refuse_crowds(part)
    return parts


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """ZipFile.read unpacks whatever is there before it cuts it to the size that is told; this stops there."""
    with archive.open(part) as packed:
        return packed.read(part.file_size + 1)


def _refuse_bombs(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    too_dense = unpacked > 1024 * 1024 and unpacked > MOST_RATIO * max(packed, 1)
    too_dense = too_dense or any(
        part.file_size > 8 * 1024 * 1024 and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packed > size or too_dense:
        raise Unreadable(
            _(
                "Unpacked, this workbook is too large to be opened safely. Please save the table alone, or as CSV."
            )
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("This workbook has a password. Please save it without one."))
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise Unreadable(_strange())


def _refuse_doctype(xml: bytes) -> None:
    """Entities are where XML bombs and stolen files come from, and no spreadsheet program writes any."""
    if b"\0" in xml[:4] or xml.startswith((b"\xff\xfe", b"\xfe\xff")) or _DOCTYPE.search(xml):
        raise Unreadable(_strange())


def _refuse_crowds(xml: bytes) -> None:
    for tag, most in MOST_OF.items():
        if xml.count(b"<" + tag) + xml.count(b":" + tag) > most:
            raise Unreadable(_strange())


def _plain(parts: dict[str, bytes]) -> io.BytesIO:
    """The same workbook with nothing packed, and a size in each sheet: where there is none, opening reads every
    sheet to its end to find it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            lacking = _SHEET.fullmatch(name) and b"<dimension" not in part[:4_000]
            sized = b'<dimension ref="A1"/><sheetData'
            archive.writestr(name, part.replace(b"<sheetData", sized, 1) if lacking else part)
    return kept


def _strange() -> str:
    return _("This workbook holds what no spreadsheet program writes, so we do not open it.")


def _broken() -> str:
    return _("This workbook cannot be opened: it is damaged. Please save it once more, or as CSV.")


def _fullest(sheets: list[Any], parts: dict[str, bytes]) -> int:
    """The first sheet that is not nearly empty beside another."""
    sizes = [len(parts.get(_path(one), b"")) for one in sheets]
    return next(place for place, size in enumerate(sizes) if size * 4 >= max(sizes))


def _path(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _rows(sheet: Any, marks: _Marks) -> Iterator[tuple[int, list[str]]]:
    above: dict[tuple[int, int], str] = {}
    sources = set(marks.merged.values())
    for number, row in _written(sheet):
        for place in range(len(row)):
            here = (number, place + 1)
            if here in marks.links:
                row[place] = _linked(row[place], marks.links[here])
            if here in sources:
                above[here] = row[place]
        if any(row):
            _fill(row, number, marks, above)
        yield number, row


def _written(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that the file holds, each as wide as what stands in it. Openpyxl's own rows are as wide as the
    farthest cell, though it be empty: 16,384 cells for one."""
    last = 0
    for seen, (number, cells) in enumerate(_parsed(sheet), 1):
        if max(seen, number) > MOST_SEEN:
            raise Unreadable(
                _(
                    "There are too many rows, nearly all of them empty. Please delete the empty rows, or"
                    " save the table as CSV."
                )
            )
        if number > last:
            last = number
            yield number, _row(sheet, cells)


def _parsed(sheet: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Each row's number and cells, up to the end of the table: what follows it costs openpyxl more than the rows."""
    parser, held = _parser(sheet), 0
    with sheet._get_source() as source:
        for event, element in iterparse(source, events=("start", "end")):
            held += event == "start"
            if held > MOST_IN_ROW:
                raise Unreadable(_strange())
            if event == "end" and element.tag == ROW_TAG:
                yield parser.parse_row(element)
                element.clear()
                held = 0
            elif event == "end" and element.tag == DATA_TAG:
                return


def _parser(sheet: Any) -> Any:
    book = sheet.parent
    return WorkSheetParser(
        None,
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _row(sheet: Any, cells: list[dict[str, Any]]) -> list[str]:
    """What stands in the cells; what stands farther right than we read counts as one more."""
    texts: dict[int, str] = {}
    for cell in cells:
        if cell["column"] <= MOST_COLUMNS:
            texts[cell["column"]] = _text(ReadOnlyCell(sheet, **cell))
        elif cell["value"] is not None:
            texts[MOST_COLUMNS + 1] = "x"
    return [texts.get(column, "") for column in range(1, max(texts, default=0) + 1)]


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


def _marks(parts: dict[str, bytes], sheet: Any) -> _Marks:
    """Merged cells that go down, and links, from the sheet's own XML: reading row by row does not give them."""
    folder, _slash, name = _path(sheet).rpartition("/")
    xml = parts.get(_path(sheet), b"")
    return _Marks(_merged(xml), _links(xml, parts.get(f"{folder}/_rels/{name}.rels", b"")))


def _merged(xml: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for start, end in islice((one.groups() for one in _MERGED.finditer(xml)), MOST_MARKS):
        (column, top), (_last, bottom) = _cell(start), _cell(end)
        for row in range(top + 1, min(bottom, top + 500) + 1):
            if len(found) == MOST_MARKS:
                return found
            found[row, column] = (top, column)
    return found


def _links(xml: bytes, targets: bytes) -> dict[tuple[int, int], str]:
    addresses = {}
    for told in _attributes(_TARGET, targets):
        addresses[told.get(b"Id", b"")] = unescape(told.get(b"Target", b"").decode("utf-8", "replace"))
    found: dict[tuple[int, int], str] = {}
    for told in _attributes(_LINK, xml):
        where = re.fullmatch(rb"([A-Z]{1,3}[0-9]{1,7})(?::.*)?", told.get(b"ref", b""))
        address = addresses.get(told.get(b"r:id", b"-"), "")
        if where and address:
            column, row = _cell(where[1])
            found[row, column] = address
    return found


def _attributes(tag: re.Pattern[bytes], xml: bytes) -> Iterator[dict[bytes, bytes]]:
    for one in islice(tag.finditer(xml), MOST_MARKS):
        yield dict(_ATTRIBUTE.findall(one[1]))


def _cell(reference: bytes) -> tuple[int, int]:
    letters, row = coordinate_from_string(reference.decode())
    return column_index_from_string(letters), row
