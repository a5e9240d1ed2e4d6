"""A text on paper, to print and write on, tagged for screen readers (PDF/UA-1)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rounds.content.starter.parts import parts_of
from rounds.core.paper.typesetting import set_pdf

UNPRINTABLE = {"\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}": "(heart)"}  # the typeface has none
TEMPLATE = Path(__file__).parent / "sheet.typ"


def pdf(written: Mapping[str, Any], *, day: date) -> bytes:
    """The same text of the same day gives the same bytes. Raises NotInTime."""
    return set_pdf(TEMPLATE, content_of(written), day=day)


def content_of(written: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": written["title"],
        "parts": [{"kind": kind, "value": _printable(value)} for kind, value in parts_of(written)],
    }


def _printable(value: Any) -> Any:
    match value:
        case str():
            for letter, words in UNPRINTABLE.items():
                value = value.replace(letter, words)
            return value
        case list():
            return [_printable(one) for one in value]
        case dict():
            return {key: _printable(one) for key, one in value.items()}
    return value
