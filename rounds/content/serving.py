"""How the pages that editors write are answered: the one place that decides how much of a page goes out to whom.

Wagtail asks a page to serve itself, so these are mixed into the page types; no other door renders one.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.compat import HTTPMethod

from rounds.content import shelves
from rounds.content.edges import edge
from rounds.content.json_ld import article
from rounds.core import json_in_html
from rounds.core.zones import Zone, open_to
from rounds.directory.caching import versioned

ON_A_PAGE = 30
READERS = {  # of a preview: the zones each may enter
    "": frozenset(Zone.values),
    "visitor": frozenset({Zone.PUBLIC.value}),
    "guest": frozenset({Zone.PUBLIC.value, Zone.GUEST.value}),
}


class Reader(NamedTuple):
    """Who reads, and what is open to them. A preview has a reader of its own."""

    user: Any
    zones: frozenset[str]


class Served:
    """A page that is read: an article, a resource, an episode. `beside`: what one shows with its text."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    preview_modes = [
        ("", _("As a member reads it")),
        ("guest", _("As a guest")),
        ("visitor", _("As a visitor")),
    ]

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        page = cast("Any", self)
        return kept(request, lambda asked: show(asked, page, reader_of(asked)), page.state)

    def state(self) -> str:
        """Changes with whatever visitors see of the page."""
        return str(cast("Any", self).last_published_at)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return show(request, self, Reader(AnonymousUser(), READERS[mode_name]))

    def beside(self, request: HttpRequest, reader: Reader, *, is_open: bool) -> dict[str, Any]:
        """What is not `is_open` to the reader must not be in it: the template shows whatever it gets."""
        return {}


class ServedIndex:
    """A page that lists others: a blog, a section, a podcast. `listed()` is what stands on it."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    preview_modes: list[tuple[str, Any]] = []

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        page = cast("Any", self)
        return kept(
            request,
            lambda asked: index(asked, page, reader_of(asked)),
            lambda: f"{page.last_published_at} {shelves.state(page.listed())}",
        )

    def beside(self, request: HttpRequest, reader: Reader) -> dict[str, Any]:
        return {}


def reader_of(request: HttpRequest) -> Reader:
    return Reader(request.user, open_to(request.user))


def kept(
    request: HttpRequest, page: Callable[[HttpRequest], HttpResponseBase], state: Callable[[], str]
) -> HttpResponseBase:
    """What everybody sees may be kept for a moment; what a person sees is theirs, and stays nowhere."""
    response = versioned(page, state)(request)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    return response


def index(request: HttpRequest, page: Any, reader: Reader) -> HttpResponse:
    """What a person may know of, newest first."""
    known = page.listed().known_to(reader.user).order_by("-first_published_at", "-pk")
    part = Paginator(known, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, one.is_open_in(reader.zones)) for one in part],
        "part": part,
        **page.beside(request, reader),
    }
    return render(request, page.template, context)


def show(request: HttpRequest, page: Any, reader: Reader) -> HttpResponse:
    """The template gets the body and the files only where they are open to the reader."""
    if not page.is_known_in(reader.zones):
        raise Http404
    is_open = page.is_open_in(reader.zones)
    context = {
        "page": page,
        "trail": _trail(page),
        "is_a_sample_here": is_open and page.zone not in reader.zones,
        "body": page.body if is_open else None,
        "edge": None
        if is_open
        else edge(zone=page.zone, is_sample=page.is_sample, user=reader.user, path=request.path),
        "json_ld": json_in_html.dumps(article(page)),
        **page.beside(request, reader, is_open=is_open),
    }
    return render(request, page.template, context)


def _trail(page: Any) -> list[tuple[str, str]]:
    above = page.get_ancestors().filter(depth__gt=2).values_list("title", "url_path")
    return [*((title, "/" + path.split("/", 2)[2]) for title, path in above), (page.title, "")]
