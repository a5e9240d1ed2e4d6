"""A visit to an organization's own site: its home page, its trust.txt, and at most three pages that it points to.

Whoever buys a domain that lapsed must not inherit what it proved, so a website that leads to another registered domain
is "moved" and teaches nothing until a person has looked. Likewise an error, or a page that shows nothing without
scripts: that an account was not found counts only where it could have been.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from rounds.core.fetching import Answer, Fetcher, Unfetched
from rounds.directory.checking import trust_txt
from rounds.directory.checking.html import LARGEST, Page, Unreadable, read_page
from rounds.directory.checking.readings import Known, Mention, PageReading, SiteReading
from rounds.directory.checking.trust_txt import TrustTxt, read_trust_txt
from rounds.directory.checking.wayfinding import MOST_LINKS
from rounds.directory.platforms import Address, parse
from rounds.directory.platforms import Kind as AddressKind
from rounds.directory.proof import Kind
from rounds.directory.registered import registered_domain
from rounds.organizations.matching.addresses import host_of

HTML = frozenset(["text/html", "application/xhtml+xml"])
GONE = frozenset([404, 410])
LONGEST_TAG = 300  # characters of an ETag that are kept; a longer one would not be known again


class _Unread(Exception):
    def __init__(self, problem: str, message: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.message = message


def read_site(
    website: str,
    *,
    fetcher: Fetcher,
    known: Sequence[Known] = (),
    ours: Mapping[str, Collection[str]] = {},
) -> SiteReading:
    """`known`: the pages of the visit before. `ours`: the addresses that each proof we write would name, by kind.

    Asks for six pages at most (a trust.txt may stand in either of two places), and for robots.txt. Never raises.
    """
    visit = _Visit(fetcher, known)
    try:
        home, is_shell = visit.home(website if "//" in website else f"http://{website}")
        further = visit.further(home)
        if is_shell and not further:
            raise _Unread(
                "nothing-to-read",
                _("The page shows nothing to visitors who run no scripts and accept no terms."),
            )
    except _Unread as unread:
        return SiteReading(problem=unread.problem, message=unread.message)
    trust, relations = visit.trust(home.url)
    pages: dict[str, PageReading] = {}
    for page in (home, *trust, *further):
        pages.setdefault(page.url, page)
    mentions = [mention for page in pages.values() for mention in page.mentions]
    return SiteReading(tuple(pages.values()), relations, frozenset(_proofs(ours, mentions)))


class _Visit:
    def __init__(self, fetcher: Fetcher, known: Sequence[Known]) -> None:
        self._fetcher = fetcher
        self._known = {page.url: page for page in known}

    def home(self, website: str) -> tuple[PageReading, bool]:
        """The home page, and whether it is a shell that says nothing of itself."""
        kept = self._home_before(website)
        try:
            answer = self._ask(website, kept)
        except Unfetched as unfetched:
            raise _Unread(unfetched.code, unfetched.message) from None
        host = host_of(answer.url)
        if registered_domain(host) != registered_domain(host_of(website)):
            raise _Unread(
                "moved", _("The website now leads to %(host)s, which is another's.") % {"host": host}
            )
        return self._read(answer, kept)

    def further(self, home: PageReading) -> list[PageReading]:
        """The pages that it points to, as far as they can be read. One that is gone names nothing any more."""
        pages = []
        for url in home.links[:MOST_LINKS]:
            kept = self._known.get(url)
            try:
                answer = self._ask(url, kept)
                if answer.status in GONE and kept:
                    pages.append(PageReading(kept.url))
                elif host_of(answer.url) == host_of(home.url) and answer.url != home.url:
                    page, is_shell = self._read(answer, kept)
                    pages += [] if is_shell else [replace(page, links=())]
            except (Unfetched, _Unread):
                continue
        return pages

    def trust(self, home: str) -> tuple[list[PageReading], Mapping[str, tuple[str, ...]]]:
        """Its trust.txt and what it says of others. It is small, so it is not asked whether it changed."""
        gone: list[PageReading] = []
        for place in trust_txt.PLACES:
            url = urljoin(home, place)
            try:
                answer = self._fetcher.get(
                    url, accept="text/plain,*/*;q=0.1", most=trust_txt.LARGEST, robots=True
                )
            except Unfetched:
                continue
            is_there = answer.status == 200 and answer.content_type not in HTML
            found = read_trust_txt(answer.body) if is_there and _is_same_site(answer.url, home) else None
            if found:
                return [*gone, PageReading(answer.url, tuple(_named(found, answer.url)))], found.relations
            if url in self._known and (answer.status in GONE or answer.status == 200):
                gone.append(PageReading(url))
        return gone, {}

    def _home_before(self, website: str) -> Known | None:
        """The same page at the visit before; where the website redirects, the likeliest, for asking costs nothing."""
        pages = list(self._known.values())
        same = [page for page in pages if _loose(page.url) == _loose(website)]
        return next(iter([*same, *(page for page in pages if page.links), *pages]), None)

    def _ask(self, url: str, kept: Known | None) -> Answer:
        """Whether a page changed; "not changed" is believed only of the very page that was asked about."""
        if kept is not None and (kept.etag or kept.modified):
            answer = self._fetcher.get(url, etag=kept.etag, modified=kept.modified, most=LARGEST, robots=True)
            if answer.status != 304 or answer.url == kept.url:
                return answer
        return self._fetcher.get(url, most=LARGEST, robots=True)

    def _read(self, answer: Answer, kept: Known | None) -> tuple[PageReading, bool]:
        if answer.status == 304 and kept is not None and answer.url == kept.url:
            unchanged = PageReading(
                kept.url, kept.mentions, kept.links, kept.etag, kept.modified, is_unchanged=True
            )
            return unchanged, False
        page = _page(answer)
        etag = answer.etag if len(answer.etag) <= LONGEST_TAG else ""
        reading = PageReading(answer.url, page.mentions, page.links, etag, answer.modified)
        return reading, page.is_empty and not _says_as_much(page, self._known.get(answer.url))


def _page(answer: Answer) -> Page:
    if not 200 <= answer.status < 300:
        raise _Unread(
            f"status-{answer.status}",
            _("The site answered with an error (%(status)d).") % {"status": answer.status},
        )
    is_html = answer.content_type in HTML or (
        not answer.content_type and answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    )
    if not is_html:
        raise _Unread("not-html", _("The address leads to a file, not to a web page."))
    try:
        return read_page(answer.body, url=answer.url, charset=answer.charset)
    except Unreadable:
        raise _Unread("unreadable", _("The page is empty, or too tangled to be read.")) from None


def _says_as_much(page: Page, kept: Known | None) -> bool:
    """A shell may have data in its head. If the page named more before, that is behind its scripts now, not gone."""
    kinds = {mention.kind for mention in page.mentions}
    return bool(kinds) and kinds >= {mention.kind for mention in (kept.mentions if kept else ())}


def _named(found: TrustTxt, url: str) -> Iterator[Mention]:
    for told in dict.fromkeys(found.social):
        account = _account(told)
        if account:
            yield Mention(Kind.TRUST_TXT, account, url, sha256(f"social={told}".encode()).hexdigest())


def _account(told: str) -> Address | None:
    found = parse(told)
    if isinstance(found, Address) and found.kind is AddressKind.ACCOUNT:
        return replace(found, submitted=found.url)
    return None


def _proofs(ours: Mapping[str, Collection[str]], mentions: Iterable[Mention]) -> Iterator[str]:
    """Kinds of which every account stands there. Blogs and podcasts are not looked for: any page may be one."""
    found = {(one.kind.value, one.address.platform, one.address.key) for one in mentions}
    for kind, addresses in ours.items():
        accounts = [account for address in addresses if (account := _account(address))]
        if accounts and all((kind, one.platform, one.key) in found for one in accounts):
            yield kind


def _is_same_site(url: str, home: str) -> bool:
    return host_of(url) == host_of(home)


def _loose(url: str) -> str:
    parts = urlsplit(url)
    return f"{host_of(url)}{parts.path.rstrip('/')}?{parts.query}"
