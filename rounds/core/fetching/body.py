"""A body as it comes in: unpacked bit by bit, so that what was packed to burst never does."""

import zlib
from collections.abc import Iterable

from rounds.core.fetching.answers import Unfetched

_GZIP, _ZLIB, _BARE = 31, 15, -15  # what zlib calls them


def read_body(chunks: Iterable[bytes], *, packed: str, most: int, cut: bool = False) -> bytes:
    """At most `most` bytes, unpacked. What is longer raises Unfetched("too-large"), or is cut off where `cut`.

    `packed` is the Content-Encoding. What follows the end of the packed bytes is not looked at, as in browsers.
    """
    unpack = _unpacker(packed)
    body = bytearray()
    for chunk in chunks:
        try:
            body += unpack(chunk, most + 1 - len(body))
        except zlib.error:
            raise Unfetched("encoding") from None
        if len(body) > most and not cut:
            raise Unfetched("too-large")
        if len(body) > most or unpack.is_done:
            return bytes(body[:most])
    if not unpack.may_end:
        raise Unfetched("encoding")
    return bytes(body)


class _Plain:
    is_done = False
    may_end = True

    def __call__(self, chunk: bytes, most: int) -> bytes:
        return chunk


class _Packed:
    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._stream: zlib._Decompress | None = None

    def __call__(self, chunk: bytes, most: int) -> bytes:
        if self._stream is None:
            self._stream = zlib.decompressobj(self._wrapping(chunk[0]))
        return self._stream.decompress(chunk, most)

    @property
    def is_done(self) -> bool:
        return self._stream is not None and self._stream.eof

    @property
    def may_end(self) -> bool:
        return self._stream is None  # nothing at all came, or something came and broke off

    def _wrapping(self, first: int) -> int:
        """ "deflate" should be wrapped as zlib does, and often is bare: the first byte tells."""
        return _BARE if self._bits == _ZLIB and first & 0x0F != 8 else self._bits


def _unpacker(packed: str) -> _Plain | _Packed:
    kinds = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}
    if packed in kinds:
        return _Packed(kinds[packed])
    if packed in {"", "identity"}:
        return _Plain()
    raise Unfetched("encoding")
