"""What a page says to programs about itself (schema.org): what everybody may know, and no more.

Neither the address of a file nor what is said in it is part of that.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from rounds.content.addresses import address_of
from rounds.content.authors import Author
from rounds.core.zones import Zone
from rounds.media import playing

TYPES = {"article": "NewsArticle"}


def article(page: Any, authors: Sequence[Author] = (), topics: Sequence[str] = ()) -> dict[str, object]:
    said = _page(TYPES.get(page._meta.model_name, "Article"), page, authors)
    said |= {"headline": page.title, "abstract": page.summary}
    if changed := modified(page):
        said["dateModified"] = changed
    if topics:
        said["keywords"] = list(topics)
    return said


def episode(page: Any, show: Any, authors: Sequence[Author] = ()) -> dict[str, object]:
    said = _played("PodcastEpisode", page, authors)
    said["partOfSeries"] = {"@type": "PodcastSeries", "name": show.title, "url": _url(show)}
    if page.number:
        said["episodeNumber"] = page.number
    if page.season:
        said["partOfSeason"] = {"@type": "PodcastSeason", "seasonNumber": page.season}
    return said


def video(page: Any, authors: Sequence[Author] = ()) -> dict[str, object]:
    said = _played("VideoObject", page, authors)
    if page.first_published_at:
        said["uploadDate"] = page.first_published_at.isoformat()
    if page.recording and (still := playing.poster_src(page.recording)):
        said["thumbnailUrl"] = f"{settings.PUBLIC_URL}{still}"
    return said


def modified(page: Any) -> str:
    """The later of publishing it anew and of looking whether it still holds."""
    days = [page.last_published_at.date()] if page.last_published_at else []
    days += [page.reviewed_on] if page.reviewed_on else []
    return max(days).isoformat() if days else ""


def _played(type: str, page: Any, authors: Sequence[Author]) -> dict[str, object]:
    said = _page(type, page, authors)
    said |= {"name": page.title, "description": page.summary, "inLanguage": page.language}
    if page.recording and page.recording.seconds:
        said["duration"] = f"PT{page.recording.seconds}S"
    return said


def _page(type: str, page: Any, authors: Sequence[Author]) -> dict[str, object]:
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": type,
        "url": _url(page),
        "isAccessibleForFree": page.zone in (Zone.PUBLIC, Zone.GUEST),
    }
    if page.first_published_at:
        said["datePublished"] = page.first_published_at.isoformat(timespec="seconds")
    if authors:
        said["author"] = [_person(one) for one in authors]
    return said


def _url(page: Any) -> str:
    return f"{settings.PUBLIC_URL}{address_of(page.url_path)}"


def _person(author: Author) -> dict[str, object]:
    said: dict[str, object] = {"@type": "Person", "name": author.name}
    if author.credentials:
        said["honorificSuffix"] = ", ".join(author.credentials)
    if author.url:
        said["url"] = f"{settings.PUBLIC_URL}{author.url}"
    return said
