"""The draft on the pages of its readers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rounds.courses import showing
from rounds.courses.preview import ROLES, Preview, preview_of
from rounds.courses.views.lesson_files import file_of, send
from rounds.courses.views.office.showing import authors, draft_of, drafted_lesson
from rounds.memberships.edges import edge


@require_safe
@authors
def course(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    place = preview_of(draft_of(pk), _known(role))
    context = {
        "place": place,
        "modules": showing.modules_of(place),
        "objectives": place.edition.objectives.order_by("position", "pk"),
        "before": showing.before(place, place.user) if place.role == "visitor" else [],
        "edge": _edge(request, place),
    }
    return _render(request, "course", context, place)


@require_safe
@authors
def lesson(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    found = drafted_lesson(pk)
    place = preview_of(found.edition, _known(role))
    number = next(row.number for row in place.rows if row.lesson.pk == pk)
    row = place.rows[number - 1]
    context: dict[str, Any] = {
        "place": place,
        "row": row,
        "lesson": row.lesson,
        "course": place.course,
        "previous": place.rows[number - 2] if number > 1 else None,
        "next": place.rows[number] if number < len(place.rows) else None,
        "modules": showing.modules_of(place),
    }
    if row.is_open:
        context["text"] = showing.text_of(row)
    else:
        context["edge"] = _edge(request, place)
    return _render(request, "lesson", context, place)


@require_safe
@authors
def check(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """Nobody attempts a check that may still change: its questions are where they are written."""
    return redirect(reverse("office_lesson_carried", args=[drafted_lesson(pk).pk]) + "#questions")


@require_safe
@authors
def file(request: HttpRequest, pk: int, role: str, name: str) -> HttpResponseBase:
    return send(request, file_of(drafted_lesson(pk), name))


def _known(role: str) -> str:
    if role not in ROLES:
        raise Http404
    return role


def _edge(request: HttpRequest, place: Preview) -> Any:
    if place.is_open:
        return None
    return edge(zone=place.edition.zone, is_sample=False, user=place.user, path=request.path)


def _render(request: HttpRequest, name: str, context: dict[str, Any], place: Preview) -> HttpResponse:
    """A visitor's page is that of somebody who is not signed in."""
    if not place.user.is_authenticated:
        request.user = place.user
    return render(request, f"courses/{name}.html", context)
