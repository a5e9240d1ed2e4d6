"""What a podcast, a blog or another publication says of itself in its feed.

The address may be that of the feed or of a page that names it. Of podcasts the feed tells a permanent id
(podcast:guid, https://podcasting2.org/docs/podcast-namespace/tags/guid); blogs have none. As everywhere on sites
that are made for people, robots.txt is obeyed.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.fetching import Answer, Fetcher
from rounds.directory.checking import outside
from rounds.directory.checking.asking import AccountToRead, Endpoints, Told, ask
from rounds.directory.checking.feed_formats import Feed, feed_of_page, read_feed
from rounds.directory.checking.platform_feeds import feed_address
from rounds.directory.checking.readings import AccountReading, Backlink, Life
from rounds.directory.platforms.websites import SLUGS
from rounds.directory.proof import Kind

CHECKER = "feeds 1"
LARGEST = 5_000_000  # bytes; of what is larger nothing is concluded
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9,"
    " text/html;q=0.8, */*;q=0.1"
)
HAS_ID = frozenset(["podcast"])


def read(account: AccountToRead, *, fetcher: Fetcher, endpoints: Endpoints) -> AccountReading:
    """Raises Told. Handle and address stay as they were asked: they are the address itself."""
    is_a_site = account.platform in SLUGS
    url = account.url if is_a_site else feed_address(account, endpoints)
    if not url:
        raise Told(Life.UNREADABLE, _("The address of its feed is not known."))
    answer = _ask(url, fetcher)
    feed = read_feed(answer.body, url=answer.url, before=timezone.now())
    if feed is None and is_a_site:
        return _by_page(account, answer, fetcher)
    if feed is None:
        raise Told(Life.FAILED, _("The answer made no sense."), url)
    return _reading(account, feed, answer.url)


def _by_page(account: AccountToRead, page: Answer, fetcher: Fetcher) -> AccountReading:
    """The page is there, so the publication is; what the feed that it names says comes on top."""
    there = feed_of_page(page.body, url=page.url, charset=page.charset)
    if not there:
        return _without_feed(account, page.url, _("The page names no feed."), frozenset())
    try:
        answer = _ask(there, fetcher)
    except Told as without:
        return _without_feed(account, page.url, without.message, frozenset([Kind.FEED]))
    feed = read_feed(answer.body, url=answer.url, before=timezone.now())
    if feed is None:
        return _without_feed(account, page.url, _("What the page names as its feed is none."), frozenset())
    return _reading(account, feed, answer.url)


def _reading(account: AccountToRead, feed: Feed, source: str) -> AccountReading:
    backlinks = (Backlink(Kind.FEED, feed.link, source, outside.digest(feed.link)),) if feed.link else ()
    return AccountReading(
        Life.ALIVE,
        native_id=feed.guid if account.platform in HAS_ID else "",
        handle=account.handle,
        url=account.url,
        backlinks=backlinks,
        posted_at=feed.posted_at,
        source_url=source,
    )


def _without_feed(
    account: AccountToRead, source: str, message: str, untold: frozenset[Kind]
) -> AccountReading:
    return AccountReading(
        Life.ALIVE,
        handle=account.handle,
        url=account.url,
        untold=untold,
        source_url=source,
        message=message,
    )


def _ask(url: str, fetcher: Fetcher) -> Answer:
    return ask(fetcher, url, accept=ACCEPT, robots=True, most=LARGEST)
