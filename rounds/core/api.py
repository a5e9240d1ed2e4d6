"""What all answers of the API have in common: one shape for errors, and open to programs on any site."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import Schema
from pydantic import Field

_MAY_READ = "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Fault(Schema):
    code: str = Field(description="A word for programs.")
    message: str = Field(description="A sentence for people.")


class Failure(Schema):
    """What went wrong with the request."""

    error: Fault


def failure(status: int, code: str, message: str) -> HttpResponse:
    body = {"error": {"code": code, "message": message}}
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


def opened(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For programs on any site. Cookies are not among what they may send, so nobody is signed in here."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204, headers=_PREFLIGHT)
        else:
            response = view(request, *args, **kwargs)
        if response.status_code == 405:
            methods = response.headers["Allow"]
            response = failure(
                405, "method", _("This address answers to %(methods)s.") % {"methods": methods}
            )
            response.headers["Allow"] = methods
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = _MAY_READ
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answer


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    return failure(404, "not-found", _("There is nothing at this address. What there is stands at /api/."))
