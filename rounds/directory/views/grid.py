"""The List: the grid and its sub-lists."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from rounds.directory.caching import versioned
from rounds.directory.grid import facets
from rounds.directory.grid.index import Index, Result
from rounds.directory.grid.queries import Query, default_order, read
from rounds.directory.grid.rows import grid_rows
from rounds.directory.grid.sub_lists import result_of, within
from rounds.directory.models import SubList
from rounds.directory.views.days import Day, index_of, of_a_day


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


class Page(NamedTuple):
    """One page of a result; `first` and `last` count from 1."""

    ids: list[int]
    total: int
    first: int
    last: int
    previous: str  # address of the page before; "" on the first page
    next: str


class AskedOf(NamedTuple):
    """What a page of the List shows, for the ways onward from it: a question, and the sub-list it was put to."""

    sub_list: str  # its slug; "" for the whole List
    query: Query


@require_safe
@versioned
@of_a_day
def the_list(request: HtmxRequest, *, day: Day) -> HttpResponse:
    return _grid(request, day, title=_("The List"), sub_list=None)


@require_safe
@versioned
@of_a_day
def sub_list(request: HtmxRequest, slug: str, *, day: Day) -> HttpResponse:
    one = get_object_or_404(SubList, slug=slug)
    return _grid(request, day, title=one.name, sub_list=one)


@require_safe
@versioned
@of_a_day
def sub_lists(request: HttpRequest, *, day: Day) -> HttpResponse:
    index = index_of(request, day)
    shown = []
    for one in SubList.objects.order_by("order", "name"):
        known = result_of(index, within(one, Query(scope="register")), one)
        shown.append((one, index.listed_among(known), len(known)))
    return render(
        request,
        "directory/sub_lists.html",
        {"sub_lists": shown, "day": day, "note": _sub_list_note(), "today": request.path},
    )


def _asked(request: HttpRequest, day: Day) -> Query:
    return replace(read(request.GET), as_of=day.text)


def _grid(request: HtmxRequest, day: Day, *, title: str, sub_list: SubList | None) -> HttpResponse:
    asked = _asked(request, day)
    query = within(sub_list, asked) if sub_list else asked
    index = index_of(request, day)
    result = result_of(index, query, sub_list)
    page = _page(result, asked, request.GET.get("after", ""))
    elsewhere = None if len(result) else _in_register(index, query, sub_list)
    template = (
        "directory/list.html#grid" if request.htmx and not request.htmx.boosted else "directory/list.html"
    )
    response = render(
        request,
        template,
        {
            "title": title,
            "sub_list": sub_list,
            "query": query,
            "rows": grid_rows(page.ids, day.now, day.moment),
            "page": page,
            "asked_q": asked.q,
            "csv": _csv_address(request.path, asked),
            "onward_from": AskedOf(sub_list.slug if sub_list else "", asked),
            "widened": replace(asked, scope="register").encoded(),
            "trail": [(_("The List"), reverse("directory:list") + day.suffix), (title, "")],
            "type_label": _("Type"),
            "accounts_label": _("Accounts"),
            "proof_label": _("Proof"),
            "seen_label": _("Last seen"),
            "none_label": _("None listed yet."),
            "add_label": _("Add one"),
            "remove": _("remove this filter"),
            "guessed": result.guessed,
            "filters": facets.filters(query, result),
            "chosen": facets.chosen(asked),
            "marks": facets.marks(),
            "sorts": _sorts(asked),
            "elsewhere": len(elsewhere) if elsewhere is not None else 0,
            "elsewhere_guessed": elsewhere is not None and elsewhere.guessed,
            **_about_the_day(request, day, asked, sub_list),
        },
    )
    if request.htmx:
        response.headers["HX-Push-Url"] = (
            f"{request.path}?{address}" if (address := asked.encoded()) else request.path
        )
    return response


def _about_the_day(
    request: HttpRequest, day: Day, asked: Query, sub_list: SubList | None
) -> dict[str, object]:
    """What leads to another day and back. The question goes along."""
    today = replace(asked, as_of="").encoded()
    notes = [_sub_list_note()] if sub_list else []
    if asked.q:
        notes.append(_("The search looks for the names that we know today."))
    return {
        "day": day,
        "note": " ".join(notes),
        "carried": parse_qsl(today),
        "today": f"{request.path}?{today}" if today else request.path,
        "yesterday": timezone.now().date() - timedelta(days=1),
    }


def _sub_list_note() -> str:
    return _("Sub-lists are made up as they are today.")


def _page(result: Result, asked: Query, after: str) -> Page:
    is_number = after.isascii() and after.isdigit() and len(after) < 19
    ids, start, previous, has_more = result.page(int(after) if is_number else 0)
    before = f"?{asked.encoded(after=str(previous)) if previous else asked.encoded()}"
    return Page(
        ids,
        len(result),
        start + 1 if ids else 0,
        start + len(ids),
        before if start else "",
        f"?{asked.encoded(after=str(ids[-1]))}" if has_more else "",
    )


def _in_register(index: Index, query: Query, sub_list: SubList | None) -> Result | None:
    """What the same question would find in the whole register, where that is more."""
    if query.scope == "register":
        return None
    return result_of(index, replace(query, scope="register"), sub_list)


def _csv_address(path: str, asked: Query) -> str:
    """The context above answers at the page's own address with an ending."""
    return f"{path.rstrip('/')}.csv?{asked.encoded()}"


def _sorts(asked: Query) -> list[tuple[str, str, bool]]:
    """The default has no value, so that it stays the default when the question becomes another."""
    default = default_order(asked.q)
    labels = {
        "relevance": _("Best match"),
        "seen": _("Last seen"),
        "accounts": _("Most accounts"),
        "name": _("Name"),
        "newest": _("Newest in the List"),
    }
    return [
        ("" if value == default else value, label, value == asked.order)
        for value, label in labels.items()
        if asked.q or value != "relevance"
    ]
