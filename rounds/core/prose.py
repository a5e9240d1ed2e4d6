"""Running text in Markdown: headings, lists, quotations, tables, code, links and pictures. Pure.

There is no HTML in it: tags stand as they were typed. Links lead to https:// and mailto:, to pages of ours, and to what
`files` names; pictures are from `files` alone, for a page loads nothing from other sites.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from rounds.core.plain_text import without_unprintable

Files = Mapping[str, str]  # addresses by the names that a text uses
NONE: Files = {}
LOWEST = 6
_DEEPEST = 20  # a list in a list in a list
_ELSEWHERE = re.compile(r"https://[^\s/]", re.IGNORECASE)
_ALLOWED = re.compile(r"https://[^\s/]|mailto:[^\s@]+@|/(?![/\\])|#|[\w][^:\\]*$", re.IGNORECASE)
_RULES = (
    "blockquote", "code", "fence", "heading", "hr", "lheading", "list", "table",
    "autolink", "backticks", "emphasis", "entity", "escape", "image", "link", "newline", "strikethrough",
)  # fmt: skip
_TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "rel"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "table": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
}


def html(text: str, *, top: int = 2, files: Files = NONE) -> SafeString:
    """`top`: the rank of its highest headings, below those of the page."""
    tokens = _markdown.parse(without_unprintable(text))
    _rank(tokens, top)
    made = _markdown.renderer.render(tokens, _markdown.options, {"files": files})
    return mark_safe(  # noqa: S308 - everything in it was escaped, and what may be in it is listed
        nh3.clean(made, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https", "mailto"}, link_rel=None)
    )


def line(text: str) -> SafeString:
    """What fits into one line, without a paragraph around it: of an answer, of a label."""
    made = _markdown.renderInline(without_unprintable(text))
    return mark_safe(  # noqa: S308 - as above
        nh3.clean(made, tags={"em", "strong", "code", "s"}, attributes={}, url_schemes=set(), link_rel=None)
    )


def plain(text: str) -> str:
    """The letters alone, to be searched: a block in a line."""
    blocks = (
        token for token in _markdown.parse(without_unprintable(text)) if token.content or token.children
    )
    return "\n".join(letters for token in blocks if (letters := "".join(_letters(token)).strip()))


def tokens(text: str) -> list[Token]:
    """The text as the reader of Markdown takes it apart: for what is made of it besides a page."""
    return _markdown.parse(without_unprintable(text))


def named(text: str) -> set[str]:
    """The pictures and files that it names."""
    inline = (one for token in _markdown.parse(text) for one in token.children or [])
    found = (str(one.attrs.get("src") or one.attrs.get("href") or "") for one in inline)
    return {name for name in found if name and not re.match(r"[a-z]+:|/|#", name, re.IGNORECASE)}


def _rank(tokens: Sequence[Token], top: int) -> None:
    """The highest heading becomes `top`, and those below it keep their distance."""
    ranks = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    highest = min(ranks, default=1)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) - highest + top, LOWEST)}"


def _letters(token: Token) -> Iterator[str]:
    if not token.children:
        yield {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
    for one in token.children or []:
        yield from _letters(one)


Rendered = Any  # the options and what we gave it, as the library hands them on


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Rendered, handed: Rendered
) -> str:
    """One that is not there is its description."""
    token = tokens[at]
    source = handed.get("files", NONE).get(str(token.attrs.get("src", "")), "")
    said = renderer.renderInlineAsText(token.children or [], options, handed)
    if not source:
        return format_html("{}", said)
    return format_html('<img src="{}" alt="{}" loading="lazy">', source, said)


def _link(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Rendered, handed: Rendered
) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    href = handed.get("files", NONE).get(href, href)
    if _ELSEWHERE.match(href):
        return format_html('<a href="{}" rel="external nofollow noopener">', href)
    return format_html('<a href="{}">', href)


def _table(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Rendered, handed: Rendered
) -> str:
    """It scrolls in itself where it is wider than the page, and so is a place that the keyboard reaches."""
    label = _("Table")
    around = '<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="data-table">'
    return format_html(around, label)


def _table_end(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Rendered, handed: Rendered
) -> str:
    return "</table></div>"


def _cell(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Rendered, handed: Rendered
) -> str:
    token = tokens[at]
    scope = ' scope="col"' if token.tag == "th" else ""
    right = ' class="num"' if "right" in str(token.attrs.get("style", "")) else ""
    return f"<{token.tag}{scope}{right}>"


def _reader() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"maxNesting": _DEEPEST, "html": False})
    markdown.enable(_RULES)
    markdown.validateLink = lambda url: bool(_ALLOWED.match(url))  # type: ignore[method-assign]
    for name, rule in (
        ("image", _picture),
        ("link_open", _link),
        ("table_open", _table),
        ("table_close", _table_end),
        ("th_open", _cell),
        ("td_open", _cell),
    ):
        markdown.add_render_rule(name, rule)
    return markdown


_markdown = _reader()
