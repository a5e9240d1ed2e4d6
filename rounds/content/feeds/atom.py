"""Atom 1.0. Source: RFC 4287."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.html import escape

from rounds.content.feeds.entries import Entry
from rounds.content.feeds.subjects import Subject
from rounds.content.feeds.xml import put, root, written

TYPE = "application/atom+xml; charset=utf-8"
A = "{http://www.w3.org/2005/Atom}"
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def feed(subject: Subject, entries: Sequence[Entry], *, id: str, address: str) -> bytes:
    """`id`: the same wherever the feed goes. `address`: where it was fetched."""
    top = root(f"{A}feed", {None: A[1:-1]})
    top.set("{http://www.w3.org/XML/1998/namespace}lang", subject.language)
    put(top, f"{A}id", id)
    _words(top, "title", subject.title)
    if subject.about:
        _words(top, "subtitle", subject.about)
    put(top, f"{A}updated", max((one.updated for one in entries), default=NEVER).isoformat())
    put(top, f"{A}link", rel="self", type="application/atom+xml", href=address)
    put(top, f"{A}link", rel="alternate", type="text/html", href=subject.home)
    put(put(top, f"{A}author"), f"{A}name", settings.HOUSE_NAME)
    for one in entries:
        _entry(put(top, f"{A}entry", xml_lang=one.language), one)
    return written(top)


def _entry(into: Any, one: Entry) -> None:
    put(into, f"{A}id", one.id)
    _words(into, "title", one.title)
    put(into, f"{A}published", one.published.isoformat())
    put(into, f"{A}updated", one.updated.isoformat())
    put(into, f"{A}link", rel="alternate", type="text/html", href=one.url)
    if one.sound and one.sound.url:
        put(
            into,
            f"{A}link",
            rel="enclosure",
            type=one.sound.content_type,
            length=one.sound.size,
            href=one.sound.url,
        )
    for person in one.authors:
        author = put(into, f"{A}author")
        put(author, f"{A}name", person)
        if person.url:
            put(author, f"{A}uri", f"{settings.PUBLIC_URL}{person.url}")
    for topic in one.topics:
        put(into, f"{A}category", term=topic)
    _words(into, "summary", one.text)
    if one.markup:
        put(into, f"{A}content", one.markup, type="html")


def _words(into: Any, tag: str, words: str) -> None:
    """Text is text; where a careless reader might take it for markup, it is said which of both it is."""
    if "<" in words or "&" in words:
        put(into, f"{A}{tag}", escape(words), type="html")
    else:
        put(into, f"{A}{tag}", words)
