"""The text of clauses: a small part of Markdown, with blanks as {{key}}. Pure.

Paragraphs, lists, bold, italic, and links to https:// and mailto:. There is no HTML: all else stands as it was typed.
A blank that is filled becomes its value, in letters only: what people fill in is never markup. One that is not is
marked, and says what belongs there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from rounds.core.plain_text import without_unprintable

BLANK = re.compile(r"\{\{[ \t]*([A-Za-z0-9_-]{1,60})[ \t]*\}\}")
_UNESCAPED = re.compile(rf"(?<!\\)((?:\\\\)*){BLANK.pattern}")
_LINK = re.compile(r"(https://[^\s/]|mailto:[^\s@]+@)", re.IGNORECASE)
BREAK = SafeString("<br>")
_INDENT = "  "
_DEEPEST = 20  # a list in a list in a list

Words = Mapping[str, str]
NONE: Words = {}


class Run(NamedTuple):
    """Letters of one look. `link` is an address or empty; of a blank that is not filled, `text` is its label."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    is_blank: bool = False


class Paragraph(NamedTuple):
    runs: list[Run]


class Points(NamedTuple):
    """A list. An item is made of blocks: a paragraph, and perhaps a list below it. `start` is its first number."""

    is_numbered: bool
    start: int
    items: list[list["Block"]]


Block = Paragraph | Points


def blanks_in(text: str) -> list[str]:
    """Their keys, each once, in the order in which they first stand."""
    return list(dict.fromkeys(found.group(2) for found in _UNESCAPED.finditer(text)))


def filled(text: str, values: Words, labels: Words = NONE) -> str:
    """The same text, in Markdown. A blank without a value becomes its label in brackets."""

    def word(key: str) -> str:
        return _escaped(values.get(key, "")) or rf"\[{_escaped(labels.get(key, '') or _said(key))}\]"

    return _UNESCAPED.sub(lambda found: found.group(1) + word(found.group(2)), text)


def html(text: str, values: Words = NONE, labels: Words = NONE) -> SafeString:
    """Blanks without a value are `<mark class="blank">`."""
    return _html(blocks(text, values, labels))


def blocks(text: str, values: Words = NONE, labels: Words = NONE) -> list[Block]:
    """The text as a small tree, for pages, Word and PDF alike."""
    return list(_blocks(iter(_markdown.parse(_with_values(text, values))), labels))


def plain(text: str, values: Words = NONE, labels: Words = NONE) -> str:
    """The letters alone, as they are read: to be searched and compared. Points of lists stand in lines of their own."""
    return "\n\n".join("\n".join(_lines([block])) for block in blocks(text, values, labels))


def _with_values(text: str, values: Words) -> str:
    def word(found: re.Match[str]) -> str:
        value = _escaped(values.get(found.group(2), ""))
        return found.group(1) + value if value else found.group()

    return _UNESCAPED.sub(word, without_unprintable(text))


def _escaped(value: str) -> str:
    """One line that reads as it was typed: nothing in it is markup, wherever it stands."""
    line = " ".join(without_unprintable(value).split())
    line = re.sub(r"([\\*_\[\]()<>{}])", r"\\\1", line)
    return re.sub(r"^(\d*)([-+.])", r"\1\\\2", line)


def _said(key: str) -> str:
    return key.replace("_", " ").replace("-", " ").strip() or key


def _blank(state: StateInline, silent: bool) -> bool:
    found = BLANK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("blank", "", 0).content = found.group(1)
    state.pos = found.end()
    return True


def _reader() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"maxNesting": _DEEPEST})
    markdown.enable(["list", "newline", "escape", "emphasis", "link", "autolink"])
    markdown.inline.ruler.before("link", "blank", _blank)
    markdown.validateLink = lambda url: bool(_LINK.match(url)) and "%7B%7B" not in url  # type: ignore[method-assign]
    return markdown


_markdown = _reader()


def _blocks(tokens: Iterator[Token], labels: Words) -> Iterator[Block]:
    """Until the part that the tokens are in closes."""
    for token in tokens:
        if token.nesting < 0 and token.type != "paragraph_close":
            return
        if token.type == "inline":
            yield Paragraph(list(_runs(token.children or [], labels)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield Points(
                token.type == "ordered_list_open",
                int(token.attrs.get("start", 1)),
                list(_items(tokens, labels)),
            )


def _items(tokens: Iterator[Token], labels: Words) -> Iterator[list[Block]]:
    for token in tokens:
        if token.type != "list_item_open":
            return
        yield list(_blocks(tokens, labels))


def _runs(tokens: list[Token], labels: Words) -> Iterator[Run]:
    bold = italic = 0
    link = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type in ("link_open", "link_close"):
            link = str(token.attrs.get("href", ""))
        elif token.type == "blank":
            label = labels.get(token.content, "") or _said(token.content)
            yield Run(label, bool(bold), bool(italic), link, is_blank=True)
        elif letters := _letters(token):
            yield Run(letters, bool(bold), bool(italic), link)


def _letters(token: Token) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)


def _html(parts: list[Block]) -> SafeString:
    return _joined(map(_html_of_block, parts))


def _html_of_block(block: Block) -> SafeString:
    if isinstance(block, Paragraph):
        return format_html("<p>{}</p>", _html_of_runs(block.runs))
    items = format_html_join("", "<li>{}</li>", ((_html_of_item(item),) for item in block.items))
    if not block.is_numbered:
        return format_html("<ul>{}</ul>", items)
    return format_html("<ol>{}</ol>" if block.start == 1 else '<ol start="{1}">{0}</ol>', items, block.start)


def _html_of_item(item: list[Block]) -> SafeString:
    """A single paragraph of an item needs no frame of its own."""
    first, *rest = item or [Paragraph([])]
    if isinstance(first, Paragraph) and not any(isinstance(one, Paragraph) for one in rest):
        return _html_of_runs(first.runs) + _html(rest)
    return _html(item)


def _html_of_runs(runs: list[Run]) -> SafeString:
    return _joined(map(_html_of_run, runs))


def _html_of_run(run: Run) -> SafeString:
    if run.is_blank:
        shown = format_html('<mark class="blank">{}</mark>', run.text)
    else:
        shown = format_html_join(BREAK, "{}", ((line,) for line in run.text.split("\n")))
    for is_so, wrap in ((run.is_italic, "<em>{}</em>"), (run.is_bold, "<strong>{}</strong>")):
        shown = format_html(wrap, shown) if is_so else shown
    return format_html('<a href="{}">{}</a>', run.link, shown) if run.link else shown


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _lines(parts: Iterable[Block], depth: int = 0) -> Iterator[str]:
    for block in parts:
        if isinstance(block, Paragraph):
            yield "".join(f"[{run.text}]" if run.is_blank else run.text for run in block.runs)
            continue
        for number, item in enumerate(block.items, start=block.start):
            first, *rest = _lines(item, depth + 1) if item else [""]
            yield f"{_INDENT * depth}{f'{number}.' if block.is_numbered else '•'} {first.lstrip()}"
            yield from rest
