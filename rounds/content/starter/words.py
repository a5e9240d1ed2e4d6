"""A text as a Word file, to be changed: real headings, lists and tables; fields and boxes that Word can fill in."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from rounds.content.starter.parts import GAP, parts_of

INK, GREEN, SOFT = RGBColor(0x1B, 0x21, 0x1D), RGBColor(0x14, 0x52, 0x3A), RGBColor(0x53, 0x5B, 0x55)
FONT = "Calibri"  # every Word has it
LOOKS = (
    ("Normal", 11, INK, 0, 6),
    ("Title", 22, GREEN, 0, 10),
    ("Heading 1", 14, GREEN, 16, 4),
    ("List Bullet", 11, INK, 0, 4),
    ("Quote", 11, INK, 6, 6),
    ("Caption", 10, SOFT, 8, 4),
)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOXES = "http://schemas.microsoft.com/office/word/2010/wordml"


def word(written: Mapping[str, Any], *, day: date) -> bytes:
    file = docx.Document()
    _style(file)
    _properties(file, written, day)
    file.add_heading(written["title"], level=0)
    for kind, value in parts_of(written):
        WRITE[kind](file, value)
    kept = BytesIO()
    file.save(kept)
    return kept.getvalue()


def _style(file: Any) -> None:
    for name, size, color, before, after in LOOKS:
        style = file.styles[name]
        style.font.size, style.font.color.rgb, style.font.italic = Pt(size), color, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()  # a theme's would win
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    title = file.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))  # a blue line
    section = file.sections[0]
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.left_margin = section.right_margin = Mm(22)


def _properties(file: Any, written: Mapping[str, Any], day: date) -> None:
    made_at = datetime.combine(day, time(), tzinfo=UTC)
    told = file.core_properties
    told.title, told.author, told.comments, told.language = written["title"], "Rounds", "", "en-US"
    told.created = told.modified = made_at


def _heading(file: Any, words: str) -> None:
    file.add_heading(words, level=1)


def _law(file: Any, words: str) -> None:
    run = file.add_paragraph().add_run(words)
    run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def _paragraph(file: Any, words: str) -> None:
    _fill(file.add_paragraph(), words)


def _list(file: Any, items: list[str]) -> None:
    for item in items:
        _fill(file.add_paragraph(style="List Bullet"), item)


def _ticks(file: Any, items: list[str]) -> None:
    for item in items:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(7), Mm(-7)
        paragraph._p.append(_box(item))
        _fill(paragraph, f"\u2002{item}")


def _fields(file: Any, labels: list[str]) -> None:
    for label in labels:
        paragraph = file.add_paragraph()
        paragraph.add_run(f"{label}\u2002").font.color.rgb = SOFT
        paragraph._p.append(_gap(label))


def _pairs(file: Any, pairs: list[dict[str, str]]) -> None:
    rows = [[one["said"], one["bad"], one["good"], one["why"]] for one in pairs]
    _grid(file, [["Example", "Not", "Better", "Why"], *rows])


def _table(file: Any, told: dict[str, Any]) -> None:
    file.add_paragraph(told["caption"], style="Caption")
    _grid(file, told["rows"])


def _quote(file: Any, told: dict[str, str]) -> None:
    file.add_paragraph(told["text"], style="Quote")
    if told["source"]:
        file.add_paragraph(told["source"], style="Caption")


def _new_page(file: Any, nothing: None) -> None:
    file.add_page_break()


def _grid(file: Any, rows: list[list[str]]) -> None:
    table = file.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].add_run(words).font.size = Pt(9.5)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].font.bold = True
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))  # said again on each page, and read before each cell
    file.add_paragraph()


def _fill(paragraph: Any, words: str) -> None:
    first, *others = words.split(GAP)
    paragraph.add_run(first)
    for after in others:
        paragraph._p.append(_gap(words.replace(GAP, "").strip()))
        paragraph.add_run(after)


def _gap(label: str) -> Any:
    """A field that Word fills in, underlined while it is empty."""
    return _control(label, "<w:showingPlcHdr/><w:text/>", "_" * 30)


def _box(label: str) -> Any:
    states = '<w14:checkedState w14:val="2612"/><w14:uncheckedState w14:val="2610"/>'
    return _control(label, f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>', "☐")


def _control(label: str, what: str, shown: str) -> Any:
    """ECMA-376, 17.5.2, structured document tags; its name is read aloud."""
    made = parse_xml(
        f'<w:sdt xmlns:w="{MAIN}" xmlns:w14="{BOXES}"><w:sdtPr><w:alias/>{what}</w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    made.find(f".//{qn('w:alias')}").set(qn("w:val"), label[:60].strip(" :"))
    etree.cleanup_namespaces(made)
    return made


WRITE: dict[str, Callable[[Any, Any], None]] = {
    "new_page": _new_page,
    "heading": _heading,
    "law": _law,
    "paragraph": _paragraph,
    "list": _list,
    "boxes": _ticks,
    "ticks": _ticks,
    "fields": _fields,
    "pairs": _pairs,
    "table": _table,
    "quote": _quote,
}
