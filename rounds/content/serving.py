"""How the pages that editors write are answered: the one place that decides how much of a page goes out to whom.

Wagtail asks a page to serve itself, so these are mixed into the page types; no other door renders one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

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
from rounds.content.kinds import Kind
from rounds.core import json_in_html
from rounds.core.zones import Zone, open_to
from rounds.directory.caching import versioned

if TYPE_CHECKING:
    from rounds.content.models import Library, Resource

ON_A_PAGE = 30
READERS = {  # of a preview: the zones each may enter
    "": frozenset(Zone.values),
    "visitor": frozenset({Zone.PUBLIC.value}),
    "guest": frozenset({Zone.PUBLIC.value, Zone.GUEST.value}),
}


class ServedLibrary:
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    preview_modes: list[tuple[str, Any]] = []

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        page = cast("Library", self)
        return _kept(
            request,
            lambda asked: library(asked, page),
            lambda: f"{page.last_published_at} {shelves.state(page.shelf())}",
        )


class ServedResource:
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    preview_modes = [
        ("", _("As a member reads it")),
        ("guest", _("As a guest")),
        ("visitor", _("As a visitor")),
    ]

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        page = cast("Resource", self)
        return _kept(request, lambda asked: resource(asked, page), lambda: str(page.last_published_at))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return show(request, cast("Resource", self), zones=READERS[mode_name], user=AnonymousUser())


def _kept(
    request: HttpRequest, page: Callable[[HttpRequest], HttpResponse], state: Callable[[], str]
) -> HttpResponseBase:
    """What everybody sees may be kept for a moment; what a person sees is theirs, and stays nowhere."""
    response = versioned(page, state)(request)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    return response


def library(request: HttpRequest, page: "Library") -> HttpResponse:
    zones = open_to(request.user)
    asked = shelves.Asked.of(request.GET)
    shelf = page.shelf()
    part = Paginator(shelves.found(shelf, asked, request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "kinds": [(kind, Kind(kind).label, count) for kind, count in shelves.kinds(shelf, request.user)],
        "rows": [(one, one.is_open_in(zones)) for one in part],
        "part": part,
        "is_filtered": asked != shelves.Asked(),
    }
    return render(request, "content/library.html", context)


def resource(request: HttpRequest, page: "Resource") -> HttpResponse:
    return show(request, page, zones=open_to(request.user), user=request.user)


def show(request: HttpRequest, page: "Resource", *, zones: frozenset[str], user: Any) -> HttpResponse:
    """The template gets the body and the files only where they are open to the reader."""
    if not page.is_known_in(zones):
        raise Http404
    is_open = page.is_open_in(zones)
    context = {
        "page": page,
        "trail": [(str(page.get_parent().title), "/resources/"), (page.title, "")],
        "is_a_sample_here": is_open and page.zone not in zones,
        "body": page.body if is_open else None,
        "files": page.carried() if is_open else [],
        "edge": None
        if is_open
        else edge(zone=page.zone, is_sample=page.is_sample, user=user, path=request.path),
        "json_ld": json_in_html.dumps(article(page)),
    }
    return render(request, "content/resource.html", context)
