"""A resource is cited as its publisher would: in a sentence, and in files that programs read back."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.content.library import citing
from rounds.content.library.citing import Work, apa, bibtex, csl_json, ordinal, ris
from rounds.content.models import Byline
from rounds.content.tests.factories import resource

WORK = Work(
    key="crisis-checklist",
    title="Crisis checklist",
    authors=("Jane Roe", "Ada Example"),
    on=date(2026, 11, 2),
    edition=2,
    genre="Checklist",
    publisher="Rounds",
    url="https://example.org/resources/crisis-checklist/",
    language="en",
    abstract="What to do first.",
)
HOSTILE = [
    "100% {sure} & $5_000 #1 ~ ^ \\end{document}",
    "Quotes \" and ' and “these”",
    "Two\nlines\r\nAU  - Somebody else\r\nER  - ",
    "}, author = {Mallory}, note = {",
    "\u2028AU  - Mallory",
    "العربية، 日本語, 😀",
    "<script>alert(1)</script>",
    "=cmd()",
]
_LATEX = {
    r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\{": "{", r"\}": "}",
    r"\$": "$", r"\&": "&", r"\#": "#", r"\_": "_", r"\%": "%",
}  # fmt: skip


def bibtex_fields(text: str) -> dict[str, str]:
    """Read as BibTeX does: a value ends with the brace that closes it, and a backslash spares no brace."""
    body = text[text.index("{") + 1 : text.rindex("}")]
    _key, _comma, rest = body.partition(",")
    fields = {}
    while match := re.match(r"[\s,]*(\w+)\s*=\s*\{", rest):
        depth, at = 1, match.end()
        while depth:
            escaped = rest[at - 1] == "\\"
            depth += {"{": 1, "}": -1}.get(rest[at], 0) * (not escaped)
            at += 1
        fields[match[1]] = rest[match.end() : at - 1]
        rest = rest[at:]
    assert not rest.strip(" ,\n")
    return fields


def unlatex(text: str) -> str:
    return re.sub("|".join(map(re.escape, _LATEX)), lambda match: _LATEX[match[0]], text)


def one_line(text: str) -> str:
    return citing._line(text)


def test_in_a_sentence_as_the_apa_has_it():
    assert apa(WORK) == (
        "Jane Roe, & Ada Example. (2026, November 2). Crisis checklist (2nd ed.) [Checklist]. Rounds."
        " https://example.org/resources/crisis-checklist/"
    )
    assert apa(WORK._replace(authors=(), edition=None, on=None, title="What now?")) == (
        "Rounds. (n.d.). What now? [Checklist]. https://example.org/resources/crisis-checklist/"
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (22, "22nd")],
)
def test_editions_are_counted_as_people_count(number, said):
    assert ordinal(number) == said


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_gives_a_hostile_title_back_and_nothing_more(title):
    fields = bibtex_fields(bibtex(WORK._replace(title=title, authors=(title,))))
    assert set(fields) == set(bibtex_fields(bibtex(WORK)))
    assert unlatex(fields["title"][1:-1]) == one_line(title)
    assert unlatex(fields["author"][1:-1]) == one_line(title)


@given(st.text(max_size=60))
def test_bibtex_gives_any_title_back(title):
    fields = bibtex_fields(bibtex(WORK._replace(title=title)))
    assert unlatex(fields["title"][1:-1]) == one_line(title)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_ris_file_has_one_line_for_each_field(title):
    lines = ris(WORK._replace(title=title)).split("\r\n")
    assert [line[:6] for line in lines] == [line[:6] for line in ris(WORK).split("\r\n")]
    assert f"TI  - {one_line(title)}" in lines
    assert all(len(line.splitlines()) <= 1 for line in lines)


@pytest.mark.parametrize("title", HOSTILE)
def test_csl_json_gives_a_title_back(title):
    (item,) = json.loads(csl_json(WORK._replace(title=title)))
    assert item["title"] == one_line(title)
    assert item["issued"] == {"date-parts": [[2026, 11, 2]]}
    assert item["author"] == [{"literal": "Jane Roe"}, {"literal": "Ada Example"}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ending", "content_type", "name"),
    [
        ("bib", "application/x-bibtex", "a-guide.bib"),
        ("ris", "application/x-research-info-systems", "a-guide.ris"),
        ("json", "application/vnd.citationstyles.csl+json", "a-guide.csl.json"),
    ],
)
def test_whoever_may_know_a_resource_takes_its_citation_along(ending, content_type, name, client):
    page = resource(title='Tricky "title" <b>')
    page.bylines = [Byline(name="Jane Roe"), Byline(name="Ada", role="Translated by")]
    page.save_revision().publish()

    answer = client.get(f"/resources/a-guide/cite.{ending}")

    assert answer.headers["Content-Type"].startswith(content_type)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Jane Roe" in answer.content.decode()
    assert "Ada" not in answer.content.decode()
    assert "http://testserver" not in answer.content.decode()
    assert "Jane Roe. (20" in client.get("/resources/a-guide/").content.decode()


@pytest.mark.django_db
def test_there_is_no_citation_of_what_one_may_not_know(client, sign_in):
    resource(zone="staff")
    assert client.get("/resources/a-guide/cite.bib").status_code == 404
    assert client.get("/resources/nothing/cite.bib").status_code == 404
    assert client.get("/resources/a-guide/cite.docx").status_code == 404
    sign_in("staff")
    assert client.get("/resources/a-guide/cite.bib").status_code == 200
