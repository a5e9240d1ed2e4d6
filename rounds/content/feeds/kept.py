"""A feed that has not changed since is not made again. Whatever stands in the headers, there is an answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from rounds.directory.caching import SHARED_FOR, tag_of


class Made(NamedTuple):
    body: bytes
    content_type: str


def public(
    request: HttpRequest, state: str, newest: datetime | None, make: Callable[[], Made]
) -> HttpResponse:
    """As a visitor reads: whoever asks, the answer is the same."""
    answer = _answer(request, state, newest, make)
    patch_cache_control(answer, public=True, max_age=0, s_maxage=SHARED_FOR, must_revalidate=True)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def private(request: HttpRequest, state: str, make: Callable[[], Made]) -> HttpResponse:
    """Somebody's own."""
    answer = _answer(request, state, None, make)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _answer(
    request: HttpRequest, state: str, newest: datetime | None, make: Callable[[], Made]
) -> HttpResponse:
    """By its tag alone: a feed from which something was taken has no newer date, and is another all the same."""
    tag = tag_of(request, state)
    answer: Any = get_conditional_response(request, etag=tag)
    if answer is None:
        made = make()
        answer = HttpResponse(made.body, content_type=made.content_type)
    answer.headers["ETag"] = tag
    if newest:
        answer.headers["Last-Modified"] = http_date(int(newest.timestamp()))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
