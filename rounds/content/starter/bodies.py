"""A text as the blocks of a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from rounds.content.blocks import BodyBlock
from rounds.content.starter.parts import GAP, Part, parts_of

Block = tuple[str, Any]


def body_of(written: Mapping[str, Any]) -> list[Block]:
    return [block for part in parts_of(written) for block in _blocks(part)]


def _blocks(part: Part) -> Iterator[Block]:
    if made := MADE.get(part.kind):
        yield from made(part.value)


def _heading(words: str) -> Iterator[Block]:
    yield "heading", words


def _law(words: str) -> Iterator[Block]:
    yield "text", f"<p><i>{_html(words)}</i></p>"


def _paragraph(words: str) -> Iterator[Block]:
    yield "text", f"<p>{_html(words)}</p>"


def _list(items: list[str]) -> Iterator[Block]:
    yield "list", items


def _ticks(items: list[str]) -> Iterator[Block]:
    yield "text", f"<p><b>To tick</b></p>{_items(items)}"


def _fields(items: list[str]) -> Iterator[Block]:
    yield "text", f"<p><b>To fill in</b></p>{_items(items)}"


def _pairs(pairs: list[dict[str, str]]) -> Iterator[Block]:
    """One below the other, which reads well on a phone."""
    for pair in pairs:
        yield "subheading", pair["said"]
        lines = (("Not", pair["bad"]), ("Better", pair["good"]), ("Why", pair["why"]))
        yield "text", "".join(f"<p><b>{label}:</b> {_html(words)}</p>" for label, words in lines)


def _table(told: dict[str, Any]) -> Iterator[Block]:
    headings, *rows = told["rows"]
    block = BodyBlock().child_blocks["table"]
    yield (
        "table",
        block.to_python(
            {
                "columns": [{"type": "text", "heading": words} for words in headings],
                "rows": [{"values": row} for row in rows],
                "caption": told["caption"],
            }
        ),
    )


def _quote(told: dict[str, str]) -> Iterator[Block]:
    yield "quote", told


def _items(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{_html(item)}</li>" for item in items) + "</ul>"


def _html(words: str) -> str:
    """A gap to write in is none on a screen."""
    return escape(words.replace(GAP, "…"), quote=False)


MADE: dict[str, Callable[[Any], Iterator[Block]]] = {
    "heading": _heading,
    "law": _law,
    "paragraph": _paragraph,
    "list": _list,
    "boxes": _list,
    "ticks": _ticks,
    "fields": _fields,
    "pairs": _pairs,
    "table": _table,
    "quote": _quote,
}
