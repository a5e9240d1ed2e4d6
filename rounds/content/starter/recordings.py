"""Recordings with their words, chapters and still picture."""

from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile

from rounds.content.starter.pieces import HERE, Written
from rounds.media import actions, chapters, posters, taking_in, vtt
from rounds.media.models import Recording, Track

FOLDER = HERE / "recordings"
LANGUAGE = "en"


def keep(written: Written, *, at: datetime) -> Recording:
    name = written["recording"]
    path = file_of(name)
    file = ContentFile(path.read_bytes(), name=path.name)
    recording = actions.bring_file(
        title=written["title"],
        language=LANGUAGE,
        file=file,
        found=taking_in.look(file, file.size),
        sha256=taking_in.sha256(file),
        by=None,
        at=at,
    )
    _keep_words(recording, name, at)
    if "poster_alt" in written:
        _keep_poster(recording, name, written["poster_alt"], at)
    return Recording.objects.get(pk=recording.pk)


def file_of(name: str) -> Path:
    """The recording itself."""
    return next(path for path in FOLDER.glob(f"{name}.*") if path.suffix in (".mp3", ".webm"))


def _keep_words(recording: Recording, name: str, at: datetime) -> None:
    read = vtt.read((FOLDER / f"{name}.vtt").read_text(), seconds=recording.seconds)
    told = chapters.read((FOLDER / f"{name}.chapters.txt").read_text(), seconds=recording.seconds)
    kind = Track.Kind.CAPTIONS
    actions.keep_words(recording=recording, kind=kind, language=LANGUAGE, cues=read.cues, by=None, at=at)
    actions.keep_chapters(recording=recording, chapters=told, by=None, at=at)


def _keep_poster(recording: Recording, name: str, alt: str, at: datetime) -> None:
    path = FOLDER / f"{name}.png"
    with path.open("rb") as file:
        picture = posters.take_in(file, path.stat().st_size)
    actions.keep_poster(recording=recording, picture=picture, alt=alt, by=None, at=at)
