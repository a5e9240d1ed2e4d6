"""The two sides of a card from its Markdown. Pure.

Paragraphs, lists, emphasis, code, quotations and links. HTML stays the letters that it is made of; there are neither
headings nor pictures on a card.
"""

from hashlib import sha256

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from rounds.core.plain_text import without_unprintable

_TAGS = {"p", "br", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "a"}
_DEEPEST = 20  # a list in a list in a list
_markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).disable(
    ["heading", "lheading", "image", "hr", "reference"]
)


def html(text: str) -> SafeString:
    shown = nh3.clean(
        _markdown.render(without_unprintable(text)),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "mailto"},
        link_rel="noopener",
    )
    return mark_safe(shown)  # noqa: S308 - cleaned in the line above


def escaped(line: str) -> str:
    """One line of Markdown that reads as it was typed."""
    one = " ".join(without_unprintable(line).split())
    for letter in "\\`*_[]<>&!":
        one = one.replace(letter, f"\\{letter}")
    return one


def points(lines: list[str]) -> str:
    """A list in Markdown; a single line stays a paragraph."""
    safe = [_not_a_list(escaped(line)) for line in lines]
    return safe[0] if len(safe) == 1 else "\n".join(f"- {line}" for line in safe)


def digest(front: str, back: str) -> str:
    return sha256(f"{front}\0{back}".encode()).hexdigest()


def _not_a_list(line: str) -> str:
    """ "1. First" and "- no" at the beginning of a line are words here, as is "# 1"."""
    digits = line[: len(line) - len(line.lstrip("0123456789"))]
    rest = line[len(digits) :]
    return f"{digits}\\{rest}" if rest[:1] in tuple("-+.)#>~=") and rest else line
