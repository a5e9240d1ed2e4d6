"""What a file is that somebody brings, by its bytes: its name and what the browser says of it are not asked."""

import hashlib
from collections.abc import Callable
from typing import IO, BinaryIO, NamedTuple, cast

from django.utils.translation import gettext as _
from tinytag import TinyTag, TinyTagException

from rounds.media import mp4, webm
from rounds.media.mp3 import is_mp3

LONGEST = 24 * 3600  # seconds
CHUNK = 1024 * 1024
OTHERS = {  # what people bring instead, by how it begins
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"fLaC": "FLAC",
    b"MThd": "MIDI",
}


class Refused(Exception):
    """`str()` of it is said to the person."""


class Found(NamedTuple):
    kind: str  # of Recording.Kind
    content_type: str
    ending: str  # "mp3"
    seconds: int | None  # None where the file does not say


def look(file: IO[bytes], size: int) -> Found:
    """Raises Refused."""
    if size == 0:
        raise Refused(_("The file is empty. Was it still being written? Please bring it again."))
    file.seek(0)
    head = file.read(512)
    found = _reader_of(head)(file, size, head)
    if found.seconds is not None and found.seconds > LONGEST:
        raise Refused(
            _("The file says that it lasts more than a day, so it is damaged. Please export it again.")
        )
    return found


def sha256(file: IO[bytes]) -> str:
    """Read in pieces: a recording is larger than memory."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()


def _reader_of(head: bytes) -> Callable[[IO[bytes], int, bytes], Found]:
    if head[4:8] == b"ftyp":
        return _mp4
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return _webm
    if head.startswith(b"OggS"):
        return _ogg
    if head.startswith(b"ID3") or head[:1] == b"\xff":
        return _mp3
    return _something_else


def _mp4(file: IO[bytes], size: int, head: bytes) -> Found:
    try:
        found = mp4.read(file, size)
    except mp4.Broken:
        raise Refused(_broken()) from None
    if found.brand == b"qt  ":
        raise Refused(
            _("This is a QuickTime movie, which not every browser plays. Please export it as MP4 (H.264).")
        )
    if found.codecs & {b"hvc1", b"hev1", b"dvh1", b"ap4h", b"apcn", b"apch"}:
        raise Refused(
            _("This video is in a format that not every browser plays. Please export it as MP4 with H.264.")
        )
    is_video = b"vide" in found.handlers
    if not is_video and b"soun" not in found.handlers:
        raise Refused(_("There is neither sound nor picture in this file."))
    kind, content_type, ending = ("video", "video/mp4", "mp4") if is_video else ("audio", "audio/mp4", "m4a")
    return Found(kind, content_type, ending, _whole(found.seconds))


def _webm(file: IO[bytes], size: int, head: bytes) -> Found:
    try:
        found = webm.read(file, size)
    except webm.Broken:
        raise Refused(_broken()) from None
    if found.doc_type != "webm":
        raise Refused(
            _("This is a Matroska file, which browsers do not play. Please export it as MP4 or WebM.")
        )
    is_video = webm.VIDEO in found.types
    kind, content_type = ("video", "video/webm") if is_video else ("audio", "audio/webm")
    return Found(kind, content_type, "webm", _whole(found.seconds))


def _ogg(file: IO[bytes], size: int, head: bytes) -> Found:
    is_opus = b"OpusHead" in head
    if not is_opus and b"\x01vorbis" not in head:
        raise Refused(
            _("Of Ogg files we take sound in Opus or Vorbis. Please export it as MP3, M4A or Opus.")
        )
    return Found("audio", "audio/ogg", "opus" if is_opus else "ogg", _lasts(file))


def _mp3(file: IO[bytes], size: int, head: bytes) -> Found:
    if not is_mp3(file):
        raise Refused(_broken())
    return Found("audio", "audio/mpeg", "mp3", _lasts(file))


def _something_else(file: IO[bytes], size: int, head: bytes) -> Found:
    if head[:4] in (b"RIFF", b"RF64") or head[:4] == b"FORM":
        raise Refused(
            _(
                "This sound is not compressed (WAV or AIFF), ten times as large as it need be. Please bring MP3 or M4A."
            )
        )
    name = next((name for begin, name in OTHERS.items() if head.startswith(begin)), "")
    if name:
        raise Refused(
            _("Whatever its name says, this is a %(kind)s file. We take MP3, M4A, Opus, MP4 and WebM.")
            % {"kind": name}
        )
    if head.lstrip().startswith(b"<"):
        raise Refused(
            _(
                "Whatever its name says, this is a web page or a drawing. We take MP3, M4A, Opus, MP4 and WebM."
            )
        )
    raise Refused(_("This is no recording that we know. We take MP3, M4A, Opus, MP4 and WebM."))


def _lasts(file: IO[bytes]) -> int:
    file.seek(0)
    try:
        told = TinyTag.get(file_obj=cast("BinaryIO", file), tags=False).duration
    except (TinyTagException, ValueError, ArithmeticError, LookupError, OSError, TypeError):
        told = None
    if not told:
        raise Refused(_broken())
    return _whole(told) or 1


def _whole(seconds: float) -> int | None:
    """To the nearest; never 0 of what is not empty; None where it is not told."""
    return (
        max(1, round(seconds))
        if 0 < seconds < 1e9
        else (None if seconds != seconds or seconds <= 0 else 10**9)
    )


def _broken() -> str:
    return _("The file is damaged: it ends in the middle or is not what it seems. Please export it again.")
