"""Asking the API in tests, and holding its answers against its description."""

import copy
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

API = "/api/v1"


def ask(client: Client, path: str, /, **parameters: Any) -> dict[str, Any]:
    response = client.get(API + path, parameters)
    assert response.status_code == 200, (path, response.content[:500])
    return response.json()


def refused(client: Client, path: str, /, status: int = 422, **parameters: Any) -> dict[str, Any]:
    response = client.get(API + path, parameters)
    assert response.status_code == status, (path, response.content[:500])
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.json()


def every_page(client: Client, path: str, **parameters: Any) -> list[list[dict[str, Any]]]:
    """All pages, each asked for at the address that the one before gave."""
    pages, told = [], ask(client, path, **parameters)
    while True:
        pages.append(told["items"])
        if told["next"] is None:
            return pages
        told = follow(client, told["next"])


def follow(client: Client, address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    response = client.get(f"{parts.path}?{parts.query}")
    assert response.status_code == 200, response.content[:500]
    return response.json()


class Description:
    """The OpenAPI document, for comparing."""

    def __init__(self, client: Client) -> None:
        self.whole = client.get(f"{API}/openapi.json").json()
        closed = copy.deepcopy(self.whole)  # fields may be added, so the published one is open
        for shape in closed["components"]["schemas"].values():
            if "properties" in shape:
                shape["additionalProperties"] = False
        resource = Resource.from_contents(closed, default_specification=DRAFT202012)
        self._registry = Registry().with_resource("urn:api", resource)

    def faults(self, path: str, response: HttpResponse, method: str = "get") -> list[str]:
        """Where an answer is not as it is described. `path` as it stands there: /organizations/{slug}."""
        told = self.whole["paths"][API + path][method]["responses"]
        status = str(response.status_code)
        if status not in told:
            return [f"{status} is not described"]
        missing = [
            f"header {name} is not described"
            for name in ("ETag", "Link", "RateLimit-Limit", "Retry-After", "WWW-Authenticate")
            if name in response.headers and name not in told[status]["headers"]
        ]
        [media_type] = told[status].get("content", {"": {}})
        if not media_type:
            return missing + (["has a body"] if response.content else [])
        if response.headers["Content-Type"].partition(";")[0] != media_type:
            return [*missing, f"is {response.headers['Content-Type']}"]
        place = "/".join(
            part.replace("~", "~0").replace("/", "~1")
            for part in ("paths", API + path, method, "responses", status, "content", media_type, "schema")
        )
        validator = Draft202012Validator(
            {"$ref": f"urn:api#/{place}"}, registry=self._registry, format_checker=FormatChecker()
        )
        return missing + [f"{one.json_path}: {one.message}" for one in validator.iter_errors(response.json())]
