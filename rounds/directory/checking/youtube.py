"""What a channel says of itself on YouTube: on its page, and in its feed.

The page tells the permanent id, the handle and the links; the feed tells when a video last came out. Feeds answer with
404 or 500 for everybody for days, so that of a feed alone nobody is gone: the channel's page must be missing too.
YouTube's robots.txt lets programs read the pages and, since 2025, not the feeds; we obey it, and know of no last video
for as long as it says so. How many subscribe the page rounds, so we do not tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.fetching import Fetcher
from rounds.directory.checking import outside
from rounds.directory.checking.asking import AccountToRead, Endpoints, Told, ask, nonsense
from rounds.directory.checking.feed_formats import html_root, read_feed
from rounds.directory.checking.readings import AccountReading, Backlink, Life
from rounds.directory.proof import Kind
from rounds.organizations.matching.addresses import host_of

CHECKER = "youtube 1"
LARGEST = 4_000_000  # bytes of a page: it brings its data along
MOST_LINKS = 20
ID = re.compile(r"UC[A-Za-z0-9_-]{22}")
_TOLD_ID = re.compile(r'"externalId":"(UC[A-Za-z0-9_-]{22})"')
_TOLD_HANDLE = re.compile(r'"vanityChannelUrl":"https?://www\.youtube\.com/@([^"/?\\]{1,200})"')
_CLOSED = re.compile(r'"alerts":\[\{"alertRenderer":\{"type":"ERROR"')
_REDIRECT = re.compile(r'"url":"https://www\.youtube\.com/redirect\?([^"]{1,3000})"')
# Links that the owner put under the channel's name, not those under a video.
_OWN_LINKS = frozenset(["channel_header", "channel_description"])


@dataclass(frozen=True, slots=True)
class _Page:
    native_id: str
    handle: str
    backlinks: tuple[Backlink, ...]
    url: str


def read(account: AccountToRead, *, fetcher: Fetcher, endpoints: Endpoints) -> AccountReading:
    """Raises Told. By the permanent id where it is known; by the name where not, or where the id leads nowhere."""
    page: _Page | None = None
    why: Told | None = None
    try:
        page = (
            _by_id(account, fetcher, endpoints)
            if account.native_id
            else _by_name(account, fetcher, endpoints)
        )
    except Told as without:
        why = without
    posted_at, is_there = _feed(page.native_id if page else account.native_id, fetcher, endpoints)
    if page is None and not is_there and why:
        page = _whoever_has(account, why, fetcher, endpoints)
        if page is None:
            raise why
        posted_at, _is_there = _feed(page.native_id, fetcher, endpoints)
    return _reading(account, page, posted_at, endpoints)


def _reading(
    account: AccountToRead, page: _Page | None, posted_at: datetime | None, endpoints: Endpoints
) -> AccountReading:
    if page is None:
        return AccountReading(
            Life.ALIVE,
            native_id=account.native_id,
            untold=frozenset([Kind.PROFILE]),
            posted_at=posted_at,
            source_url=_feed_url(account.native_id, endpoints),
        )
    handle = "" if _is_old_name(account) else page.handle
    return AccountReading(
        Life.ALIVE,
        native_id=page.native_id,
        handle=handle,
        url=f"https://www.youtube.com/@{quote(handle)}" if handle else "",
        backlinks=page.backlinks,
        posted_at=posted_at,
        source_url=page.url,
    )


def _whoever_has(account: AccountToRead, why: Told, fetcher: Fetcher, endpoints: Endpoints) -> _Page | None:
    """The channel behind the name, where the one that we know is gone: a stranger may have taken it."""
    if why.life is not Life.GONE or not account.native_id or not account.handle:
        return None
    try:
        return _by_name(account, fetcher, endpoints)
    except Told:
        return None


def _by_id(account: AccountToRead, fetcher: Fetcher, endpoints: Endpoints) -> _Page:
    page = _page(f"/channel/{account.native_id}", fetcher, endpoints)
    if page.native_id != account.native_id:
        raise nonsense(page.url)
    return page


def _by_name(account: AccountToRead, fetcher: Fetcher, endpoints: Endpoints) -> _Page:
    return _page(_path(account), fetcher, endpoints)


def _path(account: AccountToRead) -> str:
    return urlsplit(account.url).path if _is_old_name(account) else f"/@{quote(account.handle)}"


def _is_old_name(account: AccountToRead) -> bool:
    """One of the older kinds (/user/name, /c/name, /name): it stands beside the handle and is never changed."""
    path = urlsplit(account.url).path
    return bool(account.handle) and len(path) > 1 and not path.startswith(("/@", "/channel/"))


def _page(path: str, fetcher: Fetcher, endpoints: Endpoints) -> _Page:
    url = endpoints.youtube + path
    answer = ask(fetcher, url, robots=True, most=LARGEST)
    if host_of(answer.url) != host_of(url):
        raise Told(Life.UNREADABLE, _("YouTube asks for consent before it shows the channel."), url)
    text = answer.body.decode("utf-8", "replace")
    told_id = _TOLD_ID.search(text)
    native_id = told_id[1] if told_id else _id_in_head(answer.body)
    if not native_id:
        is_closed = _CLOSED.search(text)
        message = (
            _("YouTube says that there is no such channel.") if is_closed else _("The answer made no sense.")
        )
        raise Told(Life.GONE if is_closed else Life.FAILED, message, url)
    told_handle = _TOLD_HANDLE.search(text)
    handle = outside.name(unquote(told_handle[1])) if told_handle else ""
    links = dict.fromkeys(_links(text))
    return _Page(
        native_id,
        handle,
        tuple(Backlink(Kind.PROFILE, link, url, outside.digest(link)) for link in list(links)[:MOST_LINKS]),
        url,
    )


def _id_in_head(body: bytes) -> str:
    root = html_root(body, "utf-8")
    if root is None:
        return ""
    for element in root.iter("link", "meta"):
        if element.get("rel") == "canonical":
            told = (element.get("href") or "").rpartition("/channel/")[2]
        elif element.get("itemprop") in ("identifier", "channelId"):
            told = element.get("content") or ""
        else:
            continue
        if ID.fullmatch(told):
            return str(told)
    return ""


def _links(text: str) -> Iterator[str]:
    for told in _REDIRECT.findall(text):
        query = dict(parse_qsl(told.replace("\\u0026", "&")))
        if query.get("event") in _OWN_LINKS and (there := outside.address(query.get("q"))):
            yield there


def _feed(native_id: str, fetcher: Fetcher, endpoints: Endpoints) -> tuple[datetime | None, bool]:
    """When a video last came out, and whether the feed is there; of its absence nothing follows."""
    if not ID.fullmatch(native_id):
        return None, False
    url = _feed_url(native_id, endpoints)
    try:
        answer = ask(fetcher, url, accept="application/atom+xml, text/xml;q=0.9", robots=True)
    except Told:
        return None, False
    feed = read_feed(answer.body, url=answer.url, before=timezone.now())
    return (feed.posted_at, True) if feed else (None, False)


def _feed_url(native_id: str, endpoints: Endpoints) -> str:
    return f"{endpoints.youtube}/feeds/videos.xml?channel_id={native_id}"
