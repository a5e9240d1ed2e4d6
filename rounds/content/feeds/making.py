"""A subject in the form that was asked for."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from rounds.content.feeds import atom, json_feed, rss
from rounds.content.feeds.entries import Entry, For, entries_of, newest
from rounds.content.feeds.kept import Made
from rounds.content.feeds.subjects import Subject
from rounds.content.models import Podcast
from rounds.content.pictures.markup import address as picture_address

ENDINGS = ("atom", "json", "xml")


def suits(subject: Subject, ending: str) -> bool:
    """RSS is for podcasts, which are read in all three."""
    return ending != "xml" or isinstance(subject.page, Podcast)


def make(
    subject: Subject,
    ending: str,
    reader: For,
    address: str,
    *,
    before: list[Entry] | None = None,
    is_private: bool = False,
) -> Made:
    """`before`: what is told ahead of the pages."""
    entries = [*(before or []), *entries_of(newest(subject.shelves, reader.zones, subject.most), reader)]
    match ending:
        case "atom":
            return Made(atom.feed(subject, entries, id=_id(subject), address=address), atom.TYPE)
        case "json":
            return Made(_json(json_feed.feed(subject, entries, address=address)), json_feed.TYPE)
        case _:
            told = rss.feed(subject, entries, address=address, cover=cover_of(subject), is_private=is_private)
            return Made(told, rss.TYPE)


def cover_of(subject: Subject) -> str:
    path = picture_address(subject.page.cover, "feed")
    return f"{settings.PUBLIC_URL}{path}" if path else ""


def _id(subject: Subject) -> str:
    """The same wherever the page goes; a topic and the whole site stay where they are."""
    if subject.page:
        return f"urn:uuid:{subject.page.translation_key}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, subject.home)}"


def _json(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
