"""The answer to a question of the grid, taken away, at the grid's address with an ending: /list.jsonl?country=US."""

from dataclasses import replace

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.limits import admit
from rounds.directory.caching import versioned
from rounds.directory.grid.queries import read
from rounds.directory.grid.sub_lists import result_of, within
from rounds.directory.models import SubList
from rounds.directory.views.days import Day, index_of, of_a_day
from rounds.open_data.exports import table
from rounds.open_data.exports.formats import FORMATS
from rounds.open_data.exports.taken import Taken, address_of, sources_at

SMALL = 1_000  # organizations; so much costs no more than a page, and is not counted
TIMES, SECONDS = 12, 60  # what is larger, so often for each visitor
DESCRIPTION = "-metadata.json"


@require_safe
@versioned
@of_a_day
def export(request: HttpRequest, ending: str, slug: str = "", *, day: Day) -> HttpResponseBase:
    """Exactly what the grid shows for the same question, all pages of it."""
    if ending not in FORMATS:
        raise Http404
    taken = _taken(request, slug, day)
    if len(taken.ids) > SMALL and not admit(request, "export", places=TIMES, seconds=SECONDS):
        return too_often(SECONDS)
    kind = FORMATS[ending]
    # Whoever asks for the head alone must not make us write the rest.
    pieces = kind.stream(taken) if request.method == "GET" else ()
    response = StreamingHttpResponse(pieces, content_type=kind.content_type)
    name = f"rounds-{slug or 'list'}-{taken.as_of}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Link"] = ", ".join([taken.licence.link, *_links(request, ending, taken)])
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
@versioned
@of_a_day
def description(request: HttpRequest, slug: str = "", *, day: Day) -> HttpResponse:
    """What stands in the CSV of the same question, for programs (CSVW)."""
    taken = _taken(request, slug, day)
    url = address_of(request.get_full_path().replace(DESCRIPTION, "", 1))
    response = JsonResponse(table.described(taken, url), content_type="application/csvm+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def too_often(seconds: int) -> HttpResponse:
    words = _(
        "That was a little too often. Please wait a minute, or take the nightly dump: it has everything."
    )
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    return HttpResponse(f"{words}\n", status=429, content_type="text/plain; charset=utf-8", headers=headers)


def _taken(request: HttpRequest, slug: str, day: Day) -> Taken:
    one = get_object_or_404(SubList, slug=slug) if slug else None
    asked = replace(read(request.GET), as_of=day.text)
    result = result_of(index_of(request, day), within(one, asked) if one else asked, one)
    page = f"/lists/{slug}/" if slug else "/list/"
    encoded = asked.encoded()
    return Taken(
        ids=list(result),
        day=day,
        title=one.name if one else _("The Health Care Social Media List"),
        question=address_of(f"{page}?{encoded}" if encoded else page),
        sources=sources_at(day.moment),
    )


def _links(request: HttpRequest, ending: str, taken: Taken) -> list[str]:
    links = [f'<{taken.question}>; rel="canonical"']
    if ending == "csv":
        path, _mark, query = request.get_full_path().partition("?")
        described = f"{path}{DESCRIPTION}?{query}" if query else f"{path}{DESCRIPTION}"
        links.append(f'<{described}>; rel="describedby"; type="application/csvm+json"')
    return links
