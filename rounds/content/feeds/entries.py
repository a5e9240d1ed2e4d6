"""One page as a feed tells it: what the reader may not read is not in it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from rounds.content import authors, cards
from rounds.content.addresses import address_of
from rounds.content.authors import Author
from rounds.content.feeds.markup import markup_of
from rounds.content.feeds.sounds import Carrier, Sound, sounds_of
from rounds.content.pictures.markup import address as picture_address
from rounds.content.zoned import ZonedQuerySet


class Picture(NamedTuple):
    url: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`id` is the same for ever, wherever the page goes. `markup`: HTML of all of it; "" where that is not open."""

    id: str
    url: str
    title: str
    summary: str
    opening: str
    published: datetime
    updated: datetime
    language: str
    markup: str = ""
    authors: Sequence[Author] = ()
    topics: Sequence[str] = ()
    picture: Picture | None = None
    sound: Sound | None = None
    season: int | None = None
    number: int | None = None
    part: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(one for one in (self.summary, self.opening) if one)


@dataclass(frozen=True, slots=True)
class For:
    """Whom a feed is made for: what is open to them, and how they get at recordings."""

    zones: frozenset[str]
    carrier: Carrier


def newest(shelves: Iterable[ZonedQuerySet], zones: frozenset[str], most: int | None) -> list[Any]:
    """Of several kinds of pages those that are known in these zones, the last published first."""
    found = [
        page
        for shelf in shelves
        for page in shelf.known_in(zones)
        .filter(first_published_at__isnull=False)
        .select_related(*_beside(shelf.model))
        .prefetch_related("picture__renditions")
        .order_by("-first_published_at", "-pk")[:most]
    ]
    return sorted(found, key=lambda page: (page.first_published_at, page.pk), reverse=True)[:most]


def entries_of(pages: Sequence[Any], reader: For) -> list[Entry]:
    """In the order in which they come, in as many queries for one as for five hundred."""
    people = authors.of_all([page.pk for page in pages], reader.zones)
    topics = cards.topics_of({"id": page.pk, "type": page._meta.model_name} for page in pages)
    open_ = [page for page in pages if page.is_open_in(reader.zones)]
    addresses = {page.pk: f"{settings.PUBLIC_URL}{address_of(page.url_path)}" for page in pages}
    markup = markup_of(open_, addresses)
    sounds = sounds_of(open_, reader.carrier)
    return [
        replace(
            _known(page, addresses[page.pk]),
            authors=people.get(page.pk, ()),
            topics=[one.name for one in topics.get(page.pk, ())],
            markup=markup.get(page.pk, ""),
            sound=sounds.get(page.pk),
        )
        for page in pages
    ]


def _known(page: Any, address: str) -> Entry:
    """What everybody may know of it."""
    return Entry(
        id=_id(page),
        url=address,
        title=page.title,
        summary=page.summary,
        opening=page.opening,
        published=page.first_published_at,
        updated=max(page.last_published_at or page.first_published_at, page.first_published_at),
        language=page.language,
        season=getattr(page, "season", None),
        number=getattr(page, "number", None),
        part=getattr(page, "part", ""),
        picture=_picture(page),
    )


def _picture(page: Any) -> Picture | None:
    """Everybody may see it, wherever everybody may know of the page."""
    path = picture_address(page.picture, "social")
    return Picture(f"{settings.PUBLIC_URL}{path}", page.picture_alt) if path else None


def _id(page: Any) -> str:
    return f"urn:uuid:{getattr(page, 'guid', None) or page.translation_key}"


def _beside(model: type) -> Collection[str]:
    return [name for name in ("recording", "picture") if hasattr(model, name)]
