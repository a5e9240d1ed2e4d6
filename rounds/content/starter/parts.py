"""A text as its parts, the same for the page, the sheet and the Word file. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

GAP = "______"  # in a line: something to write in
Section = Mapping[str, Any]


class Part(NamedTuple):
    """`kind`: heading, law, paragraph, list, boxes, ticks, fields, pairs, table, quote. `value`: what stands in it."""

    kind: str
    value: Any


def parts_of(written: Mapping[str, Any]) -> Iterator[Part]:
    boxes = written.get("kind") == "checklist"
    for section in written["body"]:
        yield from _parts(section, boxes=boxes)


def paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


def _parts(section: Section, *, boxes: bool) -> Iterator[Part]:
    if section.get("new_page"):
        yield Part("new_page", None)
    if "heading" in section:
        yield Part("heading", section["heading"])
    if "cfr" in section:
        yield Part("law", f"45 CFR {section['cfr']}")
    for paragraph in paragraphs(section["text"]) if "text" in section else []:
        yield Part("paragraph", paragraph)
    if "list" in section:
        yield Part("boxes" if boxes or section.get("boxes") else "list", section["list"])
    for kind in ("ticks", "fields", "pairs"):
        if kind in section:
            yield Part(kind, section[kind])
    if "table" in section:
        yield Part("table", {"caption": section["table_caption"], "rows": section["table"]})
    if "quote" in section:
        yield Part("quote", {"text": section["quote"], "source": section.get("source", "")})
