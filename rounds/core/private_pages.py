"""Pages about people who are signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """For a page about people: kept by no cache, found by no search engine. Its forms are checked for forgery."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        response = view(request, *args, **more)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"  # "no-referrer" would take the forms' origin from them
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
