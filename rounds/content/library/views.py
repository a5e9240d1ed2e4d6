"""Addresses of the library beside its pages: collections, the catalogue as files, citations."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.content.library import catalogue
from rounds.content.library.asked import read
from rounds.content.library.beside import work_of
from rounds.content.library.citing import CITATIONS
from rounds.content.models import Library, Resource, ResourceCollection
from rounds.content.serving import kept
from rounds.core import csv
from rounds.core.zones import open_to


class Row(NamedTuple):
    resource: Resource
    is_open: bool
    why: str


@require_safe
def collections(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _collections, _state)


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponseBase:
    one = get_object_or_404(ResourceCollection, slug=slug, is_shown=True)
    return kept(request, lambda asked: _collection(asked, one), _state)


@require_safe
def cite(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    known = _library().shelf().known_to(request.user)
    page: Resource = get_object_or_404(known, slug=slug)
    return kept(request, lambda asked: _cited(page, ending), lambda: f"{page.state()} {work_of(page)}")


@require_safe
def catalogue_csv(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _csv, lambda: _library().state())


@require_safe
def catalogue_json(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _json, lambda: _library().state())


def _collections(request: HttpRequest) -> HttpResponse:
    shown = ResourceCollection.objects.filter(is_shown=True).order_by("order", "title")
    trail = [(_library().title, "/resources/"), (_("Collections"), "")]
    return render(request, "content/collections.html", {"collections": shown, "trail": trail})


def _collection(request: HttpRequest, one: ResourceCollection) -> HttpResponse:
    zones, library = open_to(request.user), _library()
    why = dict(one.items.order_by("sort_order").values_list("resource", "why"))
    known = library.shelf().known_to(request.user).defer("body", "opening").in_bulk(list(why))
    rows = [Row(known[pk], known[pk].is_open_in(zones), said) for pk, said in why.items() if pk in known]
    trail = [(library.title, "/resources/"), (_("Collections"), "/resources/collections/"), (one.title, "")]
    return render(request, "content/collection.html", {"collection": one, "rows": rows, "trail": trail})


def _state() -> str:
    told = ResourceCollection.objects.aggregate(at=Max("changed_at"), count=Count("pk"))
    return f"{told['at']} {told['count']} {_library().state()}"


def _cited(page: Resource, ending: str) -> HttpResponse:
    citation = CITATIONS[ending]
    response = HttpResponse(citation.written(work_of(page)), content_type=citation.content_type)
    name = f"{page.slug}.{'csl.json' if ending == 'json' else ending}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _csv(request: HttpRequest) -> HttpResponseBase:
    rows = (tuple(one.values()) for one in _entries(request))
    lines = csv.stream(catalogue.COLUMNS, map(catalogue.flat, rows))
    return _file(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "resources.csv")


def _json(request: HttpRequest) -> HttpResponseBase:
    content = json.dumps({"resources": list(_entries(request))}, ensure_ascii=False, indent=1)
    return _file(HttpResponse(content, content_type="application/json"), "resources.json")


def _entries(request: HttpRequest) -> Iterator[dict[str, object]]:
    """What everybody may know, whoever asks: the file goes on to others."""
    return catalogue.entries(_library(), read(request.GET), AnonymousUser())


def _file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _library() -> Library:
    library = Library.objects.live().order_by("pk").first()
    if library is None:
        raise Http404
    return library
