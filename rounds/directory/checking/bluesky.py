"""What an account says of itself on Bluesky (AT Protocol).

The profile and the last post come from the public API, which needs no key and is meant for programs. Who owns a
handle we find out ourselves, both ways, as https://atproto.com/specs/handle says: the domain names the DID, and the
DID's document names the domain. A known DID is asked for, so that a renamed account is followed; the handle is asked
for as well where the DID leads nowhere, because a stranger may have it now.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.fetching import Fetcher
from rounds.directory.checking import did_documents, outside
from rounds.directory.checking.asking import AccountToRead, Endpoints, Told, ask, knock, nonsense, told
from rounds.directory.checking.readings import AccountReading, Backlink, Life
from rounds.directory.proof import Kind

CHECKER = "bluesky 1"
# Domains of services that give away handles: they say nothing about an organization.
GIVEN_AWAY = ("bsky.social", "bsky.team", "blacksky.app", "brid.gy", "eurosky.social")
NO_HANDLE = "handle.invalid"  # what the API says instead of a handle that does not check out
NOT_HERE = frozenset(["AccountTakedown", "AccountDeactivated"])
JSON = "application/json"


def read(account: AccountToRead, *, fetcher: Fetcher, endpoints: Endpoints) -> AccountReading:
    profile, source = _profile(account, fetcher, endpoints)
    did = outside.name(profile.get("did"))
    if not did_documents.is_did(did):
        raise nonsense(source)
    handle = _handle(profile)
    backlinks, untold = _domain(handle, did, fetcher, endpoints)
    links = [
        outside.address(profile.get("website")),
        *outside.addresses_in(profile.get("description")),
    ]
    backlinks += [
        Backlink(Kind.PROFILE, link, source, outside.digest(link)) for link in dict.fromkeys(links) if link
    ]
    return AccountReading(
        Life.ALIVE,
        native_id=did,
        handle=handle,
        url=f"https://bsky.app/profile/{handle}" if handle else "",
        backlinks=tuple(backlinks),
        untold=untold,
        posted_at=_posted_at(did, fetcher, endpoints),
        followers=outside.count(profile.get("followersCount")),
        source_url=source,
    )


def _profile(account: AccountToRead, fetcher: Fetcher, endpoints: Endpoints) -> tuple[dict[str, Any], str]:
    """By the DID; by the handle where there is none, or where another DID may answer to it."""
    if not account.native_id:
        return _ask_profile(account.handle, fetcher, endpoints)
    try:
        found = _ask_profile(account.native_id, fetcher, endpoints)
    except Told as without:
        is_gone = without.life is Life.GONE and account.handle
        other = _whoever_has(account, fetcher, endpoints) if is_gone else None
        if other is None:
            raise
        return other
    if _handle(found[0]) or not account.handle:
        return found
    return _whoever_has(account, fetcher, endpoints) or found


def _whoever_has(
    account: AccountToRead, fetcher: Fetcher, endpoints: Endpoints
) -> tuple[dict[str, Any], str] | None:
    try:
        return _ask_profile(account.handle, fetcher, endpoints)
    except Told:
        return None


def _ask_profile(actor: str, fetcher: Fetcher, endpoints: Endpoints) -> tuple[dict[str, Any], str]:
    url = _method(endpoints, "app.bsky.actor.getProfile", actor=actor)
    answer = knock(fetcher, url, accept=JSON)
    if answer.status == 200:
        return outside.json_object(answer.body), url
    if answer.status == 400 and _is_gone(outside.json_object(answer.body)):
        raise Told(Life.GONE, _("Bluesky says that there is no such account."), url)
    if answer.status in (404, 410):  # the method itself is missing: this says nothing about the account
        raise Told(Life.FAILED, _("The answer made no sense."), url)
    raise told(answer)


def _is_gone(error: dict[str, Any]) -> bool:
    return error.get("error") in NOT_HERE or error.get("message") == "Profile not found"


def _handle(profile: dict[str, Any]) -> str:
    handle = outside.name(profile.get("handle")).lower()
    return handle if did_documents.is_host(handle) and handle != NO_HANDLE else ""


def _domain(
    handle: str, did: str, fetcher: Fetcher, endpoints: Endpoints
) -> tuple[list[Backlink], frozenset[Kind]]:
    """The domain names the DID, the DID's document names the domain: each direction on its own."""
    if not handle or any(handle == host or handle.endswith(f".{host}") for host in GIVEN_AWAY):
        return [], frozenset()
    checks = (
        (Kind.DOMAIN, did_documents.named_by_domain(handle, fetcher, endpoints), did),
        (Kind.DID_DOCUMENT, did_documents.named_by_document(did, fetcher, endpoints), handle),
    )
    backlinks = [
        Backlink(kind, f"https://{handle}/", said.source_url, outside.digest(said.name))
        for kind, said, expected in checks
        if said and said.name == expected
    ]
    return backlinks, frozenset(kind for kind, said, _expected in checks if said is None)


def _posted_at(did: str, fetcher: Fetcher, endpoints: Endpoints) -> datetime | None:
    """When the newest post, or the newest share of another's post, arrived; None where that is not told."""
    url = _method(endpoints, "app.bsky.feed.getAuthorFeed", actor=did, limit="1", filter="posts_no_replies")
    try:
        feed = outside.json_object(ask(fetcher, url, accept=JSON).body).get("feed")
    except (Told, outside.Nonsense):
        return None
    now = timezone.now()
    for item in outside.dicts(feed, most=1):
        for what in (item.get("reason"), item.get("post")):
            if isinstance(what, dict) and (at := outside.moment(what.get("indexedAt"), before=now)):
                return at
    return None


def _method(endpoints: Endpoints, name: str, **asked: str) -> str:
    return f"{endpoints.bluesky}/xrpc/{name}?{urlencode(asked)}"
