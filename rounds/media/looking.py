"""What another host tells of a recording there: title and picture, asked for once, when an editor names the address.

By oEmbed (https://oembed.com) where the host has it, else by what the page says of itself (https://ogp.me).
"""

import io
import json
import logging
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import html as lxml_html
from lxml.etree import ParserError

from rounds.core.fetching import Fetcher, Unfetched, from_settings
from rounds.media import hosts, posters

logger = logging.getLogger("rounds.media")
PAGE, PICTURE = 4_000_000, 8_000_000  # bytes at most
SECONDS = 8.0
LONGEST = 255


class Told(NamedTuple):
    """Of a host that tells nothing, nothing: an editor gives both by hand."""

    title: str = ""
    picture: bytes = b""  # WebP
    problem: str = ""  # in words, where the host could not be asked


def look(address: str) -> Told:
    with from_settings(pause=0, seconds=SECONDS) as fetcher:
        return ask(fetcher, address)


def ask(fetcher: Fetcher, address: str) -> Told:
    try:
        title, picture = _by_oembed(fetcher, hosts.oembed_address(address)) or _by_page(fetcher, address)
    except Unfetched as unfetched:
        return Told(problem=unfetched.message)
    return Told(" ".join(title.split())[:LONGEST], _picture(fetcher, picture))


def _by_oembed(fetcher: Fetcher, endpoint: str) -> tuple[str, str] | None:
    """None where there is none, or it says nothing we can read."""
    if not endpoint:
        return None
    answer = fetcher.get(endpoint, accept="application/json", most=PAGE)
    try:
        told: Any = json.loads(answer.body) if answer.status == 200 else {}
        title, picture = told.get("title") or "", told.get("thumbnail_url") or ""
    except (ValueError, AttributeError, RecursionError):
        return None
    return (str(title), urljoin(answer.url, str(picture)) if picture else "") if title else None


def _by_page(fetcher: Fetcher, address: str) -> tuple[str, str]:
    answer = fetcher.get(address, most=PAGE)
    if answer.status != 200 or answer.content_type not in ("text/html", "application/xhtml+xml"):
        return "", ""
    try:
        page = lxml_html.document_fromstring(
            answer.body, parser=lxml_html.HTMLParser(encoding=_charset(answer.charset))
        )
    except (ParserError, ValueError):
        return "", ""
    discovered = page.xpath("//link[@type='application/json+oembed']/@href")
    if discovered and (found := _discovered(fetcher, urljoin(answer.url, discovered[0]))):
        return found
    picture = _meta(page, "og:image")
    title = _meta(page, "og:title") or str(page.findtext(".//title") or "")
    return title, urljoin(answer.url, picture) if picture else ""


def _discovered(fetcher: Fetcher, endpoint: str) -> tuple[str, str] | None:
    try:
        return _by_oembed(fetcher, endpoint)
    except Unfetched:
        return None


def _meta(page: Any, name: str) -> str:
    found = page.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return str(found[0]).strip() if found else ""


def _charset(told: str) -> str:
    return (
        told if told in ("utf-8", "iso-8859-1", "windows-1252", "shift_jis", "euc-jp", "gb2312") else "utf-8"
    )


def _picture(fetcher: Fetcher, address: str) -> bytes:
    """b"" where there is none that we can read."""
    if not address:
        return b""
    try:
        answer = fetcher.get(address, accept="image/*", most=PICTURE)
        return posters.take_in(io.BytesIO(answer.body), len(answer.body)) if answer.status == 200 else b""
    except (Unfetched, posters.Refused) as fault:
        logger.info("no picture of a recording elsewhere: %s", fault)
        return b""
