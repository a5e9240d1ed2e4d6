"""The door of the API: open to programs on any site, also to those that only look (HEAD) or ask first (OPTIONS)."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from rounds.core.api.problems import problem

_MAY_READ = (
    "ETag, Link, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id"
)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_ORDER = ("GET", "HEAD", "POST", "OPTIONS")


def opened(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For programs on any site. Cookies are not among what they may send, so nobody is signed in here."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        match request.method:
            case "OPTIONS":
                response: HttpResponseBase = HttpResponse(status=204, headers=_PREFLIGHT)
            case "HEAD":
                request.method = "GET"
                response = _without_body(view(request, *args, **kwargs))
            case _:
                response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = _not_with_this_method(request, response.headers["Allow"].split(", "))
        return _for_any_site(response)

    return answer


@csrf_exempt
def nothing_here(request: HttpRequest, **_path: str) -> HttpResponse:
    return problem(
        request, "not-found", _("There is nothing at this address. What there is stands at /api/.")
    )


def broken(request: HttpRequest) -> HttpResponseBase:
    """What Django answers with where something of ours has raised."""
    words = _("Something of ours broke. It has been noted. Please try again later.")
    return _for_any_site(problem(request, "broken", words))


def _for_any_site(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _MAY_READ
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """All that GET would say of it, without it."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response


def _not_with_this_method(request: HttpRequest, known: Iterable[str]) -> HttpResponse:
    allowed = {*known, "OPTIONS"} | ({"HEAD"} if "GET" in known else set())
    methods = ", ".join(one for one in _ORDER if one in allowed)
    words = _("This address answers to %(methods)s.") % {"methods": methods}
    return problem(request, "method", words, headers={"Allow": methods})
