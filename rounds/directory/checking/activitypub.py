"""What an account of the fediverse says of itself: Mastodon, Pixelfed, PeerTube, GoToSocial, WordPress and others.

The name leads by WebFinger (RFC 7033) to the actor document, whose id is the permanent one. Every host that takes part
(that of the name, that of the actor, and the one that the answer itself calls the account by) must say the same.
The links of a profile are kept as what they are, the account's own claims; no server's "verified" is believed.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree, html

from rounds.core.fetching import Fetcher
from rounds.directory.checking import outside
from rounds.directory.checking.asking import AccountToRead, Endpoints, Told, ask, nonsense
from rounds.directory.checking.feed_formats import read_feed
from rounds.directory.checking.readings import AccountReading, Backlink, Life
from rounds.directory.proof import Kind
from rounds.organizations.matching.addresses import host_of

CHECKER = "activitypub 1"
CONTEXT = "https://www.w3.org/ns/activitystreams"
ACTIVITY = f'application/activity+json, application/ld+json; profile="{CONTEXT}"'
# A file that somebody uploaded is never served as one of these, so nobody but the server can speak for an account.
DOCUMENTS = frozenset(["application/activity+json", "application/ld+json"])
ACTORS = frozenset(["Person", "Organization", "Service", "Group", "Application"])
MOST_LINKS = 20
LARGEST = 500_000  # bytes of any document


class _Asker:
    """One reading's questions."""

    def __init__(self, fetcher: Fetcher, endpoints: Endpoints) -> None:
        self._fetcher = fetcher
        self._endpoints = endpoints

    def finger(self, name: str) -> tuple[str, str]:
        """The account by the name that its host calls it, and the address of its actor document."""
        host = name.rpartition("@")[2]
        url = self._endpoints.at(host, f"/.well-known/webfinger?resource={quote(f'acct:{name}', safe=':@')}")
        answer = ask(self._fetcher, url, accept="application/jrd+json, application/json;q=0.9", most=LARGEST)
        told = outside.json_object(answer.body)
        subject = outside.name(told.get("subject")).removeprefix("acct:").lower() or name
        actors = [
            actor
            for link in outside.dicts(told.get("links"))
            if link.get("rel") == "self" and _is_activity(link.get("type"))
            if self._endpoints.is_safe(actor := outside.address(link.get("href")))
        ]
        if not actors or subject.count("@") != 1:
            raise Told(Life.FAILED, _("The server does not say where the account is."), url)
        return subject, actors[0]

    def document(self, url: str) -> dict[str, Any]:
        answer = ask(self._fetcher, url, accept=ACTIVITY, most=LARGEST)
        if answer.content_type not in DOCUMENTS:
            raise nonsense(url)
        return outside.json_object(answer.body)

    def beside(self, url: object, actor: str) -> dict[str, Any]:
        """A document of the same host as the actor's; {} where there is none to be had."""
        there = outside.address(url)
        if not self._endpoints.is_safe(there) or host_of(there) != host_of(actor):
            return {}
        try:
            return self.document(there)
        except (Told, outside.Nonsense):
            return {}

    def feed_posted_at(self, url: str) -> datetime | None:
        try:
            answer = ask(self._fetcher, url, accept="application/rss+xml", robots=True)
        except Told:
            return None
        feed = read_feed(answer.body, url=answer.url, before=timezone.now())
        return feed.posted_at if feed else None


def read(account: AccountToRead, *, fetcher: Fetcher, endpoints: Endpoints) -> AccountReading:
    """Raises Told and Nonsense. Handle and address stay as they were asked: a name of the fediverse never changes."""
    asker = _Asker(fetcher, endpoints)
    name = account.handle.lower()
    subject, actor_url = asker.finger(name)
    actor = asker.document(actor_url)
    if actor.get("type") == "Tombstone" or actor.get("suspended") is True:
        raise Told(Life.GONE, _("The server says that the account was removed or suspended."), actor_url)
    actor_id = outside.name(actor.get("id"))
    if not set(outside.strings(actor.get("type"))) & ACTORS or host_of(actor_id) != host_of(actor_url):
        raise nonsense(actor_url)
    _make_sure(asker, name, subject, actor, actor_url)
    followers = asker.beside(actor.get("followers"), actor_id)
    moved_to = outside.address(actor.get("movedTo"))
    return AccountReading(
        Life.ALIVE,
        native_id=actor_id,
        handle=account.handle,
        url=account.url,
        backlinks=(*_domains(name, subject, endpoints), *_links(actor, actor_url)),
        posted_at=_posted_at(actor, actor_id, asker),
        followers=outside.count(followers.get("totalItems")),
        source_url=actor_url,
        message=_("The account moved to %(address)s") % {"address": moved_to} if moved_to else "",
    )


def _make_sure(asker: _Asker, name: str, subject: str, actor: dict[str, Any], actor_url: str) -> None:
    """Whoever else has a say agrees: the host that the subject names, and the actor's own."""
    own_name = f"{outside.name(actor.get('preferredUsername'))}@{host_of(actor_url)}".lower()
    is_elsewhere = host_of(actor_url) not in (_site_of(name), _site_of(subject))
    try:
        agrees = subject == name or asker.finger(subject)[1] == actor_url
        agrees = agrees and (not is_elsewhere or asker.finger(own_name)[0] in (name, subject))
    except Told as other:
        if other.life is not Life.GONE:
            raise
        agrees = False
    if not agrees:
        raise Told(Life.FAILED, _("The servers do not agree about whose account this is."), actor_url)


def _domains(name: str, subject: str, endpoints: Endpoints) -> Iterator[Backlink]:
    """The hosts that answered for the name, with the address of their answer."""
    for called in dict.fromkeys((name, subject)):
        host = called.rpartition("@")[2]
        source = endpoints.at(host, f"/.well-known/webfinger?resource=acct:{called}")
        yield Backlink(Kind.DOMAIN, f"https://{host}/", source, outside.digest(called))


def _links(actor: dict[str, Any], source: str) -> Iterator[Backlink]:
    fields = [
        one.get("value") or one.get("href")
        for one in outside.dicts(actor.get("attachment"))
        if one.get("type") in ("PropertyValue", "Link")
    ]
    found = dict.fromkeys(link for text in [*fields, actor.get("summary")] for link in _links_in(text))
    for link in list(found)[:MOST_LINKS]:
        if host_of(link) != host_of(source):
            yield Backlink(Kind.PROFILE, link, source, outside.digest(link))


def _links_in(text: object) -> Iterator[str]:
    """Where a piece of HTML, or an address alone, leads to. Mentions and hashtags are nobody's website."""
    if not isinstance(text, str) or not text.strip():
        return
    try:
        piece = html.fragment_fromstring(text[:20_000].replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    anchors = [one for one in piece.iter("a") if not {"mention", "hashtag"} & set(one.classes)]
    yield from filter(None, (outside.address((one.get("href") or "").strip()) for one in anchors))
    if not anchors:
        yield from outside.addresses_in(piece.text_content())


def _posted_at(actor: dict[str, Any], actor_id: str, asker: _Asker) -> datetime | None:
    """The newest of the first page of what was published; of a server that hides it, from its feed."""
    outbox = asker.beside(actor.get("outbox"), actor_id)
    first = outbox.get("first")
    page = first if isinstance(first, dict) else asker.beside(first, actor_id) if first else outbox
    now = timezone.now()
    times = [
        at
        for item in outside.dicts(page.get("orderedItems"), most=50)
        if (at := outside.moment(item.get("published"), before=now))
    ]
    if times:
        return max(times)
    profile = next((one for one in map(outside.address, outside.strings(actor.get("url"))) if one), "")
    is_own = profile and host_of(profile) == host_of(actor_id)
    return asker.feed_posted_at(f"{profile}.rss") if is_own else None


def _is_activity(kind: object) -> bool:
    kind = kind.lower() if isinstance(kind, str) else ""
    return kind.startswith("application/activity+json") or (
        kind.startswith("application/ld+json") and CONTEXT in kind
    )


def _site_of(name: str) -> str:
    return host_of(name.rpartition("@")[2])
