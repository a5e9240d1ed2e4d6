"""What a player shows of a recording: two queries, or none where its words were prefetched (`with_words`)."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.media import hosts, languages, moments
from rounds.media.cues import Cue
from rounds.media.models import Recording, Track
from rounds.media.passages import paragraphs


class ShownTrack(NamedTuple):
    src: str
    kind: str  # of <track>
    language: str
    label: str
    is_default: bool


class ShownChapter(NamedTuple):
    seconds: int
    clock: str
    title: str
    url: str
    href: str


class ShownCue(NamedTuple):
    start: str  # in seconds
    end: str
    words: str


class ShownParagraph(NamedTuple):
    anchor: str  # "t=95"; "" of the second in one second
    seconds: int
    clock: str
    voice: str  # "" where it is the same as before
    cues: list[ShownCue]
    href: str  # of the moment, for those without script


@dataclass(frozen=True)
class Playing:
    recording: Recording
    src: str  # "" where it is elsewhere
    poster: str
    tracks: list[ShownTrack]
    chapters: list[ShownChapter]
    words_language: str  # of the transcript; "" where there is none
    words_src: str  # its WebVTT
    host: str  # where it is elsewhere
    lasts: str

    @cached_property
    def transcript(self) -> list[ShownParagraph]:
        words = self.recording.words()
        return _paragraphs(self.recording, words.cues()) if words else []


def of(recording: Recording) -> Playing:
    """Whoever calls has made sure that the reader may play it (`gates`, or the page's zone)."""
    prefetch_related_objects([recording], "tracks", "chapters")
    words = recording.words()
    return Playing(
        recording=recording,
        src=src(recording),
        poster=poster_src(recording),
        tracks=[_track(one, one == words) for one in _in_order(recording)],
        chapters=_chapters(recording),
        words_language=words.language if words else "",
        words_src=words_src(words) if words else "",
        host=hosts.host_of(recording.elsewhere).name if recording.elsewhere else "",
        lasts=moments.clock(recording.seconds * 1000) if recording.seconds else "",
    )


def src(recording: Recording) -> str:
    """The address of the file; "" where it is elsewhere."""
    return reverse("recording", args=[recording.pk, recording.file_name]) if recording.is_here else ""


def poster_src(recording: Recording) -> str:
    """With the name of this very picture, so that another has another address."""
    if not recording.poster.name:
        return ""
    return reverse("recording_poster", args=[recording.pk, recording.poster.name.rpartition("/")[2]])


def words_src(track: Track) -> str:
    return reverse("recording_words", args=[track.recording_id, track.kind, track.language])


def at(recording: Recording, seconds: int) -> str:
    """The address of a moment, for browsers without script; "" where there is none."""
    if recording.is_here:
        return f"{src(recording)}#t={seconds}"
    return hosts.at(recording.elsewhere, seconds)


def _in_order(recording: Recording) -> list[Track]:
    order = list(Track.Kind.values)
    return sorted(recording.tracks.all(), key=lambda one: (order.index(one.kind), one.language))


def _track(track: Track, is_default: bool) -> ShownTrack:
    name = languages.own_name_of(track.language)
    if track.kind == Track.Kind.DESCRIPTIONS:
        name = _("%(language)s, what is to be seen") % {"language": name}
    return ShownTrack(words_src(track), track.kind, track.language, name, is_default)


def _chapters(recording: Recording) -> list[ShownChapter]:
    told = sorted(recording.chapters.all(), key=lambda one: one.starts_ms)
    return [
        ShownChapter(
            one.starts_ms // 1000,
            moments.clock(one.starts_ms),
            one.title,
            one.url,
            at(recording, one.starts_ms // 1000),
        )
        for one in told
    ]


def _paragraphs(recording: Recording, cues: list[Cue]) -> list[ShownParagraph]:
    shown: list[ShownParagraph] = []
    before, anchored = "", -1
    for part in paragraphs(cues):
        seconds = part.start_ms // 1000
        shown.append(
            ShownParagraph(
                f"t={seconds}" if seconds != anchored else "",
                seconds,
                moments.clock(part.start_ms),
                part.voice if part.voice != before else "",
                [ShownCue(_seconds(one.start_ms), _seconds(one.end_ms), one.words) for one in part.cues],
                at(recording, seconds),
            )
        )
        before, anchored = part.voice, seconds
    return shown


def _seconds(ms: int) -> str:
    """With no more digits than there are: 95, 95.5."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
