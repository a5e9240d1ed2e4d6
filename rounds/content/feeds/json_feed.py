"""JSON Feed 1.1. Source: jsonfeed.org/version/1.1."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from rounds.content.authors import Author
from rounds.content.feeds.entries import Entry
from rounds.content.feeds.subjects import Subject

TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(subject: Subject, entries: Sequence[Entry], *, address: str) -> dict[str, Any]:
    return {
        "version": VERSION,
        "title": subject.title,
        "home_page_url": subject.home,
        "feed_url": address,
        **({"description": subject.about} if subject.about else {}),
        "language": subject.language,
        "authors": [{"name": settings.HOUSE_NAME, "url": f"{settings.PUBLIC_URL}/"}],
        "items": [_item(one) for one in entries],
    }


def _item(one: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "summary": one.summary,
        "date_published": one.published.isoformat(),
        "date_modified": one.updated.isoformat(),
        "language": one.language,
        **({"content_html": one.markup} if one.markup else {"content_text": one.text}),
    }
    if one.authors:
        said["authors"] = [_author(person) for person in one.authors]
    if one.topics:
        said["tags"] = list(one.topics)
    if one.picture:
        said["image"] = one.picture.url
    if one.sound and one.sound.url:
        said["attachments"] = [_attachment(one)]
    return said


def _author(person: Author) -> dict[str, str]:
    return {"name": str(person)} | ({"url": f"{settings.PUBLIC_URL}{person.url}"} if person.url else {})


def _attachment(one: Entry) -> dict[str, Any]:
    assert one.sound
    said: dict[str, Any] = {"url": one.sound.url, "mime_type": one.sound.content_type, "title": one.title}
    if one.sound.size:
        said["size_in_bytes"] = one.sound.size
    if one.sound.seconds:
        said["duration_in_seconds"] = one.sound.seconds
    return said
