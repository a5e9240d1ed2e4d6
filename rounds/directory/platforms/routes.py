"""The rows of the table, made ready for reading: for every host, what its paths mean."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rounds.directory.platforms.model import Kind, Platform
from rounds.directory.platforms.table import PLATFORMS

PARTS = {
    "post": r"[^/?#\s<>\"'()\[\]{}|\\^`,;!]{1,200}(?<![.:])",
    "any": r"[^/]+",
    "titled": r"[^/-]+-[^/]+",
    "digits": r"[0-9]+",
    "phone": r"\+?[0-9]{6,14}",
    "language": r"[a-z]{2,4}-[a-z0-9]{2,4}",
    "country": r"[a-z]{2}",
    "mid": r"[0-9]+",
    "idx": r"[0-9]+",
    "rest": r"[^?#\s<>\"'()\[\]{}|\\^`,;!]{1,300}(?<![.:/])",
}
# Signs that end a sentence are taken off what people paste, so that no name may end with them.
NOT_AT_THE_END = r"(?<![.,!'])"
LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")
HOLE = re.compile(r"\{(\w+)\}")
ALIASES = ("www.", "m.", "mobile.")


@dataclass(frozen=True, slots=True)
class Route:
    """One line of a row. `name` is the first hole that names an account, "" where none does."""

    path: re.Pattern[str]
    query: tuple[tuple[str, str, re.Pattern[str]], ...]  # key, hole, pattern
    kind: Kind | None  # None: refused with `code`
    code: str
    name: str
    canonical: str


@dataclass(slots=True)
class Site:
    """What one host may show. `by_head`: routes by the first part of the path, where that is a plain word."""

    platform: Platform
    by_head: dict[str, tuple[Route, ...]] = field(default_factory=dict)
    generic: tuple[Route, ...] = ()
    stops: dict[str, str] = field(default_factory=dict)
    namers: frozenset[str] = frozenset()  # heads behind which a name stands: "channel", "company"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a row. `host` is "" for all hosts of the platform, "*.tumblr.com" where a name comes first."""

    host: str
    template: str
    canonical: str
    kind: Kind | None
    code: str


def _lines(platform: Platform) -> Iterator[Line]:
    blocks: list[tuple[Kind | None, str, str]] = [
        (Kind.POST, "", platform.posts),
        (Kind.PAGE, "", platform.pages),
        (Kind.ACCOUNT, "", platform.accounts),
        *((None, code, block) for code, block in platform.refused.items()),
    ]
    for kind, code, block in blocks:
        for text in filter(None, map(str.strip, block.splitlines())):
            yield _line(platform, text, kind, code)


def _line(platform: Platform, text: str, kind: Kind | None, code: str) -> Line:
    given, _, other = text.partition(" -> ")
    host, _, path = given.partition("/")
    tail = "..." if host.endswith("...") else ""
    host = host.removesuffix("...")
    hole, dot, base = host.partition(".")
    first = f"https://{host or platform.hosts[0]}"
    canonical = other if other.startswith("https:") else first + (other or "/" + path.removesuffix("..."))
    if dot and hole.startswith("{"):
        return Line("*." + base, hole + ("/" + path if path else tail), canonical, kind, code)
    return Line(host, path, canonical, kind, code)


def _route(platform: Platform, line: Line) -> Route:
    path, _, query = line.template.partition("?")
    holes = {**PARTS, **{name: spec.pattern + NOT_AT_THE_END for name, spec in platform.names.items()}}
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    return Route(
        path=re.compile(_pattern(path, holes)),
        query=tuple((key, hole[1:-1], re.compile(holes[hole[1:-1]])) for key, _, hole in pairs),
        kind=line.kind,
        code=line.code,
        name=next((hole for hole in HOLE.findall(line.template) if hole in platform.names), ""),
        canonical=line.canonical,
    )


def _pattern(path: str, holes: dict[str, str]) -> str:
    body = path.removesuffix("...").rstrip("/")
    parts, count = [], 0
    for place, part in enumerate(HOLE.split(body)):
        if place % 2 == 0:
            parts.append(f"(?i:{re.escape(part)})" if part else "")
        elif part == "any":
            parts.append(f"(?P<any{count}>{holes[part]})")
            count += 1
        else:
            parts.append(f"(?P<{part}>{holes[part]})")
    if not path.endswith("..."):
        return "".join(parts)
    return "".join(parts) + ("(?:/.*)?" if body else ".*")


def _plain(line: Line) -> str:
    return line.template.partition("?")[0].removesuffix("...")


def _head(line: Line) -> str:
    return _plain(line).partition("/")[0].lower()


def _plain_words(line: Line) -> int:
    return sum(1 for part in _plain(line).split("/") if part and "{" not in part)


def _site(platform: Platform, lines: list[Line]) -> Site:
    """Lines with more plain words come first; among equals the order of the row decides."""
    site = Site(platform, stops=_stops(platform))
    by_head: dict[str, list[Route]] = defaultdict(list)
    generic: list[Route] = []
    for line in sorted(lines, key=_plain_words, reverse=True):
        head = _head(line)
        (generic if not head or "{" in head else by_head[head]).append(_route(platform, line))
    site.by_head = {head: tuple(routes) for head, routes in by_head.items()}
    site.generic = tuple(generic)
    site.namers = frozenset(
        _head(line) for line in lines if line.kind is Kind.ACCOUNT and _plain_words(line) == 1
    )
    return site


def _stops(platform: Platform) -> dict[str, str]:
    reserved = dict.fromkeys(platform.reserved.lower().split(), "reserved")
    return reserved | dict.fromkeys(platform.service.lower().split(), "service")


def _build() -> tuple[dict[str, Site], dict[str, Site], dict[str, Site]]:
    hosts: dict[str, Site] = {}
    names_first: dict[str, Site] = {}
    languages: dict[str, Site] = {}
    for platform in PLATFORMS.values():
        by_host: dict[str, list[Line]] = defaultdict(list)
        for line in _lines(platform):
            by_host[line.host].append(line)
        general = _site(platform, by_host.pop("", []))
        sites = dict.fromkeys(platform.hosts, general)
        sites |= {host: _site(platform, lines) for host, lines in by_host.items()}
        for host, site in sites.items():
            if host.startswith("*."):
                names_first[host[2:]] = site
                continue
            bare = host.removeprefix("www.")
            for alias in ("", "www.") if "*." + bare in sites else ("", *ALIASES):
                hosts.setdefault(alias + bare, site)
        hosts |= {host: site for host, site in sites.items() if not host.startswith("*.")}
        languages |= dict.fromkeys(platform.languages, general)
    return hosts, names_first, languages


HOSTS, NAMES_FIRST, LANGUAGES = _build()


def site_of(host: str) -> tuple[Site, str] | None:
    """The site of a host in small letters, and the name that stands before it ("peacecorps" of a Tumblr)."""
    site = HOSTS.get(host)
    if site is not None:
        return site, ""
    label, _, base = host.partition(".")
    if base in LANGUAGES and LANGUAGE.fullmatch(label):
        return LANGUAGES[base], ""
    if base in NAMES_FIRST:
        return NAMES_FIRST[base], label
    return None


BARE = {
    row.slug: tuple((name, re.compile(row.names[name].pattern)) for name in row.bare)
    for row in PLATFORMS.values()
}
