"""The List: the grid, its CSV, and its sub-lists."""

from dataclasses import replace
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from rounds.core import csv
from rounds.directory.caching import versioned
from rounds.directory.grid import facets
from rounds.directory.grid.index import Index, Result, current_index
from rounds.directory.grid.queries import FACETS, Query, default_order, read
from rounds.directory.grid.rows import CSV_HEADER, csv_rows, grid_rows
from rounds.directory.models import SubList


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


@require_safe
@versioned
def the_list(request: HtmxRequest) -> HttpResponse:
    query = read(request.GET)
    return _grid(request, query, title=_("The List"), sub_list=None)


@require_safe
@versioned
def sub_list(request: HtmxRequest, slug: str) -> HttpResponse:
    one = get_object_or_404(SubList, slug=slug)
    return _grid(request, _within(one, read(request.GET)), title=one.name, sub_list=one)


@require_safe
@versioned
def sub_lists(request: HttpRequest) -> HttpResponse:
    index = current_index()
    shown = []
    for one in SubList.objects.order_by("order", "name"):
        known = _result(index, _within(one, Query(scope="register")), one)
        shown.append((one, index.listed_among(known), len(known)))
    return render(request, "directory/sub_lists.html", {"sub_lists": shown})


@require_safe
def the_list_csv(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """Exactly what the grid shows for the same question, all pages of it: one line for each listed account."""
    one = get_object_or_404(SubList, slug=slug) if slug else None
    query = read(request.GET)
    now = timezone.now()
    ids = list(_result(current_index(now), _within(one, query) if one else query, one))
    name = f"rounds-{slug or 'list'}-{now:%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv.stream(CSV_HEADER, csv_rows(ids, now)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _grid(request: HtmxRequest, query: Query, *, title: str, sub_list: SubList | None) -> HttpResponse:
    now = timezone.now()
    index = current_index(now)
    result = _result(index, query, sub_list)
    asked = read(request.GET)
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
            "rows": grid_rows(page.ids, now),
            "page": page,
            "asked_q": asked.q,
            "csv": _csv_address(sub_list, asked),
            "widened": replace(asked, scope="register").encoded(),
            "trail": [(_("The List"), reverse("directory:list")), (title, "")],
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
            "sorts": _sorts(asked),
            "elsewhere": len(elsewhere) if elsewhere is not None else 0,
            "elsewhere_guessed": elsewhere is not None and elsewhere.guessed,
        },
    )
    if request.htmx:
        response.headers["HX-Push-Url"] = (
            f"{request.path}?{address}" if (address := asked.encoded()) else request.path
        )
    return response


def _result(index: Index, query: Query, sub_list: SubList | None) -> Result:
    if sub_list and not sub_list.rule:
        members = frozenset(sub_list.organizations.values_list("pk", flat=True))
        return index.result(replace(query, scope="register"), members)
    return index.result(query)


def _within(sub_list: SubList, asked: Query) -> Query:
    """The rule of a sub-list, narrowed by what is asked; a filter that the rule sets cannot be widened."""
    rule = read(QueryDict(sub_list.rule))
    narrowed: dict[str, tuple[str, ...]] = {
        facet: getattr(rule, facet) or getattr(asked, facet) for facet in FACETS
    }
    return replace(
        asked,
        q=f"{rule.q} {asked.q}".strip(),
        sort=asked.sort or ("" if asked.q else default_order("")),
        **narrowed,  # type: ignore[arg-type]
    )


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
    return _result(index, replace(query, scope="register"), sub_list)


def _csv_address(sub_list: SubList | None, asked: Query) -> str:
    path = (
        reverse("directory:sub_list_csv", args=[sub_list.slug]) if sub_list else reverse("directory:list_csv")
    )
    return f"{path}?{asked.encoded()}"


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
