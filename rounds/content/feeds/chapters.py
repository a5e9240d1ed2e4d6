"""Chapters of an episode as their own document. Source: the podcast namespace, JSON Chapters 1.2."""

from typing import Any

from rounds.media.chapters import Moment, as_json
from rounds.media.models import Chapter

TYPE = "application/json+chapters"


def document(page: Any, address: str) -> dict[str, Any]:
    """`page` plays a recording. `address`: of the page, where a chapter without an address of its own opens."""
    chapters = Chapter.objects.filter(recording=page.recording_id).order_by("starts_ms")
    moments = [
        Moment(one.starts_ms, one.title, one.url or f"{address}#t={one.starts_ms // 1000}")
        for one in chapters
    ]
    about = {"podcastName": page.get_parent().title, "description": page.summary}
    return as_json(moments, title=page.title) | about
