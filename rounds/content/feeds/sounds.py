"""What is played, for programs: the file with its size and kind, its words, its chapters."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from rounds.media.models import Chapter, Recording, Track


class Words(NamedTuple):
    """A transcript or captions, as WebVTT."""

    url: str
    language: str


class Sound(NamedTuple):
    """`url` is "" where it lies elsewhere: there is no file to give. `chapters`: address of their document."""

    url: str
    content_type: str
    size: int
    seconds: int | None
    words: tuple[Words, ...]
    chapters: str


class Carrier(Protocol):
    """How a reader gets at what belongs to a recording."""

    def file(self, recording: Recording) -> str: ...

    def track(self, recording: Recording, track: Track) -> str: ...

    def chapters(self, page: Any) -> str: ...


def sounds_of(pages: Iterable[Any], carrier: Carrier) -> dict[int, Sound]:
    """Of the pages that play something, whose `recording` is at hand; open to the reader, all of them."""
    playing = [page for page in pages if getattr(page, "recording_id", None)]
    ids = {page.recording_id for page in playing}
    tracks: defaultdict[int, list[Track]] = defaultdict(list)
    for track in (
        Track.objects.filter(recording__in=ids, kind=Track.Kind.CAPTIONS).defer("vtt").order_by("pk")
    ):
        tracks[track.recording_id].append(track)
    with_chapters = set(Chapter.objects.filter(recording__in=ids).values_list("recording", flat=True))
    return {
        page.pk: _sound(page, tracks[page.recording_id], page.recording_id in with_chapters, carrier)
        for page in playing
    }


def _sound(page: Any, tracks: list[Track], has_chapters: bool, carrier: Carrier) -> Sound:
    recording: Recording = page.recording
    return Sound(
        carrier.file(recording) if recording.file else "",
        recording.content_type,
        recording.size or 0,
        recording.seconds,
        tuple(Words(carrier.track(recording, one), one.language) for one in tracks),
        carrier.chapters(page) if has_chapters else "",
    )
