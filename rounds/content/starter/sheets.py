"""A text on paper, to print and write on, tagged for screen readers (PDF/UA-1)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rounds.content.starter.parts import parts_of
from rounds.core.paper.typesetting import set_pdf

TEMPLATE = Path(__file__).parent / "sheet.typ"


def pdf(written: Mapping[str, Any], *, day: date) -> bytes:
    """The same text of the same day gives the same bytes. Raises NotInTime."""
    return set_pdf(TEMPLATE, content_of(written), day=day)


def content_of(written: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": written["title"],
        "parts": [{"kind": kind, "value": value} for kind, value in parts_of(written)],
    }
