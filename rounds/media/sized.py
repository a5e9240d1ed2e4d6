"""Large uploads, refused before a byte of them is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponseBase]
FORM = 1024 * 1024  # what the form around the file may weigh


def sized(view: View) -> View:
    """Django's check of forgery reads the whole form, so the size is looked at before it, by what the browser says."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        if _length(request) > settings.RECORDINGS_MOST_BYTES + FORM:
            return _refused(request)
        return checked(request, *args, **more)

    return guarded


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _refused(request: HttpRequest) -> HttpResponseBase:
    context = {
        "size": _length(request),
        "most": settings.RECORDINGS_MOST_BYTES,
        "path": request.path,
        "header_title": "",
    }
    response = render(request, "media/office/too_large.html", context, status=413)
    response["Connection"] = "close"
    return response
