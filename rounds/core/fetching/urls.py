"""Reading a web address in one way only, and strictly: what two programs could read differently is refused."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urljoin

import idna

from rounds.core.fetching.addresses import IPAddress, parse
from rounds.core.fetching.answers import Unfetched

LONGEST = 2_000
PORTS = {"http": 80, "https": 443}
# Names that never lead to the public internet: RFC 6761 and its registry, ICANN's .internal, and what routers and
# offices use. `.example` is let through, for tests: nowhere in public does it resolve, and its addresses are checked.
NOT_PUBLIC = frozenset(
    [
        *("alt", "arpa", "internal", "invalid", "local", "localhost", "onion", "test"),
        *("corp", "home", "intranet", "lan", "localdomain", "private"),
    ]
)
_PARTS = re.compile(r"(https?)://([^/?#]+)([^#]*)(?:#.*)?", re.ASCII | re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::([1-9][0-9]{0,4}))?", re.ASCII | re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?")
_LAST_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
_SERVICE = re.compile(r"((?:_[a-z0-9-]{1,62}\.)*)(.+)", re.ASCII | re.IGNORECASE)
_UNESCAPED = "!$%&'()*+,/:;=?@[]~"

Allowances = Collection[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Place:
    """A web address that was read. The host is in ASCII and lower case; the target is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """As in `Host`: without the scheme's own port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.is_at_ordinary_port else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return f"{self.origin}{self.target}"

    @property
    def is_at_ordinary_port(self) -> bool:
        return self.port == PORTS[self.scheme]

    @property
    def literal(self) -> IPAddress | None:
        """The IP address that stands where a name should; only an allowed one gets as far as this."""
        return parse(self.host)


def read(url: str, *, allows: Allowances = ()) -> Place:
    """Raises Unfetched: "bad-address" for what is no ordinary web address, "refused-address" for one of the inside.

    `allows` are the pairs of IP address and port that may be named although they are private.
    """
    parts = _PARTS.fullmatch(url) if _is_clean(url) else None
    authority = _AUTHORITY.fullmatch(parts[2]) if parts else None
    if not parts or not authority:
        raise Unfetched("bad-address")
    scheme = parts[1].lower()
    port = int(authority[2] or PORTS[scheme])
    place = Place(scheme, _host(authority[1], port, allows), port, _target(parts[3]))
    if not place.is_at_ordinary_port and port not in {allowed for _, allowed in allows}:
        raise Unfetched("refused-address")
    if len(place.url) > LONGEST:
        raise Unfetched("bad-address")
    return place


def follow(place: Place, location: str, *, allows: Allowances = ()) -> Place:
    """Where a redirect leads. It is read as strictly as any address; from https it never leads back to http."""
    if not _is_clean(location):  # before urljoin, which would quietly mend it
        raise Unfetched("bad-address")
    try:
        there = urljoin(place.url, location)
    except ValueError:
        raise Unfetched("bad-address") from None
    reached = read(there, allows=allows)
    if place.scheme == "https" and reached.scheme == "http":
        raise Unfetched("redirects")
    return reached


def read_name(name: str) -> str:
    """A name to ask the name servers about, such as `_atproto.hospital.example`, in ASCII."""
    service, host = _match(_SERVICE, name)
    return service.lower() + _name(host)


def _is_clean(text: str) -> bool:
    """No white space, control or invisible character, no half of a pair, no backslash."""
    return (
        0 < len(text) <= LONGEST
        and "\\" not in text
        and not any(unicodedata.category(character)[0] in "CZ" for character in text)
    )


def _host(host: str, port: int, allows: Allowances) -> str:
    if host[0] == "[" and ":" not in host:
        raise Unfetched("bad-address")
    literal = parse(host.strip("[]"))
    if literal is None:
        return _name(host)
    if (str(literal), port) in allows:
        return str(literal)
    raise Unfetched("refused-address")


def _name(host: str) -> str:
    """Strict IDNA 2008 without any mapping, so neither look-alike dots nor look-alike digits become real ones."""
    try:
        labels = [_label(label) for label in host.split(".")]
    except idna.IDNAError:
        raise Unfetched("bad-address") from None
    name = ".".join(labels)
    if not all(_LABEL.fullmatch(label) for label in labels) or len(name) > 253:
        raise Unfetched("bad-address")
    if len(labels) == 1 and labels[0][0].isalpha() and not labels[0].startswith("0x"):
        raise Unfetched("refused-address")
    if not _LAST_LABEL.fullmatch(
        labels[-1]
    ):  # which leaves no spelling of an IPv4 address: they end in a number
        raise Unfetched("bad-address")
    if labels[-1] in NOT_PUBLIC:
        raise Unfetched("refused-address")
    return name


def _label(label: str) -> str:
    if label.isascii():
        return label.lower()
    lower = unicodedata.normalize("NFC", label.lower())
    if lower.isascii():  # the Kelvin sign becomes a k
        raise Unfetched("bad-address")
    return idna.alabel(lower).decode("ascii")


def _target(path_and_query: str) -> str:
    """Path without dot segments (robots.txt is about what the server will see), and query, escaped where needed."""
    path, mark, query = path_and_query.partition("?")
    kept: list[str] = []
    segments = path.split("/")[1:] or [""]
    for position, segment in enumerate(segments, start=1):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            kept = kept[:-1]
        if plain not in {".", ".."}:
            kept.append(segment)
        elif position == len(segments):
            kept.append("")
    return quote("/" + "/".join(kept) + mark + query, safe=_UNESCAPED)


def _match(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = pattern.fullmatch(text) if _is_clean(text) else None
    if not found:
        raise Unfetched("bad-address")
    return found.groups()
