"""A policy as a Word file and as a PDF, read back."""

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from rounds.policies.exports import Document, pdf, word

LISTS = "- one\n- two\n  1. below\n\n7. seven\n8. eight"
DOCUMENT = Document(
    title="Social media policy",
    organization="Mercy Hospital",
    lines=["Based on edition 2 of the template"],
    clauses=[
        (
            "Purpose",
            "For **{{organization}}**, see [the list](https://example.org/list) or *ask* {{officer}}.",
        ),
        ("Rules", LISTS),
    ],
    language="en",
    edition="Edition 2",
    day=date(2026, 11, 29),
    country="US",
    values={"organization": "Mercy"},
    labels={"officer": "Name of the officer"},
)
HOSTILE = "😀 مرحبا \x00\x07\ufffe\u202e #set page(fill: red) #panic() $x$ @cite <a> {{ }} \\ <script>&amp;"


def opened(document: Document = DOCUMENT):
    return docx.Document(BytesIO(word(document)))


def read(document: Document = DOCUMENT) -> PdfReader:
    return PdfReader(BytesIO(pdf(document)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_word_has_real_styles_in_their_order():
    assert [(one.style.name, one.text) for one in opened().paragraphs] == [
        ("Title", "Social media policy"),
        ("Subtitle", "Mercy Hospital"),
        ("Subtitle", "Based on edition 2 of the template"),
        ("Heading 1", "Purpose"),
        ("Normal", "For Mercy, see the list or ask [Name of the officer]."),
        ("Heading 1", "Rules"),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("List Number", "below"),
        ("List Number", "seven"),
        ("List Number", "eight"),
    ]


def test_clauses_are_numbered_by_word_itself_and_lists_count_for_themselves():
    file = opened()
    listed = [one for one in file.paragraphs if one._p.pPr is not None and one._p.pPr.numPr is not None]
    series = {one.text: one._p.pPr.numPr.numId.val for one in listed}
    numbers = file.part.numbering_part.element

    assert series["Purpose"] == series["Rules"]
    assert series["seven"] == series["eight"] != series["below"]
    (override,) = numbers.num_having_numId(series["seven"]).lvlOverride_lst
    assert override.startOverride.val == 7
    kinds = numbers.findall(qn("w:abstractNum"))
    assert all(one.getnext().tag in (qn("w:abstractNum"), qn("w:num")) for one in kinds)


def test_word_marks_what_is_not_filled_in_and_keeps_bold_and_links():
    file = opened()
    runs = {run.text: run for run in file.paragraphs[4].runs}
    (link,) = file.paragraphs[4].hyperlinks

    assert (runs["Mercy"].bold, runs["ask"].italic) == (True, True)
    assert runs["[Name of the officer]"].font.highlight_color is not None
    assert runs["Mercy"].font.highlight_color is None
    assert (link.text, link.address) == ("the list", "https://example.org/list")


def test_word_says_its_language_title_organization_and_page():
    file = opened()
    about = file.core_properties
    section = file.sections[0]
    foot = section.footer.paragraphs[0]

    assert (about.title, about.author, about.language, about.comments) == (
        "Social media policy",
        "Mercy Hospital",
        "en",
        "",
    )
    assert {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))} == {"en"}
    assert section.header.paragraphs[0].text == "Mercy Hospital"
    assert foot.text.startswith("Social media policy · Edition 2 · Nov. 29, 2026 · Page")
    fields = [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("country", "millimeters"), [("US", 216), ("DE", 210)])
def test_the_paper_is_that_of_the_country(country, millimeters):
    document = DOCUMENT._replace(country=country)

    assert round(opened(document).sections[0].page_width.mm) == millimeters
    assert round(float(read(document).pages[0].mediabox.width) / 72 * 25.4) == millimeters


def test_what_is_read_from_right_to_left_is_set_so():
    file = opened(DOCUMENT._replace(language="ar"))

    assert file.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None
    assert file.sections[0]._sectPr.find(qn("w:bidi")) is not None


def test_the_pdf_is_tagged_in_its_language_and_has_bookmarks():
    reader = read()
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Social media policy"
    tags = set(_tags(root["/StructTreeRoot"].get_object()))
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Link"} <= tags
    marks = reader.outline
    assert [one.title for one in marks[1]] == ["1. Purpose", "2. Rules"]


def _tags(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from _tags(node["/K"])


def test_the_pdf_says_all_of_it():
    text = text_of(read())

    assert "For Mercy, see the list or ask [Name of the officer]." in text
    assert "Social media policy · Edition 2 · Nov. 29, 2026 Page 1 / 1" in text
    assert all(word in text for word in ("1. Purpose", "2. Rules", "7. seven", "8. eight"))


def test_the_same_document_gives_the_same_pdf():
    assert pdf(DOCUMENT) == pdf(DOCUMENT)


def test_hostile_text_stands_as_text():
    document = DOCUMENT._replace(
        title=HOSTILE, organization=HOSTILE, lines=[HOSTILE, ""], clauses=[(HOSTILE, HOSTILE), ("", "")]
    )
    paragraphs = [one.text for one in opened(document).paragraphs]
    text = text_of(read(document))

    assert "😀 مرحبا #set page(fill: red) #panic() $x$ @cite <a> {{ }} \\ <script>&amp;" in paragraphs
    assert ":grinning:" in text
    assert "#set page(fill: red) #panic() $x$ @cite <a>" in text


@pytest.mark.parametrize("text", ["a" * 10_000, "word " * 2_000, "*" * 10_000, "[x](" * 2_500])
def test_ten_thousand_letters_of_any_kind_fit(text):
    document = DOCUMENT._replace(clauses=[("Long", text)])

    assert len(opened(document).paragraphs) > 3
    letters = "".join(page.extract_text() for page in read(document).pages)
    assert letters.count(text[0]) >= text.count(text[0])
