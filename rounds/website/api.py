"""The API of the whole platform: each context brings its router."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from rounds.core.api import failure, nothing_here, opened
from rounds.directory.api import router as verify
from rounds.figures.api import router as figures
from rounds.open_data.api import router as open_data

KEY = {"type": "http", "scheme": "bearer", "description": "A key that staff gave out."}


class Api(NinjaAPI):
    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """With the key, which Ninja would only describe where none may be left out, and the address of this site."""
        schema = super().get_openapi_schema(*args, **kwargs)
        schema["components"]["securitySchemes"] = {"key": KEY}
        schema["servers"] = [{"url": settings.PUBLIC_URL}]
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
api.add_router("", verify)
api.add_router("", open_data)
api.add_router("", figures)
CODES = {400: "bad-request", 422: "invalid"}


@api.exception_handler(HttpError)
def refused(request: HttpRequest, problem: HttpError) -> HttpResponse:
    return failure(problem.status_code, CODES.get(problem.status_code, "refused"), str(problem))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    """Says what is wrong with the first thing that is; never what was sent."""
    first: dict[str, Any] = problem.errors[0] if problem.errors else {}
    if first.get("type") == "too_long":
        return failure(422, "too-many", _("Please send at most 500 addresses at once."))
    where = ".".join(str(part) for part in first.get("loc", ())[1:][-3:])
    return failure(422, "invalid", f"{where}: {first.get('msg', '')}".strip(": "))


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
