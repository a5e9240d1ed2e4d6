"""What the parser speaks of: platforms as rows of data, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol


class Kind(StrEnum):
    ACCOUNT = "account"
    POST = "post"  # something that an account published; `owner` is that account where the address tells
    PAGE = "page"  # a place of the platform that is nobody's account: a group, an event, a playlist


Fold = Literal["lower", "dotless", "exact"]


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which a platform names an account: a handle, an id, an older kind of name.

    `pattern` is a regular expression without groups. In `url` and `shown`, {} stands for the name. `prefix`
    keeps name spaces apart in the key, because the same word may be two accounts in two of them.
    """

    url: str
    pattern: str
    fold: Fold = "lower"
    permanent: bool = False
    prefix: str = ""
    shown: str = "{}"
    lowered: bool = False  # part of a host: there is no other spelling than the small one


@dataclass(frozen=True, slots=True)
class Platform:
    """A row of the table. `hosts[0]` is canonical; `www.`, `m.` and `mobile.` are read before each host.

    `accounts`, `posts` and `pages` hold one address a line: an optional host, a path, an optional query.
    {handle} and the other keys of `names` stand for the account, {post} for the thing posted, {any} for one
    part of the path ({digits}, {phone} and so on for one of that shape), "..." for whatever follows, "->" for
    the canonical path where it is another. A line with a host is read on that host alone. `refused` holds such
    lines by the code of their refusal.

    `reserved` and `service` are first parts of a path that no account can have: pages of the platform, and
    its working parts (share buttons, log-in). `languages` are hosts that may have a language before them
    ("de-de.facebook.com"). `bare` are the names that may stand alone once the platform is chosen, in the
    order of trying. `labels` are the words that people put before a handle ("IG: @mayoclinic").
    """

    slug: str
    name: str
    bit: int  # its place in a set of 63 bits, fixed for ever
    hosts: tuple[str, ...]
    names: Mapping[str, Name]
    rule: str  # what a name may look like, in words
    accounts: str
    posts: str = ""
    pages: str = ""
    refused: Mapping[str, str] = field(default_factory=dict)
    reserved: str = ""
    service: str = ""
    languages: tuple[str, ...] = ()
    bare: tuple[str, ...] = ("handle",)
    labels: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """`key` is the identity inside the platform: equal keys are the same account."""

    platform: str
    kind: Kind
    handle: str  # as shown to people, without "@"; "" where only an id is known, and for posts and pages
    native_id: str
    url: str
    key: str
    owner: "Address | None"
    submitted: str


class Kept(Protocol):
    """An account as our records have it."""

    platform: str
    handle: str
    native_id: str
    key: str
    address: str


def address_of(kept: Kept) -> Address:
    return Address(
        kept.platform, Kind.ACCOUNT, kept.handle, kept.native_id, kept.address, kept.key, None, kept.address
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    code: str
    message: str
    submitted: str
