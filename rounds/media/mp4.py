"""What an MP4 file says of itself, read from its boxes alone (ISO/IEC 14496-12, sections 4.2, 8.2 and 8.4)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

MOST_BOXES = 50_000
DEEPEST = 8
INSIDE = frozenset([b"moov", b"trak", b"mdia", b"minf", b"stbl"])


class Broken(Exception):
    """It ends in the middle, or is none."""


class Box(NamedTuple):
    name: bytes
    begin: int  # of what is in it
    end: int


@dataclass(slots=True)
class Found:
    brand: bytes = b""
    seconds: float = 0
    handlers: set[bytes] = field(default_factory=set)  # b"vide", b"soun"
    codecs: set[bytes] = field(default_factory=set)  # b"avc1", b"mp4a"


def read(file: IO[bytes], size: int) -> Found:
    """Raises Broken."""
    found = Found()
    _read(file, 0, size, found, [MOST_BOXES])
    if not found.handlers:
        raise Broken
    return found


def _read(file: IO[bytes], begin: int, end: int, found: Found, left: list[int], depth: int = 0) -> None:
    for box in _boxes(file, begin, end):
        left[0] -= 1
        if left[0] < 0 or depth > DEEPEST:
            raise Broken
        if box.name in INSIDE:
            _read(file, box.begin, box.end, found, left, depth + 1)
        elif box.name in _READERS:
            file.seek(box.begin)
            _READERS[box.name](file.read(min(128, box.end - box.begin)), found)


def _boxes(file: IO[bytes], begin: int, end: int) -> Iterator[Box]:
    at = begin
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        length, name, header = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:
            length, header = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = end - at
        if length < header or at + length > end:
            raise Broken
        yield Box(name, at + header, at + length)
        at += length


def _ftyp(told: bytes, found: Found) -> None:
    found.brand = told[:4]


def _mvhd(told: bytes, found: Found) -> None:
    wide = told[:1] == b"\x01"
    at, width = (20, 8) if wide else (12, 4)
    scale, length = int.from_bytes(told[at : at + 4], "big"), told[at + 4 : at + 4 + width]
    if scale and length != b"\xff" * width:
        found.seconds = int.from_bytes(length, "big") / scale


def _hdlr(told: bytes, found: Found) -> None:
    found.handlers.add(told[8:12])


def _stsd(told: bytes, found: Found) -> None:
    found.codecs.add(told[12:16])


_READERS = {b"ftyp": _ftyp, b"mvhd": _mvhd, b"hdlr": _hdlr, b"stsd": _stsd}
