"""What a checker brings home. Plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rounds.directory.platforms import Address
from rounds.directory.proof import Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """An account that a page of an organization names. `digest`: SHA-256 of the fragment, hexadecimal."""

    kind: Kind  # link, rel-me, json-ld, meta, trust-txt
    address: Address
    source_url: str
    digest: str


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page that was read, or that has not changed since (then `mentions` are those of the time before)."""

    url: str
    mentions: tuple[Mention, ...] = ()
    links: tuple[str, ...] = ()  # pages of the same site where accounts may stand: "Contact", "Follow us"
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class SiteReading:
    """A visit to a site. With a `problem` nothing was learned, and nothing counts as missing."""

    pages: tuple[PageReading, ...] = ()
    relations: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # trust.txt: "member", "belongto", …
    proofs: frozenset[str] = frozenset()  # kinds of ours that were found: "trust-txt", "json-ld", "rel-me"
    problem: str = ""  # "timeout": a code of `Unfetched`, or "status-500", "not-html"
    message: str = ""  # the same for people

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for page in self.pages for mention in page.mentions)


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a page from the visit before, for a conditional request."""

    url: str
    etag: str
    modified: str
    mentions: tuple[Mention, ...]
    links: tuple[str, ...]


class Life(StrEnum):
    ALIVE = "alive"
    GONE = "gone"  # the platform says that there is no such account
    FAILED = "failed"  # we could not tell: a time-out, an error of the server, a limit
    UNREADABLE = "unreadable"  # it does not show itself: not without a key, not to programs


@dataclass(frozen=True, slots=True)
class Backlink:
    """What an account says in return: an address it points to, or a host that answers for its handle."""

    kind: Kind  # profile, feed, did-document; domain, where an organization's domain answers for the handle
    url: str  # where it points; for `domain` and `did-document` "https://host/"
    source_url: str
    digest: str


@dataclass(frozen=True, slots=True)
class AccountReading:
    """What an account says of itself."""

    life: Life
    native_id: str = ""  # permanent id behind the handle now; "" where the platform tells none
    handle: str = ""  # as the platform has it now; "" where it does not tell
    url: str = ""  # address by that handle; "" as above
    backlinks: tuple[Backlink, ...] = ()
    untold: frozenset[Kind] = frozenset()  # kinds of backlinks that nobody could answer for: not missing
    posted_at: datetime | None = None
    followers: int | None = None
    source_url: str = ""
    message: str = ""  # what went wrong, for people
    checker: str = ""  # "bluesky 1"
