"""Files as people bring them: read as meant, or refused in words."""

# ruff: noqa: E501, DTZ001 - tables, and workbooks that know no time zones

import io
import random
import signal
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter

from rounds.spreadsheets.reading import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, How, Unreadable, read
from rounds.spreadsheets.reading.workbook import MOST_MARKS, _merged
from rounds.spreadsheets.tests.files import TEXTS, changed, on_disk, workbook

SHEET = "xl/worksheets/sheet1.xml"


def cells(path: Path, how: How | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in read(path, how or How()).rows]


@pytest.mark.parametrize(("language", "encoding", "separator", "text"), TEXTS, ids=[one[0] for one in TEXTS])
def test_encoding_and_separator_are_found(
    tmp_path: Path, language: str, encoding: str, separator: str, text: str
) -> None:
    sheet = read(on_disk(tmp_path, text.encode(encoding)))
    assert [row.cells for row in sheet.rows] == [tuple(line.split(separator)) for line in text.splitlines()]
    assert sheet.how.separator == separator


def test_a_person_may_say_otherwise(tmp_path: Path) -> None:
    path = on_disk(tmp_path, "Nazwa;Miasto\nŁódź;x\n".encode("iso8859_2"))
    assert cells(path, How("iso8859_2", ";"))[1] == ("Łódź", "x")
    assert read(path, How("cp1252", ",")).how == How("cp1252", ",")
    assert read(path, How("no-such-encoding", "?")).how.separator == ";"


def test_what_does_not_fit_the_chosen_encoding_is_said(tmp_path: Path) -> None:
    sheet = read(on_disk(tmp_path, "Name\nMünchen\n".encode("cp1252")), How("utf_8", ","))
    assert "do not fit" in sheet.notes[0]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('Name,City\n"Mercy, Inc.","Rochester\nMinnesota"\n', [("Name", "City"), ("Mercy, Inc.", "Rochester Minnesota")]),
        ('a;b\n"say ""hi""";c\n', [("a", "b"), ('say "hi"', "c")]),
        ("sep=;\nName;City\nMercy;Rochester\n", [("Name", "City"), ("Mercy", "Rochester")]),
        ("\n\nName,City\n,,\nMercy,Rochester,,\n\n", [("Name", "City"), ("Mercy", "Rochester")]),
        ("Name\nMercy\n", [("Name",), ("Mercy",)]),
        ("a,b\r1,2\r", [("a", "b"), ("1", "2")]),
        ("a,b\n1\n1,2,3\n", [("a", "b", ""), ("1", "", ""), ("1", "2", "3")]),
        ("a,b\n\x00x\u202e,\u200by\u00a0z\n", [("a", "b"), ("x", "y z")]),
    ],
)  # fmt: skip
def test_the_shapes_of_csv(tmp_path: Path, text: str, rows: list[tuple[str, ...]]) -> None:
    assert cells(on_disk(tmp_path, text)) == rows


def test_a_quote_that_never_ends_does_not_swallow_the_file(tmp_path: Path) -> None:
    lines = ["Name,Size", '"The 19" Clinic,3', *(f"Hospital {n},{n}" for n in range(50))]
    found = cells(on_disk(tmp_path, "\n".join(lines)))
    assert len(found) == len(lines)
    assert found[-1] == ("Hospital 49", "49")


def test_rows_keep_their_line_in_the_file(tmp_path: Path) -> None:
    sheet = read(on_disk(tmp_path, 'A,B\n\n"1\n1",2\n3,4\n'))
    assert [row.number for row in sheet.rows] == [1, 3, 5]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b",,\n,,\n", "no row"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old Excel"),
        (b"%PDF-1.7", "not a table"),
        (b"\x1f\x8b\x08 compressed", "not a table"),
        (b"<html><table><tr><td>Name", "web page"),
        (b"PK\x03\x04 not really", "ZIP"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        ("\n".join(["Name"] + ["Mercy"] * (MOST_ROWS + 1)).encode(), "more than 5,000 rows"),
        (("a," * MOST_COLUMNS + "a\n").encode(), "more than 100 columns"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(on_disk(tmp_path, content))


def test_as_many_rows_as_are_allowed_are_read(tmp_path: Path) -> None:
    assert len(cells(on_disk(tmp_path, "\n".join(["Name"] + ["Mercy"] * MOST_ROWS)))) == MOST_ROWS + 1


def test_a_cell_that_is_too_long_is_cut_and_said(tmp_path: Path) -> None:
    sheet = read(on_disk(tmp_path, f"Name,Notes\nMercy,{'x' * 9_000}\n"))
    assert len(sheet.rows[1].cells[1]) == LONGEST_CELL
    assert "1 cells were longer" in sheet.notes[0]


def test_a_workbook_is_read_as_people_see_it(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book.active
        sheet["A3"].number_format = "000000"
        sheet["F2"].hyperlink = "https://www.facebook.com/mercy"

    content = workbook(
        ["CCN", "Beds", "Share", "Since", "Open", "Facebook", "Fault"],
        ["010001", 120.0, 0.25, date(2020, 5, 3), True, "Our page", "#N/A"],
        [10001, 3, 1e-7, datetime(2020, 5, 3, 14, 30), False, "https://facebook.com/other", None],
        change=change,
    )
    sheet = read(on_disk(tmp_path, content))
    assert [row.cells for row in sheet.rows] == [
        ("CCN", "Beds", "Share", "Since", "Open", "Facebook", "Fault"),
        ("010001", "120", "0.25", "2020-05-03", "TRUE", "https://www.facebook.com/mercy", ""),
        ("010001", "3", "1e-07", "2020-05-03 14:30", "FALSE", "https://facebook.com/other", ""),
    ]


def test_merged_cells_count_for_all_their_rows_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active.merge_cells("A2:A4")
        book.active.insert_cols(2)

    content = workbook(["Name", "Account"], ["Mercy", "x.com/a"], [None, "x.com/b"], [None, "x.com/c"], [], ["Other", "x.com/d"],
                       change=change)  # fmt: skip
    assert [(row.number, row.cells) for row in read(on_disk(tmp_path, content)).rows] == [
        (1, ("Name", "", "Account")),
        (2, ("Mercy", "", "x.com/a")),
        (3, ("Mercy", "", "x.com/b")),
        (4, ("Mercy", "", "x.com/c")),
        (6, ("Other", "", "x.com/d")),
    ]


def test_one_of_several_sheets_is_chosen_and_hidden_ones_are_not_offered(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for number in range(60):
            book.create_sheet("Accounts").append([f"Hospital {number}"] * 20) if number == 0 else book[
                "Accounts"
            ].append([f"Hospital {number}"] * 20)
        book.create_sheet("Secret").sheet_state = "hidden"

    path = on_disk(tmp_path, workbook(["Read me"], change=change))
    sheet = read(path)
    assert (sheet.how.sheet, sheet.sheets) == ("Accounts", ("Sheet", "Accounts"))
    assert read(path, How(sheet="Sheet")).rows[0].cells == ("Read me",)
    assert read(path, How(sheet="Secret")).how.sheet == "Accounts"


def test_formulas_are_not_computed(tmp_path: Path) -> None:
    content = workbook(
        ["Name", "Sum"], ["Mercy", "=1+1"], ['=HYPERLINK("http://bad.example","x")', "=cmd|' /C calc'!A0"]
    )
    assert cells(on_disk(tmp_path, content)) == [("Name", "Sum"), ("Mercy", "")]


def test_half_a_letter_is_left_out(tmp_path: Path) -> None:
    content = changed(
        workbook(["Name"], ["Mercy"]),
        {SHEET: lambda xml: xml.replace(b"</sheetData>", b'<row r="3"><c r="A3" t="inlineStr"><is><t>A_xD800_B</t></is></c></row></sheetData>')},
    )  # fmt: skip
    for row in read(on_disk(tmp_path, content)).rows:
        "".join(row.cells).encode()


DOCTYPE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;">]>'
)


def bomb() -> bytes:
    return changed(workbook(["Name"]), {"xl/media/a.bin": b"\0" * (80 * 1024 * 1024)})


def dense() -> bytes:
    return changed(
        workbook(["Name"]), {"xl/sharedStrings.xml": b"<sst>" + b" " * (20 * 1024 * 1024) + b"</sst>"}
    )


def many_parts() -> bytes:
    return changed(workbook(["Name"]), {f"xl/part{n}.xml": b"<a/>" for n in range(1_200)})


def with_entities(part: str) -> bytes:
    return changed(workbook(["Name"], ["Mercy"]), {part: lambda xml: DOCTYPE + xml.partition(b"?>")[2]})


def in_other_letters() -> bytes:
    return changed(workbook(["Name"]), {SHEET: lambda xml: b"\xff\xfe" + xml.decode().encode("utf_16_le")})


def truncated() -> bytes:
    content = bytearray(workbook(["Name"], ["Mercy"]))
    middle = len(content) // 3
    content[middle : middle + 40] = b"\x55" * 40
    return bytes(content)


@pytest.mark.parametrize(
    "made",
    [bomb, dense, many_parts, in_other_letters, truncated,
     lambda: with_entities(SHEET), lambda: with_entities("xl/workbook.xml"),
     lambda: with_entities("docProps/core.xml"), lambda: with_entities("[Content_Types].xml"),
     lambda: changed(workbook(["Name"]), {SHEET: b"<worksheet><sheetData><row>"}),
     lambda: changed(workbook(["Name"]), {"xl/workbook.xml": b"<workbook/>"})],
    ids=["bomb", "dense", "parts", "utf16", "damaged", "xxe", "xxe2", "xxe3", "xxe4", "cut", "hollow"],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_in_words(tmp_path: Path, made: Any) -> None:
    with pytest.raises(Unreadable):
        read(on_disk(tmp_path, made()))


def test_a_million_empty_rows_are_passed_over_or_refused(tmp_path: Path) -> None:
    far = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    near = changed(
        workbook(["Name"], ["Mercy"]), {SHEET: lambda xml: xml.replace(b"</sheetData>", far % (1_500, 1_500))}
    )
    assert [row.number for row in read(on_disk(tmp_path, near)).rows] == [1, 2, 1_500]
    million = changed(
        workbook(["Name"]), {SHEET: lambda xml: xml.replace(b"</sheetData>", far % (1_048_576, 1_048_576))}
    )
    with pytest.raises(Unreadable, match="nearly all of them empty"):
        read(on_disk(tmp_path, million))


def test_a_claimed_size_is_not_believed(tmp_path: Path) -> None:
    content = changed(
        workbook(["Name"], ["Mercy"]),
        {SHEET: lambda xml: xml.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')},
    )
    assert cells(on_disk(tmp_path, content)) == [("Name",), ("Mercy",)]


def test_a_cell_at_the_far_end_is_too_many_columns(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["XFD2"] = "far"

    with pytest.raises(Unreadable, match="columns"):
        read(on_disk(tmp_path, workbook(["Name"], change=change)))


def test_links_to_other_files_and_macros_are_left_alone(tmp_path: Path) -> None:
    content = changed(
        workbook(["Name"], ["Mercy"]),
        {
            "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships><Relationship Target="http://bad.example/x.xlsx"/></Relationships>',
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 a macro",
        },
    )  # fmt: skip
    assert cells(on_disk(tmp_path, content)) == [("Name",), ("Mercy",)]


def test_a_link_that_is_no_web_address_is_not_followed(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["A2"].hyperlink = "file:///etc/passwd"
        book.active["A2"].font = Font(bold=True)

    assert cells(on_disk(tmp_path, workbook(["Name"], ["Mercy"], change=change)))[1] == ("Mercy",)


def test_other_offices_files_are_named(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(Unreadable, match="no Excel workbook"):
        read(on_disk(tmp_path, kept.getvalue()))


@contextmanager
def alarm() -> Iterator[None]:
    """Ends what would go on for minutes or hours. What is inside takes a second of the processor at most."""

    def ring(*_signal: object) -> None:
        pytest.fail("This takes ever longer with every byte.")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, 20)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    ("part", "noise"),
    [
        (SHEET, b"<mergeCell " * 100_000),
        (SHEET, b"<hyperlink " + b"a" * 1_000_000 + b">"),
        ("xl/worksheets/_rels/sheet1.xml.rels", b"<Relationship " + b"a" * 1_000_000 + b">"),
    ],
    ids=["merged", "link", "target"],
)
def test_marks_in_a_comment_take_no_time(tmp_path: Path, part: str, noise: bytes) -> None:
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    parts: dict[str, Any] = {
        relations: b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
        "xl/media/a.bin": random.Random(1).randbytes(20_000),  # so that it is no bomb
    }
    content = changed(workbook(["Name"], ["Mercy"]), parts)
    content = changed(content, {part: lambda xml: xml + b"<!--" + noise + b"-->"})
    with alarm():
        assert cells(on_disk(tmp_path, content)) == [("Name",), ("Mercy",)]


def lying(packing: int, told: int = 1_000) -> bytes:
    """A workbook with a part of 200 MB that is said to be small, and whose checksum is that of its beginning."""
    kept = io.BytesIO(workbook(["Name"]))
    with zipfile.ZipFile(kept, "a") as archive:
        part = zipfile.ZipInfo("xl/a.xml")
        part.compress_type = packing
        with archive.open(part, "w") as file:
            for _megabyte in range(200):
                file.write(b" " * 1024 * 1024)
    content = bytearray(kept.getvalue())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 16 : entry + 20] = struct.pack("<I", zlib.crc32(b" " * told))
    content[entry + 24 : entry + 28] = struct.pack("<I", told)
    return bytes(content)


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["deflate", "bzip2", "lzma"]
)
def test_a_part_that_lies_about_its_size_is_not_unpacked(tmp_path: Path, packing: int) -> None:
    path = on_disk(tmp_path, lying(packing))
    tracemalloc.start()
    try:
        found = cells(path)
    except Unreadable:
        found = []
    finally:
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert found == ([("Name",)] if packing == zipfile.ZIP_DEFLATED else [])
    assert most < 20 * 1024 * 1024


def test_what_is_packed_as_no_spreadsheet_program_does_is_refused(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["Name"]))) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_LZMA) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(Unreadable, match="no spreadsheet program"):
        read(on_disk(tmp_path, kept.getvalue()))


def test_empty_cells_at_the_far_end_cost_nothing(tmp_path: Path) -> None:
    far = b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (row, row) for row in range(3, 49_900))
    content = changed(
        workbook(["Name"], ["Mercy"]),
        {SHEET: lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>")},
    )
    with alarm():
        assert cells(on_disk(tmp_path, content)) == [("Name",), ("Mercy",)]


@pytest.mark.parametrize("tag", [b"<si/>", b"<x:si/>", b"<xf/>"])
def test_more_texts_or_formats_than_a_workbook_can_need_are_refused(tmp_path: Path, tag: bytes) -> None:
    """With enough noise beside them that they are not too dense."""
    noise = random.Random(1).randbytes(100_000)
    crowd = {"xl/sharedStrings.xml": b"<sst>" + tag * 260_000 + b"</sst>", "xl/media/a.bin": noise}
    with pytest.raises(Unreadable, match="no spreadsheet program"):
        read(on_disk(tmp_path, changed(workbook(["Name"]), crowd)))


def test_a_row_without_end_is_refused(tmp_path: Path) -> None:
    content = changed(
        workbook(["Name"]),
        {
            SHEET: lambda xml: xml.replace(
                b"</sheetData>", b'<row r="2">' + b"<c/>" * 200_000 + b"</row></sheetData>"
            )
        },
    )
    with pytest.raises(Unreadable, match="no spreadsheet program"):
        read(on_disk(tmp_path, content))


def test_merged_cells_are_not_looked_at_once_there_are_enough() -> None:
    enough = b"".join(
        b'<mergeCell ref="%s1:%s1048576"/>' % (column, column)
        for column in [get_column_letter(n).encode() for n in range(1, MOST_MARKS // 500 + 2)]
    )
    assert len(_merged(enough + b'<mergeCell ref="A0:A1"/>')) == MOST_MARKS  # there is no row 0


def test_what_stands_behind_the_table_is_not_parsed(tmp_path: Path) -> None:
    merged = b"".join(b'<mergeCell ref="A%d:no reference"/>' % n for n in range(9))
    content = changed(
        workbook(["Name"], ["Mercy"]),
        {
            SHEET: lambda xml: xml.replace(
                b"</worksheet>", b"<mergeCells>" + merged + b"</mergeCells></worksheet>"
            )
        },
    )
    assert cells(on_disk(tmp_path, content)) == [("Name",), ("Mercy",)]
