"""What leads on from a page, or is taken along: calls to act, files, recordings."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from rounds.content.links import is_https
from rounds.content.models import File
from rounds.media.models import Recording


class Call(NamedTuple):
    heading: str
    text: str
    label: str
    url: str
    leaves: bool  # this site


class Carried(NamedTuple):
    file: File
    note: str


class Played(NamedTuple):
    recording: Recording
    caption: str


def calls(values: list[Any], request: HttpRequest | None) -> Iterable[Call | None]:
    """Left out where it leads nowhere any more."""
    for value in values:
        page, url = value.get("page"), (value.get("url") or "").strip()
        if page is not None:
            url = page.get_url(request) or "" if page.live else ""
        elif not is_https(url):
            url = ""
        told = (value.get("heading") or "", value.get("text") or "", value.get("label") or "")
        yield Call(*told, url, page is None) if url else None


def files(values: list[Any], request: HttpRequest | None) -> Iterable[Carried | None]:
    for value in values:
        file = value.get("file")
        yield Carried(file, value.get("note") or "") if file else None


def recordings(values: list[Any], request: HttpRequest | None) -> Iterable[Played | None]:
    """One whose words have gone missing since is left out: it would be for half of the readers only."""
    there = [value["recording"] for value in values if value.get("recording")]
    prefetch_related_objects(there, "tracks", "chapters")
    for value in values:
        recording = value.get("recording")
        yield Played(recording, value.get("caption") or "") if recording and recording.is_ready() else None
