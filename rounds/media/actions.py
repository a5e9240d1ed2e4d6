"""What happens to recordings. What a file, a text or a picture is was found out before (`taking_in`, `vtt`)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from rounds.activity.actions import record
from rounds.media import vtt
from rounds.media.chapters import Moment
from rounds.media.cues import Cue
from rounds.media.models import Chapter, Recording, Track
from rounds.media.signals import recording_changed
from rounds.media.taking_in import Found
from rounds.users.models import User

DETAILS = ("title", "language", "poster_alt")


@transaction.atomic
def bring_file(
    *, title: str, language: str, file: File, found: Found, sha256: str, by: User | None, at: datetime
) -> Recording:
    """`found`: what `taking_in.look` says of the file."""
    made = Recording(title=title, language=language, by=by, added_at=at, changed_at=at)
    _put_file(made, file, found, sha256)
    made.save(force_insert=True)
    record(verb="recording.added", about=made, by=by, at=at, title=title)
    return made


@transaction.atomic
def name_elsewhere(
    *, kind: str, title: str, language: str, address: str, poster: bytes = b"", by: User | None, at: datetime
) -> Recording:
    """What is at another host. `poster`: WebP, kept here, so that readers' browsers ask that host for nothing."""
    made = Recording(
        kind=kind, title=title, language=language, elsewhere=address, by=by, added_at=at, changed_at=at
    )
    if poster:
        _put_poster(made, poster)
        made.poster_alt = title[:250]
    made.save(force_insert=True)
    record(verb="recording.added", about=made, by=by, at=at, title=title, elsewhere=address)
    return made


@transaction.atomic
def change_details(*, recording: Recording, to: dict[str, Any], by: User | None, at: datetime) -> Recording:
    """`to`: some of DETAILS."""
    locked = _locked(recording)
    for name in DETAILS:
        setattr(locked, name, to.get(name, getattr(locked, name)))
    return _changed(locked, "recording.changed", by, at, *DETAILS)


@transaction.atomic
def replace_file(
    *, recording: Recording, file: File, found: Found, sha256: str, by: User | None, at: datetime
) -> Recording:
    """A better copy of the same: its words stay."""
    locked = _locked(recording)
    _remove_on_commit(locked.file.storage, locked.file.name)
    _put_file(locked, file, found, sha256)
    fields = ("kind", "file", "content_type", "size", "sha256", "seconds", "elsewhere")
    return _changed(locked, "recording.file_replaced", by, at, *fields)


@transaction.atomic
def keep_words(
    *, recording: Recording, kind: str, language: str, cues: Sequence[Cue], by: User | None, at: datetime
) -> Track:
    """In place of those of the same kind and language."""
    locked = _locked(recording)
    fields = {"vtt": vtt.write(cues), "changed_at": at}
    track, _made = Track.objects.update_or_create(
        recording=locked, kind=kind, language=language, defaults=fields
    )
    _changed(locked, "recording.words_kept", by, at, kind=kind, language=language)
    return track


@transaction.atomic
def remove_words(*, track: Track, by: User | None, at: datetime) -> None:
    locked = _locked(track.recording)
    Track.objects.filter(pk=track.pk).delete()
    _changed(locked, "recording.words_removed", by, at, kind=track.kind, language=track.language)


@transaction.atomic
def keep_chapters(*, recording: Recording, chapters: Sequence[Moment], by: User | None, at: datetime) -> None:
    """In place of all that were there."""
    locked = _locked(recording)
    locked.chapters.all().delete()
    Chapter.objects.bulk_create(
        [Chapter(recording=locked, starts_ms=one.start_ms, title=one.title, url=one.url) for one in chapters]
    )
    _changed(locked, "recording.chapters_kept", by, at, count=len(chapters))


@transaction.atomic
def keep_poster(
    *, recording: Recording, picture: bytes, alt: str, by: User | None, at: datetime
) -> Recording:
    """`picture`: WebP, as of `posters.take_in`; b"" takes the present one away."""
    locked = _locked(recording)
    _remove_on_commit(locked.poster.storage, locked.poster.name)
    locked.poster, locked.poster_alt = "", alt if picture else ""
    if picture:
        _put_poster(locked, picture)
    return _changed(locked, "recording.poster_kept", by, at, "poster", "poster_alt")


@transaction.atomic
def remove(*, recording: Recording, by: User | None, at: datetime) -> None:
    """Raises ProtectedError while a page has it."""
    locked = _locked(recording)
    record(verb="recording.removed", about=locked, by=by, at=at, title=locked.title)
    for kept in (locked.file, locked.poster):
        _remove_on_commit(kept.storage, kept.name)
    locked.delete()


def _locked(recording: Recording) -> Recording:
    return Recording.objects.select_for_update().get(pk=recording.pk)


def _changed(
    locked: Recording, verb: str, by: User | None, at: datetime, *fields: str, **data: Any
) -> Recording:
    locked.changed_at = at
    locked.save(update_fields=[*fields, "changed_at"])
    record(verb=verb, about=locked, by=by, at=at, title=locked.title, **data)
    recording_changed.send(Recording, recording=locked, by=by, at=at)
    return locked


def _put_file(recording: Recording, file: File, found: Found, sha256: str) -> None:
    recording.kind, recording.content_type, recording.seconds = found.kind, found.content_type, found.seconds
    recording.size, recording.sha256, recording.elsewhere = file.size, sha256, ""
    file.seek(0)
    recording.file.save(f"{_name(recording.title)}.{found.ending}", file, save=False)


def _put_poster(recording: Recording, picture: bytes) -> None:
    recording.poster.save(f"{_name(recording.title)}.webp", ContentFile(picture), save=False)


def _name(title: str) -> str:
    """Never the name that somebody's computer gave it, and never the same again."""
    return f"{slugify(title)[:50] or 'recording'}-{get_random_string(6).lower()}"


def _remove_on_commit(storage: Storage, name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: storage.delete(name))
