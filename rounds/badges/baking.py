"""A credential inside its picture: an iTXt chunk of a PNG, as Open Badges 3.0 says. Pure.

Chunks are copied as they are, so the picture stays the same to the byte; nothing is decoded.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

KEYWORD = b"openbadgecredential"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_CHUNKS = 2_000
MOST_TEXT = 256 * 1024  # bytes of a credential, unpacked


class NotAPicture(ValueError):
    """It is no PNG that can be read."""


class TooLarge(ValueError):
    """More than MOST_TEXT is in it."""


class Chunk(NamedTuple):
    kind: bytes
    data: bytes

    @property
    def is_baked(self) -> bool:
        return self.kind == b"iTXt" and self.data.startswith(KEYWORD + b"\0")


def bake(picture: bytes, credential: str) -> bytes:
    """In place of one that is in it already. Raises NotAPicture."""
    kept = [chunk for chunk in chunks(picture) if not chunk.is_baked]
    # Behind the head; then: not packed, no language, no translated keyword.
    kept.insert(1, Chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0" + credential.encode()))
    return SIGNATURE + b"".join(map(_written, kept))


def read(picture: bytes) -> str | None:
    """The first that is in it; None without one. Raises NotAPicture, TooLarge."""
    for chunk in chunks(picture):
        if chunk.is_baked:
            return _text(chunk.data[len(KEYWORD) + 1 :])
    return None


def chunks(picture: bytes) -> Iterator[Chunk]:
    """Whole, each with its right checksum, from the head to the end. Raises NotAPicture."""
    if not picture.startswith(SIGNATURE):
        raise NotAPicture
    place = len(SIGNATURE)
    for number in range(MOST_CHUNKS):
        head = picture[place : place + 8]
        length, kind = int.from_bytes(head[:4]), head[4:]
        end = place + 12 + length
        if len(head) < 8 or end > len(picture) or (number == 0) != (kind == b"IHDR"):
            raise NotAPicture
        data = picture[place + 8 : end - 4]
        if zlib.crc32(kind + data) != int.from_bytes(picture[end - 4 : end]):
            raise NotAPicture
        yield Chunk(kind, data)
        if kind == b"IEND":
            return
        place = end
    raise NotAPicture


def _text(rest: bytes) -> str:
    """Behind the keyword: packed or not, how, language, translated keyword, text."""
    packed, parts = rest[:2], rest[2:].split(b"\0", 2)
    if len(parts) != 3 or packed not in (b"\0\0", b"\1\0"):
        raise NotAPicture
    text = parts[2] if packed == b"\0\0" else _unpacked(parts[2])
    if len(text) > MOST_TEXT:
        raise TooLarge
    try:
        return text.decode()
    except UnicodeDecodeError as fault:
        raise NotAPicture from fault


def _unpacked(data: bytes) -> bytes:
    """At most a byte more than is allowed, whatever it would become."""
    try:
        return zlib.decompressobj().decompress(data, MOST_TEXT + 1)
    except zlib.error as fault:
        raise NotAPicture from fault


def _written(chunk: Chunk) -> bytes:
    named = chunk.kind + chunk.data
    return len(chunk.data).to_bytes(4) + named + zlib.crc32(named).to_bytes(4)
