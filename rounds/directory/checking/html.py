"""One page of a site: which accounts it names as its own, and where else to look. Pure: bytes in, values out.

What a link proves is in `own_links`. Comments and templates are not read; what stands in `<noscript>` is, for it is
written to be read by those who run no scripts, as we do.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeGuard

from lxml import etree
from lxml.etree import _Element as Element

from rounds.directory.checking.charsets import decoded
from rounds.directory.checking.embedded_data import is_web, named_in_head, named_in_json
from rounds.directory.checking.own_links import Surroundings
from rounds.directory.checking.readings import Mention
from rounds.directory.checking.wayfinding import joined, ways
from rounds.directory.platforms import Address, Refusal, parse
from rounds.directory.platforms import Kind as AddressKind
from rounds.directory.proof import Kind

LARGEST = 3_000_000  # bytes
MOST_LINKS = 20_000  # that are looked at
MOST_CLAIMS = 1_000  # links to accounts whose surroundings are looked at
MOST_MENTIONS = 300
LARGE = 100  # elements in a link: no link that a person would write
LITTLE_TEXT = 200  # characters; below, and without links, a page is a shell that a script would fill
_WHITE = re.compile(r"\s+")
_HOST = re.compile(r"[?#\\].*|\s+", re.DOTALL)
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NO_CONTENT = re.compile(
    r"cookie|privacy|consent|legal|terms|imprint|impressum|datenschutz|accept|reject|javascript", re.I
)
Links = list[tuple[Element, str]]
_NOT_OURS = frozenset(["ugc", "sponsored", "author"])


class Unreadable(Exception):
    """What came is no page that can be read: too large, nested beyond sense, or nothing at all."""


@dataclass(frozen=True, slots=True)
class Page:
    mentions: tuple[Mention, ...]
    links: tuple[str, ...]
    is_empty: bool  # a shell for scripts, a wall of consent: that it names nothing means nothing


def read_page(body: bytes, *, url: str, charset: str = "") -> Page:
    """`url`: where the page came from. `charset`: as the header says. Raises Unreadable."""
    root = _tree(body, charset)
    scripts = [one.text or "" for one in root.iter("script") if _is_json_ld(one)]
    etree.strip_elements(root, "script", "style", with_tail=False)
    around = Surroundings(url, root.findtext(".//title") or "")
    base = _base(root, url)
    outside, inside = _links(root, base, url)
    claims = [*_of_links(outside, url, around), *_of_data(scripts, url), *_of_head(root, url, around)]
    return Page(
        mentions=_once(claims),
        links=ways(root, inside, base=base, here=url, around=around),
        is_empty=_is_empty(root, [*outside, *inside]),
    )


def _tree(body: bytes, charset: str) -> Element:
    if len(body) > LARGEST:
        raise Unreadable
    text = decoded(body, charset).replace("\x00", "")
    # `huge_tree` allows 2,048 elements inside each other, not 256: tables of tables are not an attack.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        raise Unreadable from None
    if root is None or any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise Unreadable
    return root


def _is_json_ld(script: Element) -> bool:
    return script.get("type", "").strip().lower().startswith("application/ld+json")


def _base(root: Element, url: str) -> str:
    told = next((one.get("href", "") for one in root.iter("base") if one.get("href")), "")
    base = joined(url, told)
    return base if is_web(base) else url


def _links(root: Element, base: str, url: str) -> tuple[Links, Links]:
    """Links to other hosts with their addresses, and those within the site with what stands in their `href`."""
    here = _bare_host(url)
    stays = _bare_host(base) == here
    outside: Links = []
    inside: Links = []
    for link in islice(root.iter("a", "area"), MOST_LINKS):
        href = link.get("href", "").strip()
        if not href or href[0] == "#" or _OTHER_SCHEME.match(href):
            continue
        if stays and not is_web(href):
            inside.append((link, href))
            continue
        address = joined(base, href)
        (inside if _bare_host(address) == here else outside).append((link, address))
    return outside, inside


def _bare_host(address: str) -> str:
    """With its port."""
    return _HOST.sub("", address.partition("//")[2].partition("/")[0]).lower().removeprefix("www.")


def _of_links(links: Links, url: str, around: Surroundings) -> Iterator[Mention]:
    maybe: list[Mention] = []
    left = MOST_CLAIMS
    for link, address in links:
        account = parse(address)
        if not _is_account(account):
            continue
        rel = link.get("rel", "").lower().split()
        left -= 1
        if left < 0:
            break
        if _NOT_OURS.intersection(rel):
            continue
        if "me" in rel:
            if not around.is_embedded(link):
                yield _mention(Kind.REL_ME, account, url, _fragment(link))
            continue
        is_own = around.is_own(link, account.platform)
        if is_own is None:
            maybe.append(_mention(Kind.LINK, account, url, _fragment(link)))
        elif is_own:
            yield _mention(Kind.LINK, account, url, _fragment(link))
    of_platform = Counter(
        platform for platform, _ in {(one.address.platform, one.address.key) for one in maybe}
    )
    yield from (one for one in maybe if of_platform[one.address.platform] == 1)


def _of_data(scripts: list[str], url: str) -> Iterator[Mention]:
    for told in named_in_json(scripts, url):
        account = parse(told) if is_web(told) else None
        if _is_account(account):
            yield _mention(Kind.JSON_LD, account, url, told)


def _of_head(root: Element, url: str, around: Surroundings) -> Iterator[Mention]:
    for tag, account in named_in_head(root):
        if _is_account(account) and not around.is_embedded(tag):
            yield _mention(Kind.META, account, url, _fragment(tag))
    for tag in root.iter("link"):
        if "me" in tag.get("rel", "").lower().split() and is_web(tag.get("href", "")):
            account = parse(tag.get("href", "").strip())
            if _is_account(account) and not around.is_embedded(tag):
                yield _mention(Kind.REL_ME, account, url, _fragment(tag))


def _is_account(found: Address | Refusal | None) -> TypeGuard[Address]:
    return isinstance(found, Address) and found.kind is AddressKind.ACCOUNT


def _mention(kind: Kind, account: Address, url: str, fragment: str) -> Mention:
    digest = hashlib.sha256(fragment.encode("utf-8", "replace")).hexdigest()
    return Mention(kind, replace(account, submitted=account.url), url, digest)


def _fragment(element: Element) -> str:
    """The element as it stands in the page, with white space made one; of a large one its beginning tag."""
    if sum(1 for _ in islice(element.iter(), LARGE)) == LARGE:
        return " ".join([str(element.tag), *(f'{name}="{value}"' for name, value in element.attrib.items())])
    outer = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return _WHITE.sub(" ", outer).strip()


def _once(claims: list[Mention]) -> tuple[Mention, ...]:
    kept: dict[tuple[str, str, str], Mention] = {}
    for one in claims:
        kept.setdefault((one.kind, one.address.platform, one.address.key), one)
    return tuple(kept.values())[:MOST_MENTIONS]


def _is_empty(root: Element, links: Links) -> bool:
    if any(not _NO_CONTENT.search(f"{address} {link.text or ''}") for link, address in links[:50]):
        return False
    length = 0
    for text in root.itertext():
        length += len(_WHITE.sub(" ", text).strip())
        if length >= LITTLE_TEXT:
            return False
    return True
