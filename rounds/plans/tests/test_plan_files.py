"""A plan as a PDF and as Markdown, read back."""

import tomllib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from rounds.plans.exports import Printed, markdown, pdf
from rounds.plans.exports.paper import content_of
from rounds.plans.shape import Content, read

EXAMPLES = Path(__file__).parents[1] / "starter" / "examples"
HOSTILE = "😀 مرحبا \x00\x07￾‮ #set page(fill: red) #panic() $x$ @cite <a> {{ }} \\ <script>&amp;"


def example(name: str = "small-rural-hospital") -> Content:
    return read(tomllib.loads((EXAMPLES / f"{name}.toml").read_text()))


def printed(content: Content) -> Printed:
    return Printed(content, "Accepted on December 1, 2026", date(2026, 12, 1))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        yield from tags(node.get("/K", []))


def test_the_pdf_has_a_cover_ten_sections_and_is_tagged_in_its_language():
    reader = PdfReader(BytesIO(pdf(printed(example()))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Born here, working here: social media at Cedar Bend"
    found = set(tags(root["/StructTreeRoot"].get_object()))
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/TOC", "/TOCI"} <= found
    cover = " ".join(reader.pages[0].extract_text().split())
    for said in ("Strategic plan", "Cedar Bend Community Hospital", "Accepted on December 1, 2026", "2027"):
        assert said in cover
    titles = [one.title for one in reader.outline[1]]
    assert (len(titles), titles[0], titles[9]) == (10, "1. Business goals", "10. Budget")


def test_measures_say_their_way_in_words_and_the_budget_its_sums():
    said = text_of(PdfReader(BytesIO(pdf(printed(example())))))
    assert "From 31 to 60 percent of those asked by Sept. 30, 2027" in said
    assert "In the first year $22,392.00" in said


def test_a_large_plan_is_set_in_time_and_the_same_twice():
    content = example("large-health-system")
    assert pdf(printed(content)) == pdf(printed(content))


def test_nothing_that_people_type_is_markup_on_paper():
    rows = [{"text": HOSTILE, "owner_name": HOSTILE}, {"text": "x" * 400}]
    table = f"| a | b |\n|--|--|\n| {HOSTILE} | |"
    sections = [{"key": key, "text": f"{HOSTILE}\n\n# {HOSTILE}\n\n{table}"} for key in Content.ORDER]
    sections[5]["rows"] = rows
    content = read({"title": HOSTILE, "organization": HOSTILE, "language": "ar", "sections": sections})
    assert "#panic()" in text_of(PdfReader(BytesIO(pdf(printed(content)))))
    assert "# " in markdown(printed(content))


def test_an_empty_plan_is_printed_too():
    said = text_of(PdfReader(BytesIO(pdf(printed(read({"title": "A", "sections": []}))))))
    assert said.count("Nothing is written here yet.") == 10


@pytest.mark.parametrize(("value", "share"), [("950", 0.375), ("700", 0.0), ("1300", 1.0)])
def test_a_reading_is_a_share_of_the_way_and_never_more(value, share):
    measure = {
        "name": "Shots",
        "baseline": "800",
        "target": "1200",
        "readings": [{"on": "2026-06-01", "value": value}],
    }
    content = read({"sections": [{"key": "measures", "rows": [measure]}]})
    (path,) = content_of(printed(content))["sections"][8]["paths"]
    assert path["share"] == share


def test_markdown_has_the_words_as_typed_with_headings_below_their_section_and_rows_as_tables():
    sections = [
        {"key": "goals", "text": "# Ours\n\nWords.\n\n## Deeper"},
        {"key": "tactics", "rows": [{"text": "Answer | soon", "owner_name": "Kim", "due_on": "2026-10-01"}]},
    ]
    said = markdown(printed(read({"title": "A plan", "organization": "Ours", "sections": sections})))
    assert said.startswith(
        "# A plan\n\nOurs  \nAccepted on December 1, 2026\n\n## 1. Business goals\n\n### Ours\n\nWords."
    )
    assert "#### Deeper" in said
    assert "| Answer \\| soon |  | Kim |  | Oct. 1, 2026 | Planned |" in said
