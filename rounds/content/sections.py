"""How a section is answered: the parts of it, and the pages that stand in it."""

from functools import cache
from typing import Any, NamedTuple, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from rounds.content import cards
from rounds.content.addresses import address_of
from rounds.content.serving import Reader, ServedIndex, kept, reader_of, trail


class PartOf(NamedTuple):
    title: str
    url: str
    introduction: str


class ServedSection(ServedIndex):
    def serve(self, request: HttpRequest) -> HttpResponseBase:
        page, number = cast("Any", self), request.GET.get("page")
        told = cache(lambda: _told(page, reader_of(request), number))
        return kept(
            request,
            lambda asked: render(asked, "content/section.html", {"page": page, **told()}),
            lambda: f"{page.last_published_at} {told()}",
            until=page.expire_at,
        )


def _told(page: Any, reader: Reader, number: str | None) -> dict[str, Any]:
    rows = cards.rows(page.listed().known_in(reader.zones), "textpage").order_by("path")
    part = cards.page_of(rows, number, reader.zones)
    return {
        "trail": trail(page),
        "parts": [PartOf(one.title, address_of(one.url_path), one.introduction) for one in page.parts()],
        "rows": list(part.object_list),
        "part": part,
    }
