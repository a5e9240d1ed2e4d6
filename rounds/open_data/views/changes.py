"""What changed: for people by day, for programs as JSON, for feed readers as Atom."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rounds.core.api import opened
from rounds.core.api.problems import invalid, refusal
from rounds.core.limits import Meter, visitor
from rounds.directory.api.kept import kept_under
from rounds.directory.api.metering import View, metered
from rounds.directory.caching import versioned
from rounds.open_data.changes import atom
from rounds.open_data.changes.asked import Asked, asked_in
from rounds.open_data.changes.by_day import days_of
from rounds.open_data.changes.filters import filters_of, titled
from rounds.open_data.changes.published import published
from rounds.open_data.changes.reading import MOST, PAGE, between, end, looked_for, newest, preceding, since
from rounds.open_data.licence import licence
from rounds.open_data.models import ChangeLog, LoggedChange

A_MINUTE = 120
meter, page_meter = Meter("changes"), Meter("changes-page")


def _followed(view: View) -> View:
    """For programs on any site, so many times a minute, and not again while nothing that it tells has changed."""
    return opened(require_safe(kept_under(end, _language)(metered(meter, A_MINUTE)(view))))


def _language() -> str:
    return get_language() or ""


def _of_the_log(view: View) -> View:
    return versioned(view, end)


@require_safe
@_of_the_log
def changes(request: HttpRequest) -> HttpResponse:
    if not page_meter.take(visitor(request), A_MINUTE).is_admitted:
        return render(request, "429.html", status=429)
    asked = asked_in(request.GET)
    before = request.GET.get("before", "")
    is_number = before.isascii() and before.isdigit() and len(before) < 19
    told = looked_for(asked, int(before) if is_number else newest() + 1)
    encoded = asked.encoded()
    log = ChangeLog.objects.filter(pk=1).first()
    return render(
        request,
        "open_data/changes.html",
        {
            "title": titled(asked),
            "asked": asked,
            "days": days_of(told.lines),
            "filters": filters_of(asked),
            "is_unknown": bool(asked.kind) and not set(asked.kind) & set(LoggedChange.Kind.values),
            "older": f"?{asked.encoded(before=str(told.cursor))}" if told.has_more else "",
            "newest": (f"?{encoded}" if encoded else request.path) if is_number else "",
            "atom": _address("/changes.atom", encoded),
            "json": _address("/changes.json", encoded),
            "logged_at": log.logged_at if log else None,
        },
    )


@_followed
def changes_json(request: HttpRequest) -> HttpResponse:
    """Without `since` the newest, to begin following; with it whatever came after, oldest first."""
    asked = asked_in(request.GET)
    most = _most(request.GET.get("limit", ""))
    try:
        told, cursor, has_more = since(asked, request.GET.get("since"), most)
    except ValueError as wrong:
        return refusal(request, invalid("since", str(wrong)))
    next_ = _address("/changes.json", asked.encoded(since=str(cursor)))
    log = ChangeLog.objects.filter(pk=1).first()
    body: dict[str, Any] = {
        "license": licence()._asdict(),
        "logged_at": log.logged_at if log else None,
        "cursor": str(cursor),
        "has_more": has_more,
        "next": next_,
        "changes": published(told),
    }
    return JsonResponse(body, headers={"Link": f'{licence().link}, <{next_}>; rel="next"'})


@_followed
def changes_atom(request: HttpRequest) -> HttpResponse:
    asked = asked_in(request.GET)
    archive = request.GET.get("archive", "")
    if archive and asked.is_all:
        return _archive(archive)
    return _all_of_it() if asked.is_all else _page_of(asked, request.GET.get("before", ""))


def _archive(text: str) -> HttpResponse:
    """One complete stretch of the log. It never changes but by erasure."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    complete = newest() // atom.ARCHIVE
    if not 1 <= number <= complete:
        raise Http404
    links = {
        "canonical": _address("/changes.atom", ""),
        "self": _archive_address(number),
        "current": _address("/changes.atom", ""),
        "prev-archive": _archive_address(number - 1) if number > 1 else "",
        "next-archive": _archive_address(number + 1) if number < complete else "",
    }
    lines = between(*atom.bounds(number))
    return _sent(atom.feed(lines, title=titled(Asked()), links=links, is_archive=True))


def _all_of_it() -> HttpResponse:
    """The newest lines: those that no archive has yet, and some more, so that there is always something to read."""
    last = newest()
    complete = last // atom.ARCHIVE
    links = {
        "canonical": _address("/changes.atom", ""),
        "self": _address("/changes.atom", ""),
        "alternate": _address("/changes/", ""),
        "prev-archive": _archive_address(complete) if complete else "",
    }
    first = min(atom.bounds(complete)[1] + 1 if complete else 1, last - PAGE + 1)
    return _sent(atom.feed(between(first, last), title=titled(Asked()), links=links))


def _page_of(asked: Asked, before: str) -> HttpResponse:
    is_number = before.isascii() and before.isdigit() and len(before) < 19
    told = preceding(asked, int(before) if is_number else newest() + 1)
    encoded = asked.encoded()
    links = {
        "canonical": _address("/changes.atom", encoded),
        "self": _address("/changes.atom", asked.encoded(before=before) if is_number else encoded),
        "first": _address("/changes.atom", encoded),
        "next": _address("/changes.atom", asked.encoded(before=str(told.cursor))) if told.has_more else "",
        "alternate": _address("/changes/", encoded),
    }
    return _sent(atom.feed(told.lines, title=titled(asked), links=links))


def _sent(feed: str) -> HttpResponse:
    return HttpResponse(feed, content_type=atom.TYPE, headers={"Link": licence().link})


def _address(path: str, encoded: str) -> str:
    return f"{settings.PUBLIC_URL}{path}?{encoded}" if encoded else f"{settings.PUBLIC_URL}{path}"


def _archive_address(number: int) -> str:
    return _address("/changes.atom", f"archive={number}")


def _most(text: str) -> int:
    return min(MOST, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else PAGE
