"""Markdown as a small tree for paper: paragraphs, headings, lists, quotations, tables and code. Pure."""

from collections.abc import Iterator
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from rounds.core import prose
from rounds.core.paper.lettering import printable

LONGEST = 20_000  # letters of a paragraph
Made = dict[str, Any]
_LOOKS = {"strong": "bold", "em": "italic", "s": "struck"}


def blocks(text: str) -> list[Made]:
    return list(_blocks(SyntaxTreeNode(prose.tokens(text))))


def _blocks(node: SyntaxTreeNode) -> Iterator[Made]:
    for one in node.children:
        if one.type in ("paragraph", "heading"):
            yield {"kind": one.type, "runs": _inline(one)}
        elif one.type in ("bullet_list", "ordered_list"):
            items = [list(_blocks(item)) for item in one.children]
            start = int(str(one.attrs.get("start", 1)))
            yield {
                "kind": "points" if one.type == "bullet_list" else "numbers",
                "start": start,
                "items": items,
            }
        elif one.type == "blockquote":
            yield {"kind": "quote", "blocks": list(_blocks(one))}
        elif one.type == "table":
            yield _table(one)
        elif one.type in ("fence", "code_block"):
            lines = [printable(line, LONGEST) for line in one.content.rstrip().split("\n")]
            yield {"kind": "code", "lines": lines}


def _table(node: SyntaxTreeNode) -> Made:
    rows = [row for part in node.children for row in part.children]
    cells = [[_inline(cell) for cell in row.children] for row in rows]
    return {"kind": "table", "head": cells[0], "rows": cells[1:]}


def _inline(node: SyntaxTreeNode) -> list[Made]:
    return [run for one in node.children for child in one.children for run in _runs(child, {})]


def _runs(node: SyntaxTreeNode, look: Made) -> Iterator[Made]:
    if node.type in _LOOKS:
        look = {**look, _LOOKS[node.type]: True}
    elif node.type == "link":
        look = {**look, "link": _address(str(node.attrs.get("href", "")))}
    if node.type in ("softbreak", "hardbreak"):
        yield _run(" ", look, is_break=node.type == "hardbreak")
    elif node.children:
        for child in node.children:
            yield from _runs(child, look)
    elif node.content:
        yield _run(node.content, look, is_code=node.type == "code_inline")


def _run(text: str, look: Made, *, is_break: bool = False, is_code: bool = False) -> Made:
    plain = {"bold": False, "italic": False, "struck": False, "link": ""}
    return {**plain, **look, "text": spaced(text), "break": is_break, "code": is_code}


def _address(href: str) -> str:
    """A page of ours leads nowhere from paper."""
    return href if href.startswith(("https://", "mailto:")) else ""


def spaced(text: str) -> str:
    """In letters that the font has; a space at either end parts it from its neighbors."""
    line = printable(text, LONGEST)
    before = " " if text[:1].isspace() else ""
    after = " " if line and text[-1:].isspace() else ""
    return f"{before}{line}{after}"
