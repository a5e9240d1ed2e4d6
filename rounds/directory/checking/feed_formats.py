"""Feeds as text: RSS 2.0 and its elders, Atom, RDF, JSON Feed; and a page that says where its feed is. Pure.

What has a document type is refused before anything of it is read: no feed needs one, and entities are made there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree, html

from rounds.directory.checking import outside

ROOTS = frozenset(["rss", "RDF", "feed"])
ITEMS = frozenset(["item", "entry"])
DATES = ("pubDate", "published", "date", "updated")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
MOST_ITEMS = 2_000


@dataclass(frozen=True, slots=True)
class Feed:
    link: str  # the site that it says it belongs to
    guid: str  # podcast:guid
    posted_at: datetime | None


def read_feed(body: bytes, *, url: str, before: datetime) -> Feed | None:
    """None where it is no feed. `before`: what is dated later is a mistake."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json(body, url, before)
    root = _root(body)
    return _read_xml(root, url, before) if root is not None else None


def feed_of_page(body: bytes, *, url: str, charset: str = "") -> str:
    """The feed that a page names first, that of its comments apart; "" where it names none."""
    root = html_root(body, charset)
    if root is None:
        return ""
    for link in root.iter("link"):
        is_alternate = "alternate" in (link.get("rel") or "").lower().split()
        is_feed = (link.get("type") or "").lower().partition(";")[0].strip() in FEEDS
        title = f"{link.get('title') or ''} {link.get('href') or ''}".lower()
        if is_alternate and is_feed and "comment" not in title and (there := _joined(url, link.get("href"))):
            return there
    return ""


def html_root(body: bytes, charset: str = "") -> html.HtmlElement | None:
    try:
        parser = html.HTMLParser(encoding=charset or None, no_network=True, huge_tree=False)
    except LookupError:  # no such charset
        parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _root(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        recover=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        return None
    return root if _local(root) in ROOTS else None


def _read_xml(root: etree._Element, url: str, before: datetime) -> Feed:
    channel = next((one for one in root if _local(one) == "channel"), root)
    parents = dict.fromkeys((channel, root))  # RDF has its items beside the channel
    items = [one for parent in parents for one in parent if _local(one) in ITEMS][:MOST_ITEMS]
    dates = [at for item in items for at in _dates(item, before)]
    return Feed(_joined(url, _link(channel)), _guid(channel), max(dates, default=None))


def _dates(item: etree._Element, before: datetime) -> Iterator[datetime]:
    """When it was published; when it was changed only where that is all it tells."""
    told = {_local(one): _text(one) for one in reversed(item)}
    for kind in DATES:
        if at := outside.moment(told.get(kind), before=before):
            yield at
            return


def _link(channel: etree._Element) -> str:
    """In RSS the text of the link; in Atom where the one leads that is to be read by people."""
    for one in channel:
        if _local(one) == "link" and (text := _text(one)):
            return text
    for one in channel:
        if _local(one) == "link" and one.get("rel", "alternate") == "alternate" and one.get("href"):
            return str(one.get("href"))
    return ""


def _guid(channel: etree._Element) -> str:
    for one in channel:
        if _local(one) == "guid" and "podcast" in (etree.QName(one).namespace or "").lower():
            return outside.name(_text(one)).lower()
    return ""


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _joined(base: str, link: str | None) -> str:
    try:
        return outside.address(urljoin(base, (link or "").strip())) if link and link.strip() else ""
    except ValueError:
        return ""


def _read_json(body: bytes, url: str, before: datetime) -> Feed | None:
    try:
        told = outside.json_object(body)
    except outside.Nonsense:
        return None
    version = told.get("version")
    if not isinstance(version, str) or "jsonfeed.org/version/" not in version:
        return None
    items = outside.dicts(told.get("items"), most=MOST_ITEMS)
    dates = [
        at
        for item in items
        if (
            at := outside.moment(item.get("date_published"), before=before)
            or outside.moment(item.get("date_modified"), before=before)
        )
    ]
    page = told.get("home_page_url")
    return Feed(_joined(url, page if isinstance(page, str) else ""), "", max(dates, default=None))
