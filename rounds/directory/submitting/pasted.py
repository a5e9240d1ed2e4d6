"""The accounts in a text that somebody pasted, what the List says about each, and what could not be read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from rounds.directory.models import Listing
from rounds.directory.platforms import PLATFORMS, Address, Kind, Platform, Refusal, find_all, parse

LONGEST = 50_000  # characters
MOST_ACCOUNTS = 100  # in one submission
MOST_UNREAD = 30
# Worth a word inside a sentence, too; whatever else is no account stands in a signature with good reason.
_TOLD = frozenset(["port", "scheme", "home", "reserved", "service", "not-public", "person"])
# The person may say what it is: a blog has a host of its own, a name alone may be anywhere.
_ASKED = frozenset(["unknown-host", "no-platform"])


@dataclass(frozen=True, slots=True)
class Found:
    address: Address
    from_post: bool  # a post was pasted; this is the account that it belongs to
    listings: tuple[Listing, ...]  # where it is listed now

    @property
    def ref(self) -> str:
        return _ref(f"{self.address.platform}:{self.address.key}")

    @property
    def platform(self) -> Platform:
        return PLATFORMS[self.address.platform]

    @property
    def label(self) -> str:
        return self.address.handle or self.address.native_id or self.address.url

    def is_listed_for(self, organization_id: int | None) -> bool:
        return any(listing.organization_id == organization_id for listing in self.listings)


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of the text that could be meant as an account and is none, with the reason and the line."""

    submitted: str
    line: int
    message: str
    may_choose: bool = False
    platform: str = ""  # that the person chose for it

    @property
    def ref(self) -> str:
        return _ref(self.submitted)


@dataclass(frozen=True, slots=True)
class Pasted:
    found: tuple[Found, ...] = ()
    unread: tuple[Unread, ...] = ()


def look_through(text: str, platforms: Mapping[str, str] | None = None) -> Pasted:
    """Everything in the text, each account once. One query. `platforms` says by `ref` what an unread piece is.

    A text over LONGEST is not looked through.
    """
    if not text.strip() or len(text) > LONGEST:
        return Pasted()
    platforms = platforms or {}
    addresses: dict[tuple[str, str], tuple[Address, bool]] = {}
    unread: dict[str, Unread] = {}
    lines = text.splitlines()
    for answer in [*find_all(text), *_single(lines), *_told(lines)]:
        if isinstance(answer, Refusal) and platforms.get(_ref(answer.submitted)) in PLATFORMS:
            chosen = platforms[_ref(answer.submitted)]
            again = parse(answer.submitted, chosen)
            _keep(again, chosen, lines, addresses, unread)
        else:
            _keep(answer, "", lines, addresses, unread)
    listings = _listings(addresses)
    found = tuple(Found(one, from_post, tuple(listings[at])) for at, (one, from_post) in addresses.items())
    in_order = sorted(unread.values(), key=lambda one: one.line)
    return Pasted(found, tuple(in_order))


def _keep(
    answer: Address | Refusal,
    chosen: str,
    lines: list[str],
    addresses: dict[tuple[str, str], tuple[Address, bool]],
    unread: dict[str, Unread],
) -> None:
    if isinstance(answer, Refusal):
        may_choose = bool(chosen) or answer.code in _ASKED
        message = _(answer.message)
    elif answer.kind == Kind.ACCOUNT:
        addresses[answer.platform, answer.key] = answer, False
        # A piece that the person named a platform for stays on the page with the choice, so it can be changed.
        if not chosen:
            return
        may_choose, message = True, ""
    elif answer.owner is not None:
        addresses.setdefault((answer.owner.platform, answer.owner.key), (answer.owner, True))
        return
    else:
        may_choose = False
        message = _(
            "This is a post, a group or an event, and it does not tell whose. Please paste the account itself."
        )
    if answer.submitted not in unread and len(unread) < MOST_UNREAD:
        line = _line(answer.submitted, lines)
        unread[answer.submitted] = Unread(answer.submitted, line, message, may_choose, chosen)


def _line(piece: str, lines: list[str]) -> int:
    """On which line it stands, counted from 1; alone on its line rather than inside another."""
    numbered = list(enumerate(lines, 1))
    alone = (number for number, line in numbered if line.strip() == piece)
    return next(alone, None) or next((number for number, line in numbered if piece in line), 1)


def _single(lines: list[str]) -> Iterator[Address | Refusal]:
    """Lines of one word: somebody meant each of them as an account."""
    for line in lines:
        words = line.split()
        if len(words) == 1:
            yield parse(words[0])


def _told(lines: list[str]) -> Iterator[Refusal]:
    """Addresses inside longer lines that a person would miss without a word about them."""
    for line in lines:
        words = line.split()
        for word in words if len(words) > 1 else ():
            if (
                ":" in word
                and isinstance(answer := parse(word.strip("<>()[],;\"'")), Refusal)
                and answer.code in _TOLD
            ):
                yield answer


def _ref(text: str) -> str:
    """A name inside the form: short, and the same however the text around it changes."""
    return sha256(text.encode()).hexdigest()[:12]


def _listings(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Listing]]:
    found: dict[tuple[str, str], list[Listing]] = defaultdict(list)
    listings = Listing.objects.current().filter(account__key__in={key for _platform, key in places})
    for listing in listings.select_related("account", "organization").order_by("listed_at", "pk"):
        found[listing.account.platform, listing.account.key].append(listing)
    return found
