"""Passages and a kind of thing for tests."""

from datetime import UTC, datetime

from rounds.search.models import Passage
from rounds.search.passages import keep

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def passage(text: str = "", *, title: str = "A thing", zone: str = "public", **fields) -> Passage:
    whole = {"url": "/thing/", "language": "en", "published_at": AT, **fields}
    return Passage(zone=zone, title=title, text=text, **whole)


def thing(item: int, text: str = "", *, kind: str = "article", **fields) -> None:
    keep(kind, item, [passage(text, **fields)])
