"""Where else on a site accounts may stand: the pages that its navigation calls "Contact", "Social media", "Press"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.etree import _Element as Element

from rounds.directory.checking import words
from rounds.directory.checking.own_links import Surroundings, is_about_accounts, label_of

MOST_LINKS = 3
LONGEST_LABEL = 60  # characters; what is longer is the headline of an article
LONGEST_URL = 500
_BREAKS = re.compile(r"[\t\r\n]")
_NO_PAGE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|svg|webp|mp[34]|ics|vcf|xml|rss|css|js)$|/(?:feed|wp-json|wp-login|login|"
    r"logout|signin|cart)\b",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"\s*[0-5](?:\.\d+)?\s*[;,]\s*url\s*=\s*['\"]?([^'\"\s]+)", re.IGNORECASE)
_PATHS = {
    2: re.compile(
        r"(?:contact(?:-?us)?|kontakte?|contacto|contato|contatti|yhteystiedot|iletisim|kapcsolat|kontakty)",
        re.IGNORECASE,
    ),
    3: re.compile(
        r"(?:news-?room|press(?:-?room|-?office)?|presse|prensa|imprensa|media-(?:relations|contacts?|centre|center))",
        re.IGNORECASE,
    ),
}
_RANKED = (words.SOCIAL, words.FOLLOW, words.CONTACT, words.PRESS)


def ways(
    root: Element, links: Iterable[tuple[Element, str]], *, base: str, here: str, around: Surroundings
) -> tuple[str, ...]:
    """At most three pages of the host of `here`, best first. `links` come with what stands in their `href`."""
    found: dict[str, tuple[int, bool, int]] = {}
    for link, href in links:
        rank = _rank(link, href)
        page = urldefrag(joined(base, href))[0] if rank is not None else ""
        if rank is not None and _may_follow(page, here):
            order = (rank, not around.is_placed(link), len(page))
            found[page] = min(order, found.get(page, order))
    if any(not is_elsewhere for _, is_elsewhere, _ in found.values()):
        found = {page: order for page, order in found.items() if not order[1]}
    parts = (page for page in _parts(root, here) if _may_follow(page, here))
    ordered = sorted(found, key=lambda page: (found[page], page))
    return tuple(dict.fromkeys([*parts, *ordered]))[:MOST_LINKS]


def joined(base: str, address: str) -> str:
    """Where a browser would go; "" where that is nowhere."""
    try:
        return urljoin(base, _BREAKS.sub("", address).strip())
    except ValueError:
        return ""


def _parts(root: Element, here: str) -> Iterator[str]:
    """Pages of which this one is only the frame or the threshold."""
    told = [frame.get("src", "") for frame in root.iter("frame")]
    for tag in root.iter("meta"):
        if tag.get("http-equiv", "").strip().lower() == "refresh":
            found = _REFRESH.match(tag.get("content", ""))
            told += [found[1]] if found else []
    return (urldefrag(joined(here, address))[0] for address in told if address.strip())


def _rank(link: Element, address: str) -> int | None:
    """0 is best; None where neither label nor path promises anything."""
    last = address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2].partition(".")[0]
    by_path = _rank_of_path(last)
    if by_path == 0:
        return 0
    label = (link.text or "").strip() if len(link) == 0 and not link.get("aria-label") else label_of(link)
    by_label = _rank_of_label(label) if len(label) <= LONGEST_LABEL else None
    return by_path if by_label is None else by_label


@lru_cache(maxsize=10_000)
def _rank_of_label(label: str) -> int | None:
    return next((rank for rank, pattern in enumerate(_RANKED) if pattern.search(label)), None)


@lru_cache(maxsize=10_000)
def _rank_of_path(last: str) -> int | None:
    if is_about_accounts(f"/{last}", ""):
        return 0
    return next((rank for rank, pattern in _PATHS.items() if pattern.fullmatch(last)), None)


def _may_follow(page: str, here: str) -> bool:
    """The same scheme, host and port, and not the page where we are."""
    there, ours = urlsplit(page), urlsplit(here)
    return (
        there.scheme in ("http", "https")
        and there.netloc.lower().removeprefix("www.") == ours.netloc.lower().removeprefix("www.")
        and len(page) <= LONGEST_URL
        and not _NO_PAGE.search(there.path)
        and (there.path or "/", there.query) != (ours.path or "/", ours.query)
    )
