"""A file that not everybody may have, sent: whole, in part, or not again (RFC 9110, sections 13 and 14).

It is read and sent in pieces, so its size does not matter to the memory. Each answer under way keeps one thread of the
web server for as long as the reader takes; where that is too dear, storage with addresses of its own sends recordings
(`RECORDINGS_ORIGIN`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, parse_etags, quote_etag

from rounds.media.spans import Span, Unsatisfiable, span_of

CHUNK = 64 * 1024
LOCKED = "default-src 'none'; sandbox"  # never shown as a page of ours, whatever is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """`tag`: changes with the content. `name`: as it is kept by whoever downloads it."""

    open: Callable[[], IO[bytes]]
    size: int
    tag: str
    content_type: str
    name: str
    is_download: bool = True
    policy: str = LOCKED
    cache: dict[str, object] = field(default_factory=lambda: {"private": True, "no_cache": True})


def send(request: HttpRequest, what: Sent) -> HttpResponseBase:
    tag = quote_etag(what.tag)
    if _is_known(request, tag):
        return _with_headers(HttpResponseNotModified(), what, tag)
    try:
        span = _span(request, what, tag)
    except Unsatisfiable:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{what.size}"})
        return _with_headers(refused, what, tag)
    part = span or Span(0, what.size - 1)
    response = _body(request, what, part)
    if span is not None:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{what.size}"
    response.headers["Content-Length"] = str(part.length)
    return _with_headers(response, what, tag)


def _body(request: HttpRequest, what: Sent, part: Span) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(content_type=what.content_type)
    return StreamingHttpResponse(_bytes(what.open(), part), content_type=what.content_type)


def _is_known(request: HttpRequest, tag: str) -> bool:
    told = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in told or tag in [one.removeprefix("W/") for one in told]


def _span(request: HttpRequest, what: Sent, tag: str) -> Span | None:
    if request.method != "GET":
        return None  # a part is asked for with GET alone
    if request.headers.get("If-Range", tag) != tag:
        return None  # the file has changed since: its first part would not fit
    return span_of(request.headers.get("Range", ""), what.size)


def _bytes(opened: IO[bytes], span: Span) -> Iterator[bytes]:
    with opened:
        opened.seek(span.first)
        left = span.length
        while left and (read := opened.read(min(CHUNK, left))):
            left -= len(read)
            yield read


def _with_headers(response: HttpResponseBase, what: Sent, tag: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = (
        content_disposition_header(what.is_download, what.name) or "attachment"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = what.policy
    patch_cache_control(response, **what.cache)
    return response
