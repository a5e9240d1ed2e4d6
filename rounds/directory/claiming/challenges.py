"""What is shown on a domain or a site as a proof, and reading it back. Pure.

Whoever can put the claim's own word there has the domain or the site in hand. A word of another claim proves nothing.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from lxml import etree

NAME = "rounds-verify"
RECORD = "_rounds-challenge"
FILE = ".well-known/rounds-verify.txt"
_WORD = re.compile(rf"{NAME}=([A-Za-z0-9_-]{{16,64}})")
MOST_READ = 200_000  # bytes of a home page: a tag stands in its head


def record_names(host: str) -> list[str]:
    """Where the TXT record may be, the better place first."""
    return [f"{RECORD}.{host}", host]


def word(token: str) -> str:
    """The TXT record's value, and the file's content."""
    return f"{NAME}={token}"


def file_address(site: str, path: str) -> str:
    """ "https://www.city.example/clinics/north/.well-known/rounds-verify.txt" for the path "/clinics/north/"."""
    return urljoin(site, f"{path}{FILE}")


def tag(token: str) -> str:
    return f'<meta name="{NAME}" content="{token}">'


def words_in_records(records: Iterable[str]) -> set[str]:
    """The tokens that TXT records show."""
    return {found[1] for record in records if (found := _WORD.fullmatch(record.strip().strip('"')))}


def words_in_file(body: bytes) -> set[str]:
    """The token of a file that holds nothing else; a page of a site that answers everything alike holds more."""
    text = body[:1_000].decode("utf-8-sig", errors="replace").strip()
    found = _WORD.fullmatch(text) if len(body) <= 1_000 else None
    return {found[1]} if found else set()


def words_in_page(body: bytes) -> set[str]:
    """The tokens in the head of a page: what visitors write stands in its body."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body[:MOST_READ], parser)
    except (etree.LxmlError, ValueError):
        return set()
    if root is None:
        return set()
    return {
        (element.get("content") or "").strip()
        for element in root.iterfind("head//meta")
        if (element.get("name") or "").strip().casefold() == NAME
    } - {""}
