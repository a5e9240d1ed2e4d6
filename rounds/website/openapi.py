"""The description of the API for programs: what Ninja makes of our types, with all that it does not say.

Every status that can come back, each problem in its own media type, and the headers of each answer.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from rounds.core.api.problems import MEDIA_TYPE, Problem

Json = dict[str, Any]

KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that staff gave out. Whoever has none may ask, too, but less often.",
}
WORDS = {
    200: "The answer.",
    302: "It goes by another name now.",
    304: "What you have is still true.",
    400: "The body cannot be read.",
    401: "The key does not exist, or it was taken back.",
    404: "There is nothing with this name.",
    413: "The body is too large.",
    422: "Something that was asked cannot be meant; `errors` names it.",
    429: "Too often, or too many past days at once.",
}
HEADERS: Mapping[str, Json] = {
    "ETag": {"description": "Send it back in If-None-Match.", "schema": {"type": "string"}},
    "Cache-Control": {
        "description": "For how long the answer may be kept.",
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "RFC 8288: the license and, where there is one, the next page.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "Where it is now.", "schema": {"type": "string"}},
    "RateLimit-Limit": {
        "description": "How many requests a minute you may send.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "RateLimit-Remaining": {
        "description": "How many of them are left in this minute.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RateLimit-Reset": {
        "description": "In how many seconds the next minute begins.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "Retry-After": {
        "description": "Ask again in so many seconds.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "WWW-Authenticate": {"description": "RFC 6750.", "schema": {"type": "string"}},
    "X-Request-Id": {"description": "Tell us this where something went wrong.", "schema": {"type": "string"}},
}
_ALWAYS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-Request-Id")
_OF_STATUS = {
    304: ("ETag", "Cache-Control"),
    302: ("Location",),
    401: ("WWW-Authenticate",),
    429: ("Retry-After",),
}
_UNMETERED = (401,)
_REFERENCE = re.compile(r"#/components/schemas/(\w+)")


def complete(schema: Json) -> None:
    """In place."""
    schema["openapi"] = "3.1.0"
    schema["servers"] = [{"url": settings.PUBLIC_URL}]
    parts = schema["components"]
    parts["securitySchemes"] = {"key": KEY}
    parts["headers"] = dict(HEADERS)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    for path in schema["paths"].values():
        for method, operation in path.items():
            _complete(method, operation)
    parts["schemas"] = _referred(schema["paths"], parts["schemas"])


def _referred(paths: Json, schemas: Json) -> Json:
    """Ninja also describes the models that parameters are taken from, to which nothing refers."""
    known: Json = {}
    found = set(_REFERENCE.findall(json.dumps(paths)))
    while found:
        name = found.pop()
        known[name] = schemas[name]
        found |= set(_REFERENCE.findall(json.dumps(schemas[name]))) - known.keys()
    return dict(sorted(known.items()))


def _complete(method: str, operation: Json) -> None:
    """As `core.api.exact`, `metered` and `kept` answer, and what stands in the way to an operation."""
    operation.setdefault("security", [{}, {"key": []}])
    parameters = operation["parameters"]
    statuses = {200, 401, 422, 429}
    statuses |= {304} if method == "get" else {400, 413}
    statuses |= {404} if any(one["in"] == "path" for one in parameters) else set()
    told = {int(status): response for status, response in operation["responses"].items()}
    operation["responses"] = {
        str(status): _response(method, status, told.get(status, {}))
        for status in sorted(statuses | told.keys())
    }


def _response(method: str, status: int, told: Json) -> Json:
    response: Json = {"description": WORDS.get(status, told.get("description", ""))}
    if status >= 400:
        response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    elif "content" in told:
        response["content"] = told["content"]
    names = [*(() if status in _UNMETERED else _ALWAYS), *_OF_STATUS.get(status, ())]
    if status == 200:
        names += ["Cache-Control", *(["ETag", "Link"] if method == "get" else [])]
    response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names} | told.get(
        "headers", {}
    )
    return response
