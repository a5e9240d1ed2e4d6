"""What a page says to programs about itself (schema.org): what everybody may know, and no more."""

from typing import Any

from django.conf import settings

from rounds.core.zones import Zone


def article(page: Any) -> dict[str, object]:
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "abstract": page.summary,
        "url": f"{settings.PUBLIC_URL}{page.get_url()}",
        "isAccessibleForFree": page.zone in (Zone.PUBLIC, Zone.GUEST),
    }
    if page.first_published_at:
        said["datePublished"] = page.first_published_at.date().isoformat()
    if page.reviewed_on:
        said["dateModified"] = page.reviewed_on.isoformat()
    return said
