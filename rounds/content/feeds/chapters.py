"""Chapters of an episode as their own document. Source: the podcast namespace, JSON Chapters 1.2."""

from typing import Any

from rounds.media.models import Chapter

TYPE = "application/json+chapters"


def document(page: Any, address: str) -> dict[str, Any]:
    """`page` plays a recording. `address`: of the page."""
    chapters = Chapter.objects.filter(recording=page.recording_id).order_by("starts_ms")
    return {
        "version": "1.2.0",
        "title": page.title,
        "podcastName": page.get_parent().title,
        "description": page.summary,
        "chapters": [_chapter(one, address) for one in chapters],
    }


def _chapter(one: Chapter, address: str) -> dict[str, Any]:
    said: dict[str, Any] = {"startTime": one.starts_ms / 1000, "title": one.title}
    said["url"] = one.url or f"{address}#t={one.starts_ms // 1000}"
    return said
