"""What a page says to programs about itself (schema.org): what everybody may know, and no more."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from rounds.content.addresses import address_of
from rounds.content.authors import Author
from rounds.core.zones import Zone

TYPES = {"article": "NewsArticle"}


def article(page: Any, authors: Sequence[Author] = (), topics: Sequence[str] = ()) -> dict[str, object]:
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(page._meta.model_name, "Article"),
        "headline": page.title,
        "abstract": page.summary,
        "url": f"{settings.PUBLIC_URL}{address_of(page.url_path)}",
        "isAccessibleForFree": page.zone in (Zone.PUBLIC, Zone.GUEST),
    }
    if page.first_published_at:
        said["datePublished"] = page.first_published_at.isoformat(timespec="seconds")
    if changed := modified(page):
        said["dateModified"] = changed
    if authors:
        said["author"] = [_person(one) for one in authors]
    if topics:
        said["keywords"] = list(topics)
    return said


def modified(page: Any) -> str:
    """The later of publishing it anew and of looking whether it still holds."""
    days = [page.last_published_at.date()] if page.last_published_at else []
    days += [page.reviewed_on] if page.reviewed_on else []
    return max(days).isoformat() if days else ""


def _person(author: Author) -> dict[str, object]:
    said: dict[str, object] = {"@type": "Person", "name": author.name}
    if author.credentials:
        said["honorificSuffix"] = ", ".join(author.credentials)
    if author.url:
        said["url"] = f"{settings.PUBLIC_URL}{author.url}"
    return said
