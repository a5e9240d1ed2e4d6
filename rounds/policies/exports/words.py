"""A Word file with real styles, so that it can be read aloud, navigated and changed."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import docx
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from rounds.core.paper.sizes import paper_of
from rounds.policies.exports.documents import Document, readable
from rounds.policies.exports.numbering import Numbering
from rounds.policies.text import Block, Paragraph, Run

INK, GREEN, SOFT = RGBColor(0x1B, 0x21, 0x1D), RGBColor(0x14, 0x52, 0x3A), RGBColor(0x4D, 0x55, 0x4F)
FONT = "Calibri"  # every Word has it, and so has what reads Word's files
PAPERS = {"letter": (Mm(215.9), Mm(279.4)), "a4": (Mm(210), Mm(297))}


def word(document: Document) -> bytes:
    """The whole file."""
    with translation.override(document.language):
        file = docx.Document()
        _style(file, document)
        _properties(file, document)
        _frame(file, document)
        _write(file, document)
        kept = BytesIO()
        file.save(kept)
        return kept.getvalue()


def _style(file: Any, document: Document) -> None:
    looks: tuple[tuple[str, int, RGBColor, int, int], ...] = (
        ("Normal", 11, INK, 0, 8),
        ("Title", 24, GREEN, 0, 6),
        ("Subtitle", 11, SOFT, 0, 4),
        ("Heading 1", 14, GREEN, 18, 6),
        ("Header", 9, SOFT, 0, 0),
        ("Footer", 9, SOFT, 0, 0),
        ("List Bullet", 11, INK, 0, 4),
        ("List Number", 11, INK, 0, 4),
    )
    for name, size, color, before, after in looks:
        style = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), color
        style.font.italic = False
        _same_font_for_all_scripts(style)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    file.styles["Normal"].paragraph_format.line_spacing = 1.15
    title = file.styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))  # a blue line
    _speak(file, document)


def _same_font_for_all_scripts(style: Any) -> None:
    """The template's headings take theirs from a theme, which would win."""
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)


def _speak(file: Any, document: Document) -> None:
    """The language in which it is checked and read aloud, and the side from which it is read."""
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), document.language)
        if document.is_from_right:
            language.set(qn("w:bidi"), document.language)
    if document.is_from_right:
        normal, section = file.styles["Normal"].element.get_or_add_pPr(), file.sections[0]._sectPr
        normal.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")
        section.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")


def _properties(file: Any, document: Document) -> None:
    about = file.core_properties
    made_at = datetime.combine(document.day, time(), tzinfo=UTC)
    about.title, about.author = readable(document.title)[:255], readable(document.organization)[:255]
    about.language, about.comments, about.subject = document.language, "", readable(document.edition)[:255]
    about.created = about.modified = made_at
    about.last_modified_by, about.revision = "", 1


def _frame(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = PAPERS[paper_of(document.country or "US")]
    section.left_margin = section.right_margin = Mm(25)
    section.header.paragraphs[0].text = readable(document.organization or document.title)
    foot = section.footer.paragraphs[0]
    facts = (document.title, document.edition, date_format(document.day, "DATE_FORMAT"))
    foot.add_run(" · ".join(filter(None, map(readable, facts))) + " · " + _("Page") + " ")
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _field(paragraph: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _write(file: Any, document: Document) -> None:
    numbering = Numbering(file)
    file.add_paragraph(readable(document.title), style="Title")
    if document.organization:
        file.add_paragraph(readable(document.organization), style="Subtitle").runs[0].bold = True
    for line in document.lines:
        file.add_paragraph(readable(line), style="Subtitle")
    clauses = numbering.of_headings()
    for heading, parts in document.parts():
        numbering.number(file.add_paragraph(heading, style="Heading 1"), clauses)
        _write_blocks(file, parts, numbering)


def _write_blocks(file: Any, parts: list[Block], numbering: Numbering, depth: int = 0) -> None:
    for part in parts:
        if isinstance(part, Paragraph):
            paragraph = file.add_paragraph()
            if depth:
                paragraph.paragraph_format.left_indent = numbering.indent(depth)
            _write_runs(paragraph, part.runs)
            continue
        series = numbering.of_points(is_numbered=part.is_numbered, start=part.start, level=depth)
        for item in part.items:
            _write_item(file, item, numbering, series, part.is_numbered, depth)


def _write_item(
    file: Any, item: list[Block], numbering: Numbering, series: int, is_numbered: bool, depth: int
) -> None:
    """Its first paragraph carries the point or the number; what follows stands under it."""
    first, rest = (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (Paragraph([]), item)
    paragraph = file.add_paragraph(style="List Number" if is_numbered else "List Bullet")
    numbering.number(paragraph, series, depth)
    _write_runs(paragraph, first.runs)
    _write_blocks(file, rest, numbering, depth + 1)


def _write_runs(paragraph: WordParagraph, runs: list[Run]) -> None:
    for one in runs:
        written = paragraph.add_run(f"[{one.text}]" if one.is_blank else one.text)
        written.bold, written.italic = one.is_bold or None, one.is_italic or None
        if one.is_blank:
            written.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if one.link:
            _link(paragraph, written, one.link)


def _link(paragraph: WordParagraph, run: WordRun, address: str) -> None:
    written: Any = run
    link = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(
        address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", True
    )
    link.set(qn("r:id"), relation)
    written.font.underline, written.font.color.rgb = True, GREEN
    written._r.addprevious(link)
    link.append(written._r)
