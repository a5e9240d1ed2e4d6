"""The text of a page as HTML that stands anywhere: no script or style, no forms, every address whole."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

import nh3
from django.template.loader import render_to_string
from django.utils.html import linebreaks

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *(
        "blockquote",
        "figure",
        "figcaption",
        "pre",
        "code",
        "strong",
        "b",
        "em",
        "i",
        "sub",
        "sup",
        "mark",
        "q",
        "cite",
    ),
    *("a", "img", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "abbr", "time", "span"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
    "ol": {"start"},
    "abbr": {"title"},
    "span": {"lang", "dir"},
    "p": {"lang", "dir"},
}
WITH_CONTENT = {
    "script",
    "style",
    "template",
    "svg",
    "math",
    "form",
    "button",
    "select",
    "noscript",
    "iframe",
    "object",
    "audio",
    "video",
}
RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}


def markup_of(pages: Sequence[Any], addresses: Mapping[int, str]) -> dict[int, str]:
    """Opening and body of each. `addresses`: where each page stands."""
    return {page.pk: _whole(page, addresses[page.pk]) for page in pages}


def _whole(page: Any, address: str) -> str:
    """Without the request: whoever asks may be signed in, and a feed is not theirs."""
    body = render_to_string("content/body.html", {"page": page, "body": page.body})
    text = portable(linebreaks(page.opening, autoescape=True) + body, address)
    if page.language.partition("-")[0].lower() in RIGHT_TO_LEFT:
        return f'<div dir="rtl">{text}</div>'
    return text


def portable(markup: str, base: str) -> str:
    """`base`: the page's own address, to which what is relative in it refers."""

    def whole(_tag: str, name: str, value: str) -> str | None:
        return urljoin(base, value) if name in ("href", "src") else value

    return nh3.clean(
        markup,
        tags=TAGS,
        clean_content_tags=WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=whole,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    ).strip()
