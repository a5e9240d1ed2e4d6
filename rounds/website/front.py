"""The home page, answered: what editors say and show there, and what the register says today."""

from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from wagtail.compat import HTTPMethod

from rounds.content import cards
from rounds.content.models import Article, Resource
from rounds.core.zones import Zone
from rounds.directory import figures
from rounds.directory.caching import versioned

FROM_THE_LIBRARY = NEWS = 3
VISITOR = frozenset({Zone.PUBLIC.value})


class ServedHome:
    """What it shows is what everybody may know; so it is the same for whoever comes."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        return answer(request, cast("Any", self))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        page = cast("Any", self)
        return render(request, "website/home.html", {"page": page, **_told(page)})


def answer(request: HttpRequest, page: Any) -> HttpResponseBase:
    told = cache(lambda: _told(page))
    return versioned(
        lambda asked: render(asked, "website/home.html", {"page": page, **told()}),
        lambda: f"{page.heading} {page.lede} {told()}",
    )(request)


def _told(page: Any) -> dict[str, Any]:
    featured = _featured(page)
    return {
        "figures": figures.headline(),
        "featured": featured,
        "news": _newest(Article, NEWS, "article", without=featured),
        "resources": _newest(Resource, FROM_THE_LIBRARY, "resource", without=featured),
    }


def _newest(model: Any, most: int, type: str, *, without: list[cards.Card]) -> list[cards.Card]:
    there = model.objects.live().filter(zone=Zone.PUBLIC).exclude(pk__in=[card.pk for card in without])
    return cards.plain(cards.newest(there, type)[:most], VISITOR)


def _featured(page: Any) -> list[cards.Card]:
    """In the editors' order; what has been taken down or is not for everybody to know of is left out."""
    chosen = [one.page_id for one in page.featured.all()]
    if not chosen:
        return []
    found = cards.plain(cards.gathered(VISITOR, lambda pages: pages.filter(pk__in=chosen)), VISITOR)
    return sorted(found, key=lambda card: chosen.index(card.pk))
