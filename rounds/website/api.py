"""The API of the whole platform: each context brings its router."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from rounds.core.api import PROBLEMS, Refused, nothing_here, opened, problem
from rounds.core.api.exact import exact
from rounds.core.api.problems import refusal
from rounds.core.api.validation import faults_of
from rounds.directory.api import router as verify
from rounds.directory.grid.census import Busy
from rounds.directory.views.days import SECONDS
from rounds.figures.api import router as figures
from rounds.open_data.api import PARTS as OPEN_DATA
from rounds.open_data.changes.api import router as changes
from rounds.website.openapi import complete


class Api(NinjaAPI):
    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """Made once for each language. It is not to be changed."""
        which = settings.PUBLIC_URL, get_language()
        if which not in _described:
            schema = super().get_openapi_schema(*args, **kwargs)
            complete(schema)
            _described[which] = schema
        return _described[which]


_described: dict[tuple[str, str | None], OpenAPISchema] = {}


api = Api(
    title="Rounds",
    version="1",
    description=(
        "The health organizations of the List with their official accounts, the evidence behind each, and the answer"
        " to whether an account is theirs. Free, for anybody, from any site. Without a key: 60 requests a minute."
    ),
    docs_url=None,
    urls_namespace="api",
)
for router in (verify, *OPEN_DATA, changes, figures):
    api.add_router("", exact(router))


@api.exception_handler(Refused)
def refused(request: HttpRequest, problem_: Refused) -> HttpResponse:
    return refusal(request, problem_)


@api.exception_handler(Busy)
def busy(request: HttpRequest, wrong: Busy) -> HttpResponse:
    words = _("Putting together a past day takes a while, so only a few are made in a minute.")
    return problem(request, "busy", words, headers={"Retry-After": str(SECONDS)})


@api.exception_handler(HttpError)
def unread(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    """Ninja's own: a body that is no JSON."""
    codes = {known.status: code for code, known in reversed(PROBLEMS.items())}
    return problem(request, codes.get(wrong.status_code, "bad-request"), str(wrong))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, wrong: Http404) -> HttpResponse:
    return problem(request, "not-found", _("There is nothing with this name."))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    faults = faults_of(wrong.errors)
    if any(one["type"] == "too_long" for one in wrong.errors):
        return problem(request, "too-many", faults[0].detail, errors=faults)
    return problem(request, "invalid", f"{faults[0].parameter}: {faults[0].detail}", errors=faults)


def _opened(pattern: URLPattern) -> URLPattern:
    pattern.callback = opened(pattern.callback)
    return pattern


_root = path("", nothing_here, name="api-root")
_others = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != _root.name]
urls = [_opened(pattern) for pattern in (_root, *_others, re_path("", nothing_here))]
