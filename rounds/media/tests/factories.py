"""Recordings for tests: real ones, of twenty seconds, with their words."""

import io
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.base import File
from PIL import Image

from rounds.media import actions, chapters, posters, taking_in, vtt
from rounds.media.models import Recording, Track
from rounds.users.models import User

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KEPT = Path(__file__).parent / "recordings"
WORDS = (KEPT / "talk.vtt").read_text()
CHAPTERS = "0:00 What a page is for\n0:09 Who walks the puppy"


def content(name: str) -> bytes:
    return (KEPT / name).read_bytes()


def recording(
    name: str = "talk.mp3", *, title: str = "A page is like a puppy", by: User | None = None
) -> Recording:
    """Without words. `name`: talk.mp3, talk.opus, talk.webm, short.mp4, short.m4a, sound.webm."""
    told = content(name)
    return actions.bring_file(
        title=title,
        language="en",
        file=File(io.BytesIO(told), name),
        found=taking_in.look(io.BytesIO(told), len(told)),
        sha256=taking_in.sha256(io.BytesIO(told)),
        by=by,
        at=AT,
    )


def with_words(
    found: Recording, *, kind: str = Track.Kind.CAPTIONS, language: str = "en", words: str = WORDS
) -> Recording:
    actions.keep_words(
        recording=found, kind=kind, language=language, cues=vtt.read(words).cues, by=None, at=AT
    )
    return Recording.objects.get(pk=found.pk)


def whole(name: str = "talk.mp3", *, title: str = "A page is like a puppy") -> Recording:
    """With words, chapters and, of a video, a still picture."""
    found = with_words(recording(name, title=title))
    actions.keep_chapters(recording=found, chapters=chapters.read(CHAPTERS), by=None, at=AT)
    if found.kind == Recording.Kind.VIDEO:
        actions.keep_poster(recording=found, picture=webp(), alt="A puppy on a green lawn.", by=None, at=AT)
    return Recording.objects.get(pk=found.pk)


def elsewhere(address: str = "https://www.youtube.com/watch?v=abc", *, title: str = "A talk") -> Recording:
    return actions.name_elsewhere(
        kind="video", title=title, language="en", address=address, poster=webp(), by=None, at=AT
    )


def webp() -> bytes:
    return posters.take_in(png(), 1)


def png(size: tuple[int, int] = (640, 360)) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, "#14523a").save(file, "PNG")
    file.seek(0)
    return file
