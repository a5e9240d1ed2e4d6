"""Pages whose address is their key: the secret in it is all that whoever comes has to show.

So there is no session, no cookie and no check for forged requests: whoever does not know the address cannot forge one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def secret(view: View) -> View:
    """For a page whose address is its key: kept by no cache, told to no other site, found by no search engine."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        response = view(request, *args, **more)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def masked(email: str) -> str:
    """ "a…@example.org": enough for its owner, too little for whoever else is shown the page."""
    name, _at, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"
