"""What is kept of a page between two visits, as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from rounds.directory.checking.readings import Known, Mention, PageReading
from rounds.directory.platforms import Address, parse
from rounds.directory.proof import Kind


class Kept(Protocol):
    """A `SitePage`, or anything like it."""

    url: str
    etag: str
    modified: str
    mentions: Any
    links: Any


def to_json(page: PageReading) -> dict[str, list[Any]]:
    """The values of the JSON columns `mentions` and `links`."""
    return {
        "mentions": [
            {
                "kind": mention.kind.value,
                "address": mention.address.url,
                "source_url": mention.source_url,
                "digest": mention.digest,
            }
            for mention in page.mentions
        ],
        "links": list(page.links),
    }


def from_json(kept: Kept) -> Known:
    """Addresses are read anew, so that a better parser's answer counts for pages that have not changed."""
    return Known(kept.url, kept.etag, kept.modified, tuple(_mentions(kept.mentions)), tuple(kept.links))


def _mentions(rows: Sequence[dict[str, str]]) -> Iterator[Mention]:
    for row in rows:
        address = parse(row["address"])
        if isinstance(address, Address):
            yield Mention(Kind(row["kind"]), address, row["source_url"], row["digest"])
