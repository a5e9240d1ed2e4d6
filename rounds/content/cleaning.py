"""Text that was pasted, from Word above all, as plain clean structure. Pure: HTML in, HTML out.

Kept are paragraphs, lists, bold, italic and links. Everything else goes, and with it every way to hide a script. What
Word writes as paragraphs with a bullet before them becomes a list again, with its levels.
"""

import re
from collections.abc import Iterator

import nh3
from lxml import etree, html

KEPT = {"p", "ul", "ol", "li", "b", "i", "a", "br"}
SCHEMES = {"http", "https", "mailto", "tel"}
_SHOWN = {"strong", "em", "h2", "h3", "h4"}  # of older texts
_BLOCKS = {"p", "div", "li", "blockquote", "pre", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"}
_AROUND = {"table", "thead", "tbody", "tfoot", "tr", "section", "article", "dl"}
_READ = KEPT | _BLOCKS | _AROUND | {"strong", "em", "span"}
# Their words are no part of the text: scripts, what was deleted in tracked changes, what only Word reads.
_GONE = {
    "script",
    "style",
    "title",
    "del",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "template",
    "textarea",
    "xml",
}
_COMMENTS = re.compile(r"^(?:mso(?:com|ann)|mso-?comment)", re.IGNORECASE)
_LIST = re.compile(r"\bMsoList(?:Paragraph|Bullet|Number)", re.IGNORECASE)
_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)
_NUMBER = re.compile(r"^\(?(?:\d{1,3}|[a-z]|[ivxl]{1,6})[.)]", re.IGNORECASE)
# The mark that is left where the classes of Word are gone: a bullet, or a number, and room behind it.
_BULLET = re.compile(r"^\s*[·•▪§●○‣⁃o\uf0b7\uf0a7\uf0d8](?:\xa0|\t|\s\s)[\s\xa0]*")
_NUMBERED = re.compile(r"^\s*\d{1,3}[.)](?:\xa0|\t|\s\s)[\s\xa0]*")
_ROOM = re.compile(r"[ \t\r\n\f\xa0]*[ \t\r\n\f][ \t\r\n\f\xa0]*|\xa0{2,}")
_CONDITIONAL = re.compile(r"<!--.*?-->|<!\[[^\]>]*\]>", re.DOTALL)
_HEAVY, _LIGHT = {"bold", "bolder", "600", "700", "800", "900"}, {"normal", "lighter", "300", "400", "500"}
DEEPEST = 4


def clean(text: str) -> str:
    """As it is kept: links of Wagtail's own (`linktype`) and its keys of blocks stay."""
    first = nh3.clean(
        _CONDITIONAL.sub("", text),
        tags=_READ,
        clean_content_tags=_GONE,
        attributes={
            "*": {"class", "style", "data-block-key"},
            "a": {"href", "linktype", "id", "name"},
        },
        url_schemes=SCHEMES,
        link_rel=None,
    )
    root = html.fragment_fromstring(first, create_parent="div")
    made = "".join(_written(root)) or _words_of(first)  # nested deeper than can be read: its words are kept
    cleaned = nh3.clean(
        made,
        tags=KEPT,
        clean_content_tags=_GONE,
        attributes={"a": {"href", "linktype", "id"}, "p": {"data-block-key"}, "li": {"data-block-key"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return re.sub(" {2,}", " ", cleaned)


def _words_of(text: str) -> str:
    words = " ".join(
        nh3.clean(text, tags=set(), attributes={}, clean_content_tags=_GONE)
        .replace("\xa0", " ")
        .replace("&nbsp;", " ")
        .split()
    )
    return f"<p>{words}</p>" if words else ""


def linked(text: str) -> str:
    """As it may be read for its links to pages of ours, whatever way it came into the database."""
    return nh3.clean(
        text,
        tags=KEPT | _SHOWN,
        clean_content_tags=_GONE,
        attributes={"a": {"href", "linktype", "id"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def shown(text: str) -> str:
    """As it is sent: `href` is all that is left of attributes."""
    return nh3.clean(
        text,
        tags=KEPT | _SHOWN,
        clean_content_tags=_GONE,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _written(root: html.HtmlElement) -> Iterator[str]:
    """Blocks of text one after the other; neighbours that are items of Word's become one list."""
    items: list[tuple[int, str, str]] = []  # level, "ul" or "ol", what is in it
    for block in _blocks(root):
        if block.tag in ("ul", "ol"):
            yield from _list_of(items)
            items = []
            yield _list(block, 1)
            continue
        item = _item(block)
        if item:
            items.append(item)
            continue
        yield from _list_of(items)
        items = []
        inside = _inline(block).strip()
        if inside and _says(block):
            yield f"<p{_key(block)}>{inside}</p>"
    yield from _list_of(items)


def _blocks(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Paragraphs and lists in their order, out of whatever they stand in; words that stand loose become paragraphs."""
    loose = html.Element("p")
    loose.text = root.text
    for child in root:
        if child.tag in _BLOCKS | _AROUND | {"ul", "ol"} or _holds_blocks(child):
            if _says(loose):
                yield loose
            loose = html.Element("p")
            loose.text, child.tail = child.tail, None
            yield from _blocks(child) if _holds_blocks(child) and child.tag not in ("ul", "ol") else [child]
        else:
            loose.append(child)  # its tail comes along
    if _says(loose):
        yield loose


def _holds_blocks(element: html.HtmlElement) -> bool:
    return any(one.tag in _BLOCKS | _AROUND | {"ul", "ol"} for one in element.iterdescendants())


def _says(element: html.HtmlElement) -> bool:
    return bool("".join(element.itertext()).strip(" \t\r\n\xa0"))


def _item(block: html.HtmlElement) -> tuple[int, str, str] | None:
    """A paragraph that Word means as an item of a list: its level, which list, and its text."""
    style, named = block.get("style", ""), block.get("class", "")
    level = _LEVEL.search(style)
    marks = [one for one in block.iterdescendants() if _IGNORED.search(one.get("style", ""))]
    if (level or _LIST.search(named)) and marks:
        mark = "".join("".join(one.itertext()) for one in marks).strip(" \t\r\n\xa0")
        for one in marks:
            _take_out(one)
        kind = "ol" if _NUMBER.match(mark) and mark not in ("o", "·") else "ul"
        return int(level.group(1)) if level else 1, kind, _inline(block).strip()
    for pattern, kind in ((_BULLET, "ul"), (_NUMBERED, "ol")):
        if found := pattern.match("".join(block.itertext())):
            _cut(block, found.end())
            return int(level.group(1)) if level else 1, kind, _inline(block).strip()
    return None


def _list_of(items: list[tuple[int, str, str]]) -> Iterator[str]:
    """One list out of items with levels. Levels that were left out are taken as one step."""
    if not items:
        return
    open_lists: list[tuple[int, str]] = []
    out: list[str] = []
    for level, kind, inside in items:
        if not inside:
            continue
        level = min(level, DEEPEST)
        while open_lists and open_lists[-1][0] > level:
            out.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and open_lists[-1][0] == level:
            out.append("</li>")
            if open_lists[-1][1] != kind:
                out.append(f"</{open_lists.pop()[1]}>")
        if not open_lists or open_lists[-1][0] < level:
            out.append(f"<{kind}>")
            open_lists.append((level, kind))
        out.append(f"<li>{inside}")
    while open_lists:
        out.append(f"</li></{open_lists.pop()[1]}>")
    yield "".join(out)


def _list(element: html.HtmlElement, depth: int) -> str:
    """A real list. Older Word puts nested lists beside the items and not into them."""
    made: list[str] = []
    for child in element:
        if child.tag in ("ul", "ol"):
            if nested := _list(child, depth + 1):
                made[-1:] = [made[-1][: -len("</li>")] + nested + "</li>"] if made else [f"<li>{nested}</li>"]
            continue
        nested = "".join(_list(one, depth + 1) for one in child.iterchildren("ul", "ol"))
        for one in list(child.iterchildren("ul", "ol")):
            _take_out(one)
        inside = _inline(child).strip() if _says(child) else ""
        if inside or nested:
            made.append(f"<li{_key(child)}>{inside}{nested}</li>")
    if depth > DEEPEST:  # no reader follows so far in: what lies deeper stands on the last level
        return "".join(made)
    return f"<{element.tag}>{''.join(made)}</{element.tag}>" if made else ""


def _inline(element: html.HtmlElement) -> str:
    """Its words with bold, italic, links and breaks. What is in blocks inside it follows after a break."""
    parts = [_escaped(element.text)]
    for child in element:
        parts += [_of_inline(child), _escaped(child.tail)]
    return "".join(parts)


def _of_inline(child: html.HtmlElement) -> str:
    if _is_a_comment(child):
        return ""
    if child.tag == "br":
        return "<br>"
    inside = _inline(child)
    if not inside.strip():
        return inside
    if child.tag == "a":
        return _link(child, inside)
    for tag in _marks(child):
        inside = f"<{tag}>{inside}</{tag}>"
    return f"{inside} " if child.tag in _BLOCKS else inside


def _marks(element: html.HtmlElement) -> Iterator[str]:
    """Bold and italic, by tag or by style; Google wraps everything in a bold that its style takes back."""
    weight, slant = (_styled(element, name) for name in ("font-weight", "font-style"))
    if weight in _HEAVY or (element.tag in ("b", "strong") and weight not in _LIGHT):
        yield "b"
    if slant == "italic" or (element.tag in ("i", "em") and slant != "normal"):
        yield "i"


def _styled(element: html.HtmlElement, name: str) -> str:
    found = re.search(rf"(?:^|;)\s*{name}\s*:\s*([\w-]+)", element.get("style", ""), re.IGNORECASE)
    return found.group(1).lower() if found else ""


def _link(element: html.HtmlElement, inside: str) -> str:
    """A link to a page of ours goes by its number; one that leads nowhere, or into the file it came from, is none."""
    number = element.get("id", "")
    if element.get("linktype") == "page" and number.isdigit() and number.isascii():
        return f'<a linktype="page" id="{number}">{inside}</a>'
    href = element.get("href", "").strip()
    if not href or href.startswith("#_"):
        return inside
    link = html.Element("a", href=href)
    return etree.tostring(link, encoding="unicode", method="html").replace("></a>", f">{inside}</a>")


def _is_a_comment(element: html.HtmlElement) -> bool:
    return any(_COMMENTS.match(one) for one in element.get("class", "").split())


def _key(element: html.HtmlElement) -> str:
    key = element.get("data-block-key", "")
    return f' data-block-key="{key}"' if re.fullmatch(r"[A-Za-z0-9]{1,12}", key) else ""


def _escaped(text: str | None) -> str:
    one_room = _ROOM.sub(" ", text or "")
    return one_room.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _take_out(element: html.HtmlElement) -> None:
    """Without what follows it."""
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _cut(element: html.HtmlElement, length: int) -> None:
    """Take the first letters away, wherever in it they stand."""
    for one, at in _texts(element):
        text = getattr(one, at) or ""
        setattr(one, at, text[length:] or None)
        length -= min(length, len(text))
        if not length:
            return


def _texts(element: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Where its words are kept, in the order in which they are read."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"
