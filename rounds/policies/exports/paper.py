"""A PDF, tagged for screen readers (PDF/UA-1)."""

import re
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.core.paper.lettering import printable
from rounds.core.paper.sizes import paper_of
from rounds.core.paper.typesetting import set_pdf
from rounds.policies.exports.documents import Document
from rounds.policies.text import Block, Paragraph, Run

TEMPLATE = Path(__file__).parent / "policy.typ"
LONGEST = 20_000  # letters of a paragraph
_LONG = re.compile(r"\S{60,}")  # would leave the page: it may be broken anywhere


def pdf(document: Document) -> bytes:
    """The same document gives the same bytes. Raises NotInTime."""
    with translation.override(document.language):
        return set_pdf(TEMPLATE, content_of(document), day=document.day)


def content_of(document: Document) -> dict[str, Any]:
    """All that stands on the pages, in letters that the font has."""
    facts = (document.title, document.edition, date_format(document.day, "DATE_FORMAT"))
    return {
        "paper": paper_of(document.country or "US"),
        "language": document.language.partition("-")[0].lower(),
        "title": printable(document.title, 200),
        "organization": printable(document.organization, 200),
        "lines": [printable(line, 500) for line in document.lines],
        "foot": " · ".join(printable(fact, 120) for fact in facts if fact),
        "page": _("Page"),
        "clauses": [
            {"heading": printable(heading, 200), "blocks": [_block(part) for part in parts]}
            for heading, parts in document.parts()
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": [made for run in block.runs for made in _runs(run)]}
    items = [[_block(part) for part in item] for item in block.items]
    return {"kind": "numbers" if block.is_numbered else "points", "start": block.start, "items": items}


def _runs(run: Run) -> list[dict[str, Any]]:
    """One for each line of it."""
    text = f"[{run.text}]" if run.is_blank else run.text
    return [
        {
            "text": _spaced(line),
            "break": at > 0,
            "bold": run.is_bold,
            "italic": run.is_italic,
            "link": run.link,
            "blank": run.is_blank,
        }
        for at, line in enumerate(text.split("\n"))
    ]


def _spaced(text: str) -> str:
    """A space at either end parts it from its neighbors."""
    line = _LONG.sub(
        lambda word: "\u200b".join(re.findall(".{1,30}", word.group())), printable(text, LONGEST)
    )
    before = " " if text[:1].isspace() else ""
    after = " " if line and text[-1:].isspace() else ""
    return f"{before}{line}{after}"
