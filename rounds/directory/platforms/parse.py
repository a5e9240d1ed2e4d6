"""One address as people paste it: which platform, which account, or a sentence that helps."""

import re
import unicodedata
from urllib.parse import unquote

from rounds.directory.platforms import fediverse, hosts, known_hosts, websites
from rounds.directory.platforms.accounts import LONGEST_URL, account, escaped
from rounds.directory.platforms.model import Address, Kind, Platform, Refusal
from rounds.directory.platforms.refusals import refuse
from rounds.directory.platforms.routes import BARE, HOLE, Route, Site, site_of
from rounds.directory.platforms.table import LABELS, PLATFORMS

LONGEST = 2_000  # characters; what is longer is no address that anybody shows to people
WEB = re.compile(
    r"(?:[Hh][Tt][Tt][Pp][Ss]?://)?([A-Za-z0-9.-]+)(?:/([^\s?#\\]*))?(?:\?([^\s#\\]*))?(?:#(\S*))?"
)
SCHEME = re.compile(r"(?:https?:/*)*https?:/*|//", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"([^\s:/?#@.]{1,20}):(?!\d)\s*(.*)", re.DOTALL)
AFTER_HOST = re.compile(r"([^/?#\\]*)(?:/([^\s?#\\]*))?(?:\?([^\s#\\]*))?(?:#(\S*))?")
PORT = re.compile(r"(.*?):(\d*)", re.DOTALL)
EMAIL = re.compile(r"[^\s@/]+@[^\s@/]+")
PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]{6,20}")
HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd\ud800-\udfff]"
)
INVISIBLE = "\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
AROUND = " \t\r\n\f\v<>\"'`()[]{}“”„‘’«»|,;" + INVISIBLE
BEHIND = AROUND + ".:!?…。，"
SHORT_SCHEMES = {"mailto": "email", "tel": "phone", "sms": "phone", "callto": "phone", "whatsapp": "phone"}


def parse(text: str, platform: str = "") -> Address | Refusal:
    """Never raises. `platform`: the slug that a person chose, so that a name alone is enough."""
    if len(text) > LONGEST:
        return refuse("too-long", text)
    trimmed = text.lstrip(AROUND).rstrip(BEHIND)
    if not trimmed:
        return refuse("empty", text)
    if HIDDEN.search(trimmed):
        return refuse("hidden-characters", text)
    web = WEB.fullmatch(trimmed)
    if web is not None:
        place = site_of(web[1].lower())
        if place is not None:
            return _read(*place, web[2] or "", web[3] or "", web[4] or "", text)
    return _carefully(trimmed.replace("＠", "@"), platform if platform in PLATFORMS else "", text)


def _read(site: Site, before: str, path: str, query: str, fragment: str, submitted: str) -> Address | Refusal:
    """An address on a known host. `before`: the name that stands before the host, as in "name.tumblr.com"."""
    if fragment.startswith("!/"):
        path, _, query = fragment[2:].partition("?")
    parts = _parts(path)
    if parts is None:
        return refuse("not-an-address", submitted)
    path = "/".join([before, *parts]) if before else "/".join(parts)
    head = path.partition("/")[0].lower()
    routes = site.by_head.get(head)
    pairs = _pairs(query) if query else {}
    if routes and (answer := _first(routes, site.platform, path, pairs, submitted)):
        return answer
    if head in site.stops:
        return _stopped(site, head, path, pairs, submitted)
    return _first(site.generic, site.platform, path, pairs, submitted) or _nothing(site, head, submitted)


def _parts(path: str) -> list[str] | None:
    """The parts of a path, decoded; None where one would turn into two, or into what cannot be shown."""
    if "%" not in path:
        return [part for part in path.split("/") if part] if path.isascii() else _composed(path)
    parts = [unquote(part) for part in path.split("/") if part]
    if any("/" in part or "\\" in part or HIDDEN.search(part) for part in parts):
        return None
    return [unicodedata.normalize("NFC", part) for part in parts]


def _composed(path: str) -> list[str]:
    return [part for part in unicodedata.normalize("NFC", path).split("/") if part]


def _pairs(query: str) -> dict[str, str]:
    """The first value of each key. "+" stays itself: ids may hold it, and no name holds a space."""
    pairs: dict[str, str] = {}
    for pair in query.replace("&amp;", "&").split("&", 50)[:50]:
        key, _, value = pair.partition("=")
        pairs.setdefault(key, unquote(value).strip() if "%" in value else value)
    return pairs


def _first(
    routes: tuple[Route, ...], platform: Platform, path: str, pairs: dict[str, str], submitted: str
) -> Address | Refusal | None:
    for route in routes:
        found = route.path.fullmatch(path)
        if found is None:
            continue
        if not route.query and route.kind is Kind.ACCOUNT:
            return account(platform, route.name, found[route.name], submitted)
        values = _values(route, found, pairs)
        if values is not None:
            return _answer(route, platform, values, submitted)
    return None


def _values(route: Route, found: re.Match[str], pairs: dict[str, str]) -> dict[str, str] | None:
    values = found.groupdict()
    for key, hole, pattern in route.query:
        value = pairs.get(key, "")
        if not pattern.fullmatch(value):
            return None
        values[hole] = value
    return values


def _answer(route: Route, platform: Platform, values: dict[str, str], submitted: str) -> Address | Refusal:
    if route.kind is None:
        return refuse(route.code, submitted, name=platform.name, rule=platform.rule)
    named = account(platform, route.name, values[route.name], submitted) if route.name else None
    if isinstance(named, Refusal) or (named and route.kind is Kind.ACCOUNT):
        return named
    url = _filled(route.canonical, platform, values)
    if len(url) > LONGEST_URL or HIDDEN.search("".join(values.values())):
        return refuse("too-long" if len(url) > LONGEST_URL else "hidden-characters", submitted)
    return Address(platform.slug, route.kind, "", "", url, url[8:], named, submitted)


def _filled(canonical: str, platform: Platform, values: dict[str, str]) -> str:
    order = iter(sorted(hole for hole in values if hole.startswith("any")))

    def fill(hole: re.Match[str]) -> str:
        name = next(order) if hole[1] == "any" else hole[1]
        spec = platform.names.get(name)
        return escaped(values[name].lower() if spec and spec.lowered else values[name])

    return HOLE.sub(fill, canonical)


def _stopped(site: Site, head: str, path: str, pairs: dict[str, str], submitted: str) -> Refusal:
    keys = known_hosts.FORWARDING_PATHS.get((site.platform.slug, path.lower()), ())
    target = next((pairs[key] for key in keys if pairs.get(key)), "")
    if keys:
        return _forwarded(target, submitted)
    code = "bad-handle" if head in site.namers and "/" in path else site.stops[head]
    return refuse(code, submitted, name=site.platform.name, rule=site.platform.rule)


def _nothing(site: Site, head: str, submitted: str) -> Refusal:
    platform = site.platform
    if not head:
        return refuse("home", submitted, name=platform.name)
    code = "bad-handle" if site.generic or head in site.by_head else "reserved"
    return refuse(code, submitted, name=platform.name, rule=platform.rule)


def _forwarded(target: str, submitted: str) -> Refusal:
    """Says where the link leads, if that is an account or a post that we can name; else only what it is."""
    found = parse(target) if target else None
    if isinstance(found, Address):
        return refuse("forwards", submitted, found=found.url)
    return refuse("short-link", submitted)


def _carefully(text: str, hint: str, submitted: str) -> Address | Refusal:
    """What is no plain address on a known host: names, other schemes, unknown hosts, tricks."""
    name = fediverse.by_name(text, submitted)
    if name is not None and (hint == "mastodon" or text.startswith(("@", "acct:")) or _is_server(name)):
        return name
    scheme = SCHEME.match(text)
    if scheme:
        return _site(text[scheme.end() :], hint, submitted)
    return _special(text, hint, submitted) or _unschemed(text, hint, submitted)


def _is_server(found: Address | Refusal) -> bool:
    return isinstance(found, Address) and found.handle.partition("@")[2] in known_hosts.SERVERS


def _special(text: str, hint: str, submitted: str) -> Address | Refusal | None:
    """Addresses with another scheme, and names behind the word for their platform ("IG: @mayoclinic")."""
    if text.startswith(("did:", "at://")):
        return _under("bluesky", "profile/" + text.removeprefix("at://"), submitted)
    if text.startswith("spotify:"):
        return _under("spotify", text.removeprefix("spotify:").replace(":", "/"), submitted)
    found = OTHER_SCHEME.fullmatch(text)
    if found is None:
        label, _, rest = text.partition(" ")
        return (
            _labelled(label, rest.strip(), submitted) if not hint and rest.strip().startswith("@") else None
        )
    word, rest = found[1].lower(), found[2]
    if not rest.startswith("//") and not hint and (answer := _labelled(word, rest, submitted)):
        return answer
    if word in SHORT_SCHEMES:
        return refuse(SHORT_SCHEMES[word], submitted)
    return refuse("scheme", submitted) if word.isascii() and " " not in text else None


def _labelled(label: str, rest: str, submitted: str) -> Address | Refusal | None:
    slug = LABELS.get(label.lower(), "")
    return _under_name(rest, slug, submitted) if slug and rest else None


def _under_name(text: str, slug: str, submitted: str) -> Address | Refusal:
    found = parse(text, slug)
    return _with(found, submitted)


def _under(slug: str, path: str, submitted: str) -> Address | Refusal:
    """A path on a platform's own host."""
    return _with(parse(f"https://{PLATFORMS[slug].hosts[0]}/{path}"), submitted)


def _with(found: Address | Refusal, submitted: str) -> Address | Refusal:
    if isinstance(found, Refusal):
        return Refusal(found.code, found.message, submitted)
    return Address(
        found.platform,
        found.kind,
        found.handle,
        found.native_id,
        found.url,
        found.key,
        found.owner,
        submitted,
    )


def _unschemed(text: str, hint: str, submitted: str) -> Address | Refusal:
    if EMAIL.fullmatch(text) and "." in text.partition("@")[2]:
        return refuse("userinfo" if site_of(text.partition("@")[0].lower()) else "email", submitted)
    if hint and hint not in websites.SLUGS and (answer := _bare(text, PLATFORMS[hint], submitted)):
        return answer
    if PHONE.fullmatch(text):
        return refuse("phone", submitted)
    if text.startswith("@"):
        known = text.lower().endswith(".bsky.social")
        return (
            _under("bluesky", "profile/" + text[1:], submitted) if known else refuse("no-platform", submitted)
        )
    if "." not in text.partition("/")[0] and not any(letter in text for letter in " :\\"):
        return refuse("no-platform" if "/" not in text else "not-an-address", submitted)
    return _site(text, hint, submitted)


def _bare(text: str, platform: Platform, submitted: str) -> Address | Refusal | None:
    """A name alone, or the path after the host; None where it is rather a web address."""
    name = text.removeprefix("@").strip().strip("/")
    first, slash, _ = name.partition("/")
    if slash:
        return _under(platform.slug, name, submitted) if "." not in first and platform.hosts else None
    for key, pattern in BARE[platform.slug]:
        if pattern.fullmatch(name):
            found = account(platform, key, name, submitted)
            # Its address says whether such a name is taken by the platform itself, or is an id in disguise.
            return found if isinstance(found, Refusal) else _with(parse(found.url), submitted)
    if PHONE.fullmatch(name):
        return refuse("phone", submitted)
    return refuse("bad-handle", submitted, name=platform.name, rule=platform.rule)


def _site(text: str, hint: str, submitted: str) -> Address | Refusal:
    """An address whose host is not a plain known one; `text` is without its scheme."""
    split = AFTER_HOST.fullmatch(text)
    if split is None or not split[1] or " " in split[1]:
        return refuse("not-an-address", submitted)
    authority, path, query, fragment = (part or "" for part in split.groups())
    if "@" in authority:
        return refuse("userinfo", submitted)
    port = PORT.fullmatch(authority)
    if port and port[2] not in ("", "80", "443"):
        return refuse("port", submitted)
    host = (port[1] if port else authority).lower().removesuffix(".")
    place = site_of(host)
    if place is not None:
        return _read(*place, path, query, fragment, submitted)
    return _unsafe(host, query, submitted) or _unknown(_ascii(host), path, query, hint, submitted)


def _unsafe(host: str, query: str, submitted: str) -> Refusal | None:
    if len(host) > hosts.LONGEST_HOST:
        return refuse("not-an-address", submitted)
    if hosts.PRIVATE.fullmatch(host) or host.startswith("["):
        return refuse("not-public", submitted)
    if host in known_hosts.FORWARDERS:
        return _forwarded(_pairs(query).get(known_hosts.FORWARDERS[host], ""), submitted)
    if host.removeprefix("www.") in known_hosts.SHORT_LINKS:
        return refuse("short-link", submitted)
    if name := hosts.part_of(host):
        return refuse("service", submitted, name=name)
    if like := host not in known_hosts.SERVERS and hosts.resembles(host):
        return refuse("look-alike", submitted, like=like)
    return None if hosts.HOST.fullmatch(_ascii(host)) else refuse("not-an-address", submitted)


def _ascii(host: str) -> str:
    """The host as the network knows it; "" where it has no such form."""
    if host.isascii():
        return host
    # No registry gives a name in such letters, and Python's codec takes long over them.
    if unicodedata.normalize("NFKC", host) != host:
        return ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _unknown(host: str, path: str, query: str, hint: str, submitted: str) -> Address | Refusal:
    """A host that nothing speaks against, and nothing for but its path or what the person says it is."""
    if hint in websites.SLUGS:
        found = websites.read(hint, host, path, query, submitted)
        return (
            found
            if len(found.url) <= LONGEST_URL and len(found.key) <= 200
            else refuse("too-long", submitted)
        )
    parts = _parts(path)
    answer = fediverse.by_path(host, "/".join(parts), submitted) if parts is not None else None
    return answer or refuse("unknown-host", submitted, host=host)
