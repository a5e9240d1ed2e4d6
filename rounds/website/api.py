"""The API of the whole platform: each context brings its router."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from rounds.core.api import PROBLEMS, Refused, nothing_here, opened, problem
from rounds.core.api.exact import exact
from rounds.core.api.problems import refusal
from rounds.core.api.validation import faults_of
from rounds.directory.api import router as verify
from rounds.figures.api import router as figures
from rounds.open_data.api import PARTS as OPEN_DATA
from rounds.website.openapi import complete


class Api(NinjaAPI):
    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(*args, **kwargs)
        complete(schema)
        return schema


api = Api(
    title="Rounds",
    version="1",
    description=(
        "Whether an account on a social platform is a health organization's own, with the evidence. Without a key: 60"
        " requests and 10 batches a minute."
    ),
    docs_url=None,
    urls_namespace="api",
)
for router in (verify, *OPEN_DATA, figures):
    api.add_router("", exact(router))


@api.exception_handler(Refused)
def refused(request: HttpRequest, problem_: Refused) -> HttpResponse:
    return refusal(request, problem_)


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


class Described(NamedTuple):
    name: str
    type: str
    meaning: str


class Part(NamedTuple):
    title: str
    fields: list[Described]


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """How to ask, for people; programs read the OpenAPI document."""
    schemas = api.get_openapi_schema()["components"]["schemas"]
    titles = {
        "AnswerOut": _("An answer"),
        "ListedOut": _("In it, for each organization"),
        "EvidenceOut": _("A piece of evidence"),
        "LookAlikeOut": _("A look-alike"),
    }
    parts = [Part(title, _described(schemas[name])) for name, title in titles.items()]
    return render(request, "website/api.html", {"parts": parts, "address": settings.PUBLIC_URL})


def _described(schema: dict[str, Any]) -> list[Described]:
    return [
        Described(name, _type(one), one.get("description", "")) for name, one in schema["properties"].items()
    ]


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return _(" or ").join(_type(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        return _("list of %(what)s") % {"what": _type(schema["items"])}
    return str(schema.get("format") or schema.get("type", ""))
