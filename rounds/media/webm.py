"""What a WebM file says of itself, read from its elements alone (RFC 8794; https://www.webmproject.org/docs/container/)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

MOST_ELEMENTS = 50_000
DEEPEST = 8
EBML, DOC_TYPE, SEGMENT, INFO, SCALE, DURATION = 0x1A45DFA3, 0x4282, 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489
TRACKS, ENTRY, TRACK_TYPE, CODEC, CLUSTER = 0x1654AE6B, 0xAE, 0x83, 0x86, 0x1F43B675
INSIDE = frozenset([EBML, SEGMENT, INFO, TRACKS, ENTRY])
VIDEO, AUDIO = 1, 2


class Broken(Exception):
    """It ends in the middle, or is none."""


class Element(NamedTuple):
    id: int
    begin: int  # of what is in it
    end: int


@dataclass(slots=True)
class Found:
    doc_type: str = ""
    scale: int = 1_000_000  # nanoseconds
    duration: float = 0  # in units of `scale`; 0 where it is not told, as of what was recorded live
    types: set[int] = field(default_factory=set)
    codecs: set[str] = field(default_factory=set)

    @property
    def seconds(self) -> float:
        return self.duration * self.scale / 1e9


def read(file: IO[bytes], size: int) -> Found:
    """Raises Broken."""
    found = Found()
    _read(file, 0, size, found, [MOST_ELEMENTS])
    if not found.types:
        raise Broken
    return found


def _read(file: IO[bytes], begin: int, end: int, found: Found, left: list[int], depth: int = 0) -> None:
    for element in _elements(file, begin, end):
        left[0] -= 1
        if left[0] < 0 or depth > DEEPEST:
            raise Broken
        if element.id in INSIDE:
            _read(file, element.begin, element.end, found, left, depth + 1)
        elif element.id in _READERS and element.end - element.begin <= 64:
            file.seek(element.begin)
            _READERS[element.id](file.read(element.end - element.begin), found)


def _elements(file: IO[bytes], begin: int, end: int) -> Iterator[Element]:
    at = begin
    while at < end:
        file.seek(at)
        head = file.read(12)
        id_length = _length(head)
        id = int.from_bytes(head[:id_length], "big")
        width = _length(head[id_length:])
        told = int.from_bytes(head[id_length : id_length + width], "big") & ((1 << (7 * width)) - 1)
        inside = at + id_length + width
        if told == (1 << (7 * width)) - 1:  # unknown: as long as what it is in
            told = end - inside
        if inside + told > end:
            raise Broken
        yield Element(id, inside, inside + told)
        at = inside + told


def _length(head: bytes) -> int:
    """Of a number of variable width, as its first byte says."""
    if not head or not head[0]:
        raise Broken
    return 9 - head[0].bit_length()


def _number(told: bytes) -> int:
    return int.from_bytes(told, "big")


def _doc_type(told: bytes, found: Found) -> None:
    found.doc_type = told.rstrip(b"\0").decode("ascii", "replace")


def _scale(told: bytes, found: Found) -> None:
    found.scale = _number(told)


def _duration(told: bytes, found: Found) -> None:
    if len(told) in (4, 8):
        found.duration = struct.unpack(">f" if len(told) == 4 else ">d", told)[0]


def _type(told: bytes, found: Found) -> None:
    found.types.add(_number(told))


def _codec(told: bytes, found: Found) -> None:
    found.codecs.add(told.decode("ascii", "replace"))


_READERS = {DOC_TYPE: _doc_type, SCALE: _scale, DURATION: _duration, TRACK_TYPE: _type, CODEC: _codec}
