"""How the pages that editors write are answered: the one place that decides how much of a page goes out to whom.

Wagtail asks a page to serve itself, so these are mixed into the page types; no other door renders one.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.compat import HTTPMethod

from rounds.content import authors, cards, json_ld, shelves
from rounds.content.addresses import address_of
from rounds.core import json_in_html
from rounds.core.zones import Zone, open_to
from rounds.directory import caching
from rounds.directory.caching import SHARED_FOR
from rounds.memberships.edges import edge

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
        page, reader = cast("Any", self), reader_of(request)
        around = cache(lambda: page.around(reader))
        return kept(
            request,
            lambda asked: show(asked, page, reader, around()),
            lambda: f"{page.state()} {around()}",
            until=page.expire_at,
        )

    def state(self) -> str:
        """Changes with whatever visitors see of the page."""
        page = cast("Any", self)
        return f"{page.last_published_at} {page.reviewed_on}"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        page, reader = cast("Any", self), Reader(AnonymousUser(), READERS[mode_name])
        return show(request, page, reader, page.around(reader))

    def around(self, reader: Reader) -> dict[str, Any]:
        """What stands around the text and changes without it: a kept copy lasts as long as the words of this do."""
        page = cast("Any", self)
        about = [cards.Topical(one.slug, one.name) for one in page.topics.all()]
        return {
            "trail": trail(page),
            "authors": authors.of(page, reader.zones),
            "topics": sorted(about, key=lambda one: one.name),
        }

    def described(self, around: dict[str, Any]) -> dict[str, object]:
        """What it says to programs about itself: what everybody may know, and no more."""
        return json_ld.article(self, around["authors"], [one.name for one in around["topics"]])

    def beside(self, request: HttpRequest, reader: Reader, *, is_open: bool) -> dict[str, Any]:
        """What is not `is_open` to the reader must not be in it: the template shows whatever it gets."""
        return {}


class ServedIndex:
    """A page that lists others: a blog, a section, a podcast. `listed()`: the pages; `beside`: what stands there."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    preview_modes: list[tuple[str, Any]] = []

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        page = cast("Any", self)
        return kept(
            request,
            lambda asked: render(
                asked, page.template, {"page": page, **page.beside(asked, reader_of(asked))}
            ),
            lambda: f"{page.last_published_at} {shelves.state(page.listed())}",
            until=page.expire_at,
        )

    def beside(self, request: HttpRequest, reader: Reader) -> dict[str, Any]:
        return {}


def reader_of(request: HttpRequest) -> Reader:
    return Reader(request.user, open_to(request.user))


def kept(
    request: HttpRequest,
    answer: Callable[[HttpRequest], HttpResponseBase],
    state: Callable[[], str],
    *,
    until: datetime | None = None,
) -> HttpResponseBase:
    """What everybody sees may be kept for a moment, and not after `until`; what a person sees stays nowhere."""
    left = (until - timezone.now()).total_seconds() if until else SHARED_FOR
    if left <= 0:
        raise Http404  # the clock will take it down
    response = caching.kept(request, answer, state)
    if left < SHARED_FOR and "public" in response.headers.get("Cache-Control", ""):
        patch_cache_control(response, s_maxage=int(left))
    return response


def show(
    request: HttpRequest, page: Any, reader: Reader, around: dict[str, Any] | None = None
) -> HttpResponse:
    """The template gets the body and the files only where they are open to the reader."""
    if not page.is_known_in(reader.zones):
        raise Http404
    is_open = page.is_open_in(reader.zones)
    around = page.around(reader) if around is None else around
    context = {
        "page": page,
        "is_open": is_open,
        "is_a_sample_here": is_open and page.zone not in reader.zones,
        "body": page.body if is_open else None,
        "edge": None
        if is_open
        else edge(zone=page.zone, is_sample=page.is_sample, user=reader.user, path=request.path),
        "json_ld": json_in_html.dumps(page.described(around)),
        **around,
        **page.beside(request, reader, is_open=is_open),
    }
    return render(request, page.template, context)


def trail(page: Any, *more: str) -> list[tuple[str, str]]:
    """To the page, or to what stands on it under an address of its own."""
    above = page.get_ancestors().filter(depth__gt=2).values_list("title", "url_path")
    here = [(page.title, address_of(page.url_path) if more else "")]
    return [*((title, address_of(path)) for title, path in above), *here, *((one, "") for one in more)]
