"""The search over everything: its page, what it offers while somebody types, and how browsers find it."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.limits import Meter, visitor
from rounds.directory.caching import versioned
from rounds.directory.labels import language_name
from rounds.search import passages
from rounds.search.find import MOST, ON_A_PAGE, SINCE, Asked, Found, Group, find
from rounds.search.sources import found_elsewhere, sources
from rounds.search.suggesting import suggest
from rounds.search.words import LONGEST

A_MINUTE, SUGGESTIONS = 120, 600  # what one visitor may ask
FURTHEST = 500  # pages
meter, typing_meter = Meter("search"), Meter("search-suggestions")


class Tab(NamedTuple):
    url: str
    label: str
    icon: str
    total: int
    is_current: bool


def search(request: HttpRequest) -> HttpResponseBase:
    """What visitors see may be kept for a moment; what a person finds is theirs, and stays nowhere."""
    response = versioned(_search, passages.state)(request)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """A fragment: what is offered while somebody types."""
    is_admitted = typing_meter.take(visitor(request), SUGGESTIONS).is_admitted
    offered = suggest(request.GET.get("q", ""), request.user) if is_admitted else []
    response = render(request, "website/suggestions.html", {"suggestions": offered})
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """For browsers, which then search here from their own box. OpenSearch 1.1, draft 6."""
    context = {"site": settings.PUBLIC_URL, "name": settings.HOUSE_NAME[:16]}
    content_type = "application/opensearchdescription+xml"
    return render(request, "website/opensearch.xml", context, content_type=content_type)


@require_safe
def _search(request: HttpRequest) -> HttpResponse:
    if not meter.take(visitor(request), A_MINUTE).is_admitted:
        return render(request, "429.html", status=429)
    asked = read(request.GET)
    found = find(asked, request.user, today=timezone.now().date())
    group = next((one for one in found.groups if one.kind == asked.kind), None)
    context: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "groups": [group] if asked.kind and group else [] if asked.kind else found.groups,
        "tabs": _tabs(asked, found),
        "languages": _languages(asked, found),
        "spans": [("", _("Any time")), ("month", _("The past month")), ("year", _("The past year"))],
        "pager": _pager(asked, group) if group and asked.kind else None,
        "meant_url": address(asked, words=found.meant, kind="", page=1),
        "everything_url": address(asked, kind="", language="", since="", page=1),
    }
    for one in found.groups:
        one.more_url = one.more_url if asked.kind else _more(asked, one)
    return render(request, "website/search.html", context)


def read(asked: QueryDict) -> Asked:
    """What cannot be meant is left out."""
    words = " ".join(asked.get("q", "").replace("\0", " ").split())[:LONGEST]
    kind, language, since = (asked.get(name, "") for name in ("kind", "language", "since"))
    page = asked.get("page", "")
    return Asked(
        words,
        kind if kind in sources() else "",
        language if language.replace("-", "").isalnum() and len(language) <= 35 else "",
        since if since in SINCE else "",
        min(int(page), FURTHEST) if page.isascii() and page.isdigit() and len(page) < 6 and int(page) else 1,
    )


def address(asked: Asked, **other: Any) -> str:
    """The same question, or one that differs in something."""
    told = {
        "q": asked.words,
        "kind": asked.kind,
        "language": asked.language,
        "since": asked.since,
        "page": asked.page,
    } | {("q" if name == "words" else name): value for name, value in other.items()}
    kept = {name: value for name, value in told.items() if value and (name, value) != ("page", 1)}
    return "/search/?" + urlencode(kept)


def _tabs(asked: Asked, found: Found) -> list[Tab]:
    groups = [one for one in found.groups if not one.guessed]
    if not groups:
        return []
    everything = Tab(address(asked, kind="", page=1), _("Everything"), "search", found.count, not asked.kind)
    return [everything, *(_tab(asked, one) for one in groups)]


def _tab(asked: Asked, group: Group) -> Tab:
    url = address(asked, kind=group.kind, page=1)
    return Tab(url, str(group.label), group.icon, group.count, asked.kind == group.kind)


def _more(asked: Asked, group: Group) -> str:
    """From the first few of a kind to all of it."""
    return address(asked, kind=group.kind, page=1) if group.count > len(group.results) else ""


def _languages(asked: Asked, found: Found) -> list[tuple[str, str]]:
    """Where there is something to choose."""
    codes = [code for code, _count in found.languages]
    if asked.language and asked.language not in codes:
        codes.append(asked.language)
    if len(codes) < 2 and not asked.language:
        return []
    return [("", _("Any language")), *((code, language_name(code)) for code in codes)]


def _pager(asked: Asked, group: Group) -> dict[str, Any] | None:
    last = group.count if asked.kind in found_elsewhere() else min(group.count, MOST)
    first = (asked.page - 1) * ON_A_PAGE
    if last <= ON_A_PAGE:
        return None
    has_next = first + ON_A_PAGE < last and asked.page < FURTHEST
    return {
        "first": first + 1 if group.results else 0,
        "last": first + len(group.results),
        "total": group.count,
        "previous": address(asked, page=asked.page - 1) if asked.page > 1 else "",
        "next": address(asked, page=asked.page + 1) if has_next else "",
    }
