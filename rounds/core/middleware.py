"""Middleware that belongs to no context."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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


def asked_for_again(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A page whose view says nothing about being kept may be somebody's own: no cache shows it without asking.

    Not "no-store": a browser that goes back must find what was typed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware
