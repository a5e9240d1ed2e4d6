"""Paragraphs, quotations and tables."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from rounds.content.cleaning import linked, shown
from rounds.content.links import is_safe

_TO_A_PAGE = re.compile(r'<a [^>]*?linktype="page"[^>]*>')
_NUMBER = re.compile(r'\bid="(\d{1,18})"')


class Quote(NamedTuple):
    text: str
    source: str
    url: str


class Cell(NamedTuple):
    text: str
    is_number: bool


class Table(NamedTuple):
    caption: str
    headings: list[Cell]
    rows: list[list[Cell]]


def texts(values: list[Any], request: HttpRequest | None) -> Iterable[SafeString]:
    """Cleaned once more on their way out. Links to pages lead to where these are now; where they are gone, nowhere."""
    sources = [linked(value.source) for value in values]
    numbers = {int(number) for source in sources for number in _numbers(source)}
    pages = Page.objects.live().in_bulk(numbers) if numbers else {}
    urls = {pk: page.get_url(request) or "" for pk, page in pages.items()}
    for source in sources:
        text = _TO_A_PAGE.sub(lambda found: _link(found.group(), urls), source)
        yield mark_safe(shown(text))  # noqa: S308 - nothing but what `cleaning` keeps


def _numbers(source: str) -> Iterable[str]:
    for link in _TO_A_PAGE.findall(source):
        yield from _NUMBER.findall(link)[:1]


def _link(link: str, urls: dict[int, str]) -> str:
    number = _NUMBER.search(link)
    url = urls.get(int(number.group(1)), "") if number else ""
    return f'<a href="{escape(url)}">' if url else "<a>"


def quotes(values: list[Any], request: HttpRequest | None) -> Iterable[Quote]:
    for value in values:
        url = value.get("url") or ""
        yield Quote(value["text"], value.get("source") or "", url if is_safe(url) else "")


def tables(values: list[Any], request: HttpRequest | None) -> Iterable[Table | None]:
    for value in values:
        if value is None or not value.columns:
            yield None
            continue
        numbers = [column["block"].name == "number" for column in value.columns]
        headings = [
            Cell(column["heading"], is_number)
            for column, is_number in zip(value.columns, numbers, strict=True)
        ]
        rows = [
            [Cell(text or "", is_number) for text, is_number in zip(row["values"], numbers, strict=True)]
            for row in value.row_data
        ]
        yield Table(value.caption, headings, rows)
