"""Figures of the List: counted when the page is read, as of today or of the day that the editor fixed."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.content.blocks.figures import answer_of, question_of
from rounds.core.charts import words
from rounds.directory.grid.census import Busy
from rounds.figures import pictures, sentences
from rounds.figures.answers import Answer, Unanswerable
from rounds.figures.tables import Figure as Number
from rounds.figures.tables import Table, tables

MOST_ROWS = 12  # as many as a chart has bars; the page of figures has them all
COLUMNS = 2


class Cell(NamedTuple):
    amount: str
    share: str


class Figure(NamedTuple):
    name: str  # an id
    caption: str
    title: str
    picture: SafeString | str
    about: str  # the heading of the first column
    headings: list[str]
    rows: list[tuple[str, list[Cell]]]
    more: int  # lines that are left out
    against: str
    as_of: date | None
    is_fixed: bool
    url: str  # of the whole table
    problem: str  # why there is none, in words; "" where there is one


def figures(values: list[Any], request: HttpRequest | None) -> Iterable[Figure | None]:
    for number, value in enumerate(values, 1):
        try:
            answer = answer_of(value)
        except Busy:
            yield _none(value, number, _("These numbers are being counted. Look again in a moment."))
            continue
        except (Unanswerable, ValueError) as why:
            yield _none(value, number, str(why))
            continue
        table = next((one for one in tables(answer) if one.name == value.get("table")), None)
        yield _figure(value, number, answer, table) if table else None


def _figure(value: Any, number: int, answer: Answer, table: Table) -> Figure:
    name = f"figure-{number}"
    is_fixed = bool(value.get("on_day"))
    asked = answer.fixed if is_fixed else answer.question
    return Figure(
        name=name,
        caption=value.get("caption") or "",
        title=table.title,
        picture=pictures.picture(table, f"{name}-chart"),
        about=table.about,
        headings=list(table.headings[:COLUMNS]),
        rows=[(row.label, [_cell(one) for one in row.figures[:COLUMNS]]) for row in table.rows[:MOST_ROWS]],
        more=max(0, len(table.rows) - MOST_ROWS),
        against=sentences.against(answer),
        as_of=answer.day,
        is_fixed=is_fixed,
        url=f"{_page_of(table.name)}?{asked.encoded()}#{table.name}",
        problem="",
    )


def _cell(one: Number) -> Cell:
    return Cell(words.number(one.amount), words.share(one.amount / one.of) if one.of else "")


def _none(value: Any, number: int, problem: str) -> Figure:
    url = f"{_page_of(value.get('table') or '')}?{question_of(value).encoded()}"
    caption = value.get("caption") or ""
    return Figure(f"figure-{number}", caption, "", "", "", [], [], 0, "", None, False, url, problem)


def _page_of(table: str) -> str:
    return reverse("figures:places" if table in ("places", "countries") else "figures:figures")
