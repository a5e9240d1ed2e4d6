"""Which DID a domain names, and which domain a DID names (https://atproto.com/specs/handle and /specs/did)."""

import re
from dataclasses import dataclass

from rounds.core.fetching import Fetcher, Unfetched
from rounds.directory.checking import outside
from rounds.directory.checking.asking import NO_SUCH, Endpoints, Told, ask, knock
from rounds.directory.registered import registered_domain
from rounds.organizations.matching.addresses import host_of

LARGEST = 100_000  # bytes of a DID document
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{4,253}}$)(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
_PLC = re.compile(r"did:plc:[a-z2-7]{24}")
_WEB = re.compile(rf"did:web:({_HOST.pattern})")


@dataclass(frozen=True, slots=True)
class Said:
    """`name` is "" where an answer came and named nobody."""

    name: str
    source_url: str


def is_host(text: str) -> bool:
    return bool(_HOST.fullmatch(text))


def is_did(text: str) -> bool:
    return bool(_PLC.fullmatch(text) or _WEB.fullmatch(text))


def named_by_domain(handle: str, fetcher: Fetcher, endpoints: Endpoints) -> Said | None:
    """The DID that the domain of a handle names; None where nobody could say.

    The domain name system wins: only where it has no record is the web server asked, and two different records are
    no answer at all.
    """
    name = f"_atproto.{handle}"
    try:
        records = [one.strip() for one in fetcher.txt(name) if one.strip().startswith("did=")]
    except Unfetched:
        records = []
        could_ask = False
    else:
        could_ask = True
    named = {one.removeprefix("did=") for one in records}
    if named:
        return Said(named.pop() if len(named) == 1 else "", f"dns:{name}?type=TXT")
    by_web = _named_by_web(handle, fetcher, endpoints)
    return by_web if could_ask or (by_web and by_web.name) else None


def named_by_document(did: str, fetcher: Fetcher, endpoints: Endpoints) -> Said | None:
    """The handle that a DID's document names first; None where nobody could say."""
    on_the_web = _WEB.fullmatch(did)
    url = endpoints.at(on_the_web[1], "/.well-known/did.json") if on_the_web else f"{endpoints.plc}/{did}"
    try:
        answer = ask(fetcher, url, accept="application/did+ld+json, application/json;q=0.9", most=LARGEST)
        document = outside.json_object(answer.body)
    except (Told, outside.Nonsense):
        return None
    if document.get("id") != did:
        return Said("", url)
    names = [
        one.removeprefix("at://")
        for one in outside.strings(document.get("alsoKnownAs"))
        if "at://" in one[:5]
    ]
    handles = [one for each in names if is_host(one := each.lower())]
    return Said(handles[0] if handles else "", url)


def _named_by_web(handle: str, fetcher: Fetcher, endpoints: Endpoints) -> Said | None:
    url = endpoints.at(handle, "/.well-known/atproto-did")
    try:
        answer = knock(fetcher, url, accept="text/plain, */*;q=0.1", most=LARGEST)
    except Told:
        return None
    if answer.status in NO_SUCH:
        return Said("", url)
    if answer.status != 200:
        return None
    is_at_home = registered_domain(host_of(answer.url)) == registered_domain(host_of(url))
    text = answer.body[:1_000].decode("ascii", "replace").strip()
    return Said(text if is_at_home and is_did(text) else "", url)
