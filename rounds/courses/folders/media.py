"""What lies beside lessons: `01-key.mp4` is the recording of `01-key.md`, `01-key.vtt` its words, `01-key.es.vtt` a
translation; what is in the folder `01-key/`, and whatever else a lesson names, are its files."""

import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

from rounds.courses.folders.shape import Fault, FileIn, RecordingIn, Source, Sources
from rounds.courses.folders.texts import damaged
from rounds.courses.folders.unpacking import content
from rounds.media import file_types, languages, pictures, taking_in, vtt
from rounds.media.cues import Cue

RECORDINGS = ("mp4", "m4a", "mp3", "webm", "ogg", "opus")
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
_BY_FORMAT = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
_TYPES = {"pdf": "application/pdf", "csv": "text/csv", "txt": "text/plain", "md": "text/plain"}
NAME = re.compile(r"[^\W_][\w .()+-]{0,119}")
_SECRETS = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment")


class Beside(NamedTuple):
    """Of one lesson: paths by what they are."""

    recording: str
    words: str
    translations: dict[str, str]
    files: dict[str, str]  # by name


def beside(paths: Iterable[str], stems: dict[str, str], faults: list[Fault]) -> dict[str, Beside]:
    """`paths`: in one module. `stems`: of its lessons ("first/01-hello"), with the words in which they name files."""
    found = {stem: Beside("", "", {}, {}) for stem in stems}
    for path in paths:
        folder, _slash, name = path.rpartition("/")
        if folder in found:
            found[folder].files[name] = path
            continue
        stem, language, kind = _read(path, found)
        if stem and kind in RECORDINGS:
            found[stem] = _with_recording(found[stem], path, faults)
        elif stem and kind == "vtt":
            found[stem] = _with_words(found[stem], path, language)
        elif not _lend(path, name, stems, found):
            faults.append(Fault(path, 0, _("No lesson has this file. Name it in one, or take it out.")))
    return found


def recording_of(there: Beside, told: RecordingIn, source: Sources, faults: list[Fault]) -> RecordingIn:
    """`told`: what the head of the lesson says of it."""
    path = there.recording
    raw, found = content(source[path]), None
    if raw is None:
        faults.append(damaged(path))
    else:
        try:
            found = taking_in.look(io.BytesIO(raw), len(raw))
        except taking_in.Refused as refused:
            faults.append(Fault(path, 0, str(refused)))
    return replace(
        told, source=source[path], found=found, ending=_ending(path), kind=found.kind if found else ""
    )


def words_of(path: str, source: Source, seconds: int | None, faults: list[Fault]) -> list[Cue]:
    raw = content(source)
    if raw is None:
        faults.append(damaged(path))
        return []
    try:
        return vtt.read(vtt.decode(raw), seconds=seconds).cues
    except vtt.Malformed as wrong:
        faults.append(Fault(path, 0, str(wrong)))
        return []


def file_of(path: str, title: str, source: Source, faults: list[Fault]) -> FileIn | None:
    name = path.rpartition("/")[2]
    if not NAME.fullmatch(name):
        faults.append(Fault(path, 0, _("Name files in letters, digits, dots and hyphens.")))
        return None
    raw = content(source)
    if raw is None:
        faults.append(damaged(path))
        return None
    try:
        return _looked_at(name, title, raw, source)
    except ValidationError as refused:
        faults.append(Fault(path, 0, refused.messages[0]))
        return None


def _looked_at(name: str, title: str, raw: bytes, source: Source) -> FileIn:
    """Raises ValidationError."""
    ending = _ending(name)
    if ending in PICTURES:
        kind, drawn = picture_of(raw, name)
        return FileIn(name, title, kind, Source(len(drawn), lambda: io.BytesIO(drawn)))
    file_types.check(io.BytesIO(raw), name)
    return FileIn(name, title, _TYPES.get(ending, "application/octet-stream"), source)


def picture_of(raw: bytes, name: str) -> tuple[str, bytes]:
    """Its type, and its bytes: as they are, or drawn anew where they tell more than the picture, such as a place."""
    drawn = pictures.take_in(io.BytesIO(raw), name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(raw))
        tells = bool(image.getexif()) or any(one in image.info for one in _SECRETS)
        tells = tells or bool(getattr(image, "text", None))
        is_large = (image.width, image.height) != (drawn.width, drawn.height)
        if image.format in _BY_FORMAT and not tells and not is_large:
            return _BY_FORMAT[image.format], raw
    return ("image/png" if drawn.name.endswith("png") else "image/jpeg"), drawn.content


def _read(path: str, found: dict[str, Beside]) -> tuple[str, str, str]:
    """Which lesson, which language, which kind: of "first/01-hello.es.vtt"."""
    kind = _ending(path)
    stem = path[: -len(kind) - 1] if kind else path
    if stem in found:
        return stem, "", kind
    before, _dot, language = stem.rpartition(".")
    if before in found and kind == "vtt" and languages.TAG.fullmatch(language):
        return before, language, kind
    return "", "", kind


def _with_recording(there: Beside, path: str, faults: list[Fault]) -> Beside:
    if there.recording:
        faults.append(Fault(path, 0, _("The lesson has two recordings. Keep one, the other in its folder.")))
    return there._replace(recording=path)


def _with_words(there: Beside, path: str, language: str) -> Beside:
    if not language:
        return there._replace(words=path)
    there.translations[language] = path
    return there


def _lend(path: str, name: str, stems: dict[str, str], found: dict[str, Beside]) -> bool:
    """To each lesson that names it."""
    if path.count("/") > 1:
        return False
    wanted = [stem for stem, words in stems.items() if name in words or name.replace(" ", "%20") in words]
    for stem in wanted:
        found[stem].files.setdefault(name, path)
    return bool(wanted)


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lstrip(".").lower()
