"""A file that not everybody may have, sent: whole, in part, or not again (RFC 9110, sections 13 and 14)."""

from collections.abc import Iterator
from typing import IO, NamedTuple

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, quote_etag

from rounds.content.models import File

CHUNK = 64 * 1024
MOST_DIGITS = 18  # of a number in `Range`: no file is larger


class Span(NamedTuple):
    first: int
    last: int  # the last byte itself

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """No byte of the file is in the range that was asked for."""


def span_of(header: str, size: int) -> Span | None:
    """The one range that `Range` asks for, of a file of `size` bytes; None: send the whole, as of what we do not read.

    Several ranges are answered with the whole, which the standard allows. Raises Unsatisfiable.
    """
    unit, _equals, ranges = header.partition("=")
    first, dash, last = ranges.strip().partition("-")
    if (
        unit.strip().lower() != "bytes"
        or not dash
        or not (first + last).isascii()
        or not (first + last).isdigit()
        or max(len(first), len(last)) > MOST_DIGITS
    ):
        return None
    if first and last and int(last) < int(first):
        return None
    begin = int(first) if first else max(0, size - int(last))
    end = min(size - 1, int(last)) if first and last else size - 1
    if begin > end or (not first and int(last) == 0):
        raise Unsatisfiable
    return Span(begin, end)


def send(request: HttpRequest, document: File) -> HttpResponseBase:
    tag = quote_etag(document.file_hash)
    if tag in request.headers.get("If-None-Match", "").split(", "):
        return _private(HttpResponseNotModified(), document, tag)
    try:
        span = _span(request, document, tag)
    except Unsatisfiable:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{document.file_size}"})
        return _private(refused, document, tag)
    opened = document.file.storage.open(document.file.name)
    if span is None:
        return _private(FileResponse(opened, content_type=document.content_type), document, tag)
    part = StreamingHttpResponse(_bytes(opened, span), status=206, content_type=document.content_type)
    part.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{document.file_size}"
    part.headers["Content-Length"] = str(span.length)
    return _private(part, document, tag)


def _span(request: HttpRequest, document: File, tag: str) -> Span | None:
    if request.headers.get("If-Range", tag) != tag:
        return None  # the file has changed since: its first part would not fit
    return span_of(request.headers.get("Range", ""), document.file_size)


def _bytes(opened: IO[bytes], span: Span) -> Iterator[bytes]:
    with opened:
        opened.seek(span.first)
        left = span.length
        while left and (read := opened.read(min(CHUNK, left))):
            left -= len(read)
            yield read


def _private(response: HttpResponseBase, document: File, tag: str) -> HttpResponseBase:
    """Kept nowhere but where it was asked for; never shown as a page of ours, whatever is in it."""
    response.headers["ETag"] = tag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, document.filename) or "attachment"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_cache=True)
    return response
