"""Every address that the resolver knows, as its pattern is written."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import get_resolver
from django.urls.resolvers import URLPattern


class Route(NamedTuple):
    pattern: str  # "organizations/<slug:slug>/", "^reconcile/propose/?$"
    view: Any


def routes() -> list[Route]:
    """In the order in which they are tried; of two with the same pattern, the first."""
    found: dict[str, Route] = {}
    for route in _walk(get_resolver().url_patterns, ""):
        found.setdefault(route.pattern, route)
    return list(found.values())


def _walk(patterns: list[Any], before: str) -> Iterator[Route]:
    for one in patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Route(pattern, one.callback)
        else:
            yield from _walk(one.url_patterns, pattern)
