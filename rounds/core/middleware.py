"""Middleware that belongs to no context."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from rounds.core.logs import current_request_id

_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_NOTHING = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def request_id(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id, or keep the one a proxy gave it; logs and the answer carry it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        chosen = given if _ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex
        request.META["REQUEST_ID"] = chosen  # for what is logged when the answer has left us
        token = current_request_id.set(chosen)
        try:
            response = get_response(request)
        finally:
            current_request_id.reset(token)
        response.headers["X-Request-Id"] = chosen
        return response

    return middleware


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """No page of ours asks for camera, microphone, place or payment, nor may anything it shows."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = _NOTHING
        return response

    return middleware


def private_by_default(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What goes to somebody with a session is theirs, where its view does not say who may keep it.

    A page without a word about it may be kept by whatever lies on its way, and shown to the next at that computer.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware
