"""A podcast as RSS 2.0, with what Apple's directory and Podcasting 2.0 read.

Sources: rssboard.org/rss-specification; Apple, "Podcast RSS feed requirements"; the podcast namespace, 1.0.
"""

import re
from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.utils.html import escape, linebreaks

from rounds.content.feeds.entries import Entry
from rounds.content.feeds.sounds import Sound
from rounds.content.feeds.subjects import Subject
from rounds.content.feeds.xml import put, root, written
from rounds.content.podcasting import credit_of

TYPE = "application/rss+xml; charset=utf-8"
NAMESPACES: dict[str | None, str] = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
ATOM, CONTENT, DC, ITUNES, PODCAST = (f"{{{address}}}" for address in NAMESPACES.values())


def feed(
    subject: Subject, entries: Sequence[Entry], *, address: str, cover: str = "", is_private: bool = False
) -> bytes:
    """`subject` is a podcast. `cover`: the address of its picture. A private feed is in no directory."""
    top = root("rss", NAMESPACES, version="2.0")
    channel = put(top, "channel")
    _about(channel, subject, address, cover)
    _for_directories(channel, subject.page, is_private)
    if entries:
        put(channel, "lastBuildDate", format_datetime(max(one.updated for one in entries)))
    for one in entries:
        _item(put(channel, "item"), one)
    return written(top)


def _about(channel: Any, subject: Subject, address: str, cover: str) -> None:
    page = subject.page
    put(channel, "title", _title(subject.title))
    put(channel, "link", subject.home)
    put(channel, "description", escape(subject.about or subject.title))
    put(channel, "language", page.language)
    put(channel, f"{ATOM}link", rel="self", type="application/rss+xml", href=address)
    put(channel, "copyright", page.licence_name or f"© {page.made_by}")
    if cover:
        image = put(channel, "image")
        put(image, "url", cover)
        put(image, "title", _title(subject.title))
        put(image, "link", subject.home)
        put(channel, f"{ITUNES}image", href=cover)


def _for_directories(channel: Any, page: Any, is_private: bool) -> None:
    above, _colon, below = page.category.partition(":")
    category = put(channel, f"{ITUNES}category", text=above)
    if below:
        put(category, f"{ITUNES}category", text=below)
    put(channel, f"{ITUNES}author", page.made_by)
    put(channel, f"{ITUNES}explicit", "true" if page.is_explicit else "false")
    put(channel, f"{ITUNES}type", "episodic")
    if settings.PODCAST_EMAIL:
        owner = put(channel, f"{ITUNES}owner")
        put(owner, f"{ITUNES}name", settings.HOUSE_NAME)
        put(owner, f"{ITUNES}email", settings.PODCAST_EMAIL)
    if is_private:
        put(channel, f"{ITUNES}block", "Yes")
        put(channel, f"{PODCAST}block", "yes")
    put(channel, f"{PODCAST}guid", page.guid)
    put(channel, f"{PODCAST}locked", "yes", owner=settings.PODCAST_EMAIL or None)
    put(channel, f"{PODCAST}medium", "podcast")
    if page.licence_name:
        put(channel, f"{PODCAST}license", page.licence_name, url=page.licence_url or None)


def _title(words: str) -> str:
    """RSS does not say whether a title is text or HTML, and readers differ: so what might be a tag is none."""
    return re.sub(r"<(?=[A-Za-z/!?])", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", words)


def _item(item: Any, one: Entry) -> None:
    put(item, "title", _title(one.title))
    put(item, "link", one.url)
    put(item, "guid", one.id.removeprefix("urn:uuid:"), isPermaLink="false")
    put(item, "pubDate", format_datetime(one.published))
    put(item, "description", linebreaks(one.text, autoescape=True))
    if one.markup:
        put(item, f"{CONTENT}encoded", one.markup)
    for topic in one.topics:
        put(item, "category", topic)
    if one.season:
        put(item, f"{ITUNES}season", one.season)
        put(item, f"{PODCAST}season", one.season)
    if one.number:
        put(item, f"{ITUNES}episode", one.number)
        put(item, f"{PODCAST}episode", one.number)
    put(item, f"{ITUNES}episodeType", one.part or "full")
    if one.picture:
        put(item, f"{ITUNES}image", href=one.picture.url)
    _people(item, one)
    if one.sound:
        _sound(item, one.sound)


def _people(item: Any, one: Entry) -> None:
    """Whoever has a part that others have no word for is named as one who made it."""
    for person in one.authors:
        put(item, f"{DC}creator", person)
        if credit := credit_of(person.role):
            href = f"{settings.PUBLIC_URL}{person.url}" if person.url else None
            put(item, f"{PODCAST}person", str(person)[:128], role=credit.role, group=credit.group, href=href)


def _sound(item: Any, sound: Sound) -> None:
    if sound.url:
        put(item, "enclosure", url=sound.url, length=sound.size, type=sound.content_type)
    if sound.seconds:
        put(item, f"{ITUNES}duration", sound.seconds)
    for words in sound.words:
        put(
            item,
            f"{PODCAST}transcript",
            url=words.url,
            type="text/vtt",
            language=words.language,
            rel="captions",
        )
    if sound.chapters:
        put(item, f"{PODCAST}chapters", url=sound.chapters, type="application/json+chapters")
