"""Recordings that come with a course. One that is kept already, byte for byte, is not kept twice."""

import io
from datetime import datetime

from django.core.files.base import File

from rounds.courses.actions.files import Saved
from rounds.courses.folders.shape import RecordingIn
from rounds.media import taking_in, vtt
from rounds.media.actions import bring_file, keep_words, name_elsewhere
from rounds.media.cues import Cue
from rounds.media.models import Recording, Track
from rounds.users.models import User


def keep_recording(
    *, told: RecordingIn, title: str, language: str, saved: Saved, by: User | None, at: datetime
) -> Recording:
    """`title`, `language`: of the lesson, where the folder says nothing of its own. Inside a transaction.

    The name of a file that was put into the store is added to `saved`.
    """
    title, language = told.title or title, told.language or language
    recording = _kept(told, title, language, saved, by, at)
    _keep_words(recording, Track.Kind.CAPTIONS, recording.language, told.words, by, at)
    for tag, cues in told.translations.items():
        _keep_words(recording, Track.Kind.SUBTITLES, tag, cues, by, at)
    return recording


def _kept(
    told: RecordingIn, title: str, language: str, saved: Saved, by: User | None, at: datetime
) -> Recording:
    if told.source is None or told.found is None:
        there = Recording.objects.filter(elsewhere=told.address).order_by("pk").first()
        return there or name_elsewhere(
            kind=told.kind, title=title, language=language, address=told.address, by=by, at=at
        )
    with told.source.open() as opened:
        content = io.BytesIO(opened.read(told.source.size))
    digest = taking_in.sha256(content)
    if there := Recording.objects.filter(sha256=digest).order_by("pk").first():
        return there
    content.seek(0)
    file = File(content, name=f"recording.{told.found.ending}")
    made = bring_file(
        title=title, language=language, file=file, found=told.found, sha256=digest, by=by, at=at
    )
    saved.append((made.file.storage, str(made.file.name)))
    return made


def _keep_words(
    recording: Recording, kind: str, language: str, cues: list[Cue], by: User | None, at: datetime
) -> None:
    """Only what differs from what is there: pages that show the recording change with its words."""
    if not cues or recording.tracks.filter(kind=kind, language=language, vtt=vtt.write(cues)).exists():
        return
    keep_words(recording=recording, kind=kind, language=language, cues=cues, by=by, at=at)
