"""What somebody asks about: one piece of text, read. Text in, values out; no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError

from rounds.core import plain_text
from rounds.directory.platforms import Address, Kind, Refusal, find_all, parse
from rounds.directory.platforms.websites import SLUGS

LONGEST_ECHO = 2_000  # characters of what was sent that come back


class Account(NamedTuple):
    """What identifies the account that is asked about. `native_id` is "" unless the address holds it."""

    platform: str
    key: str
    native_id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`addresses`: the account; for a site of nobody's platform, as a blog and as a podcast; empty if refused."""

    submitted: str
    addresses: tuple[Address, ...] = ()
    refusal: Refusal | None = None
    is_post: bool = False  # a post was asked about; the address is its author's
    is_nobodys: bool = False  # a post, group or event that does not tell whose it is
    elsewhere: str = ""  # an address on no platform that we know: impostors are anywhere

    @property
    def accounts(self) -> tuple[Account, ...]:
        return tuple(Account(one.platform, one.key, one.native_id) for one in self.addresses)


def read(text: str) -> Asked:
    """One address. Never raises."""
    return told(parse(text))


def told(found: Address | Refusal) -> Asked:
    submitted = found.submitted[:LONGEST_ECHO].encode("utf-8", "replace").decode()
    if isinstance(found, Refusal):
        sites = _sites(found.submitted) if found.code == "unknown-host" else ()
        return Asked(submitted, sites, found, elsewhere=_elsewhere(submitted.strip()))
    if found.kind == Kind.ACCOUNT:
        return Asked(submitted, (found,))
    if found.owner is None:
        return Asked(submitted, is_nobodys=True)
    return Asked(submitted, (found.owner,), is_post=True)


def read_text(text: str, *, at_most: int) -> tuple[list[Asked], int]:
    """All accounts in a text, and how many there are beyond `at_most`. A text without any is read as one address."""
    found = find_all(text) if len(text.split()) > 1 else []
    if not found:
        return [read(text)], 0
    asked = _once(told(one) for one in found)
    return asked[:at_most], max(0, len(asked) - at_most)


def _sites(text: str) -> tuple[Address, ...]:
    """Blogs and podcasts have a host of their own: only the List knows which they are."""
    read = (parse(text, slug) for slug in sorted(SLUGS))
    return tuple(one for one in read if isinstance(one, Address))


def _elsewhere(text: str) -> str:
    try:
        return plain_text.website(text) if "." in text else ""
    except ValidationError:
        return ""


def _once(asked: Iterable[Asked]) -> list[Asked]:
    """A post and its author are one question."""
    kept: dict[object, Asked] = {}
    for one in asked:
        kept.setdefault(one.accounts or one.submitted, one)
    return list(kept.values())
