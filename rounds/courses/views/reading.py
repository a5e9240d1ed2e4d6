"""The courses that there are, one of them, and a lesson."""

from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.courses import catalogue, showing
from rounds.courses.credit import KIND
from rounds.courses.models import Course, Edition, Lesson
from rounds.courses.place import Place, Row, place_in
from rounds.credits.disclosures import Designated, disclosed_for
from rounds.directory.caching import kept
from rounds.memberships.edges import edge
from rounds.users.signed_in import person


@require_safe
def courses(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _courses, _state)


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponseBase:
    credit = disclosed_for(KIND, slug)
    return kept(request, lambda asked: _course(asked, slug, credit), _state, lambda: _state_of(credit))


@require_safe
def lesson(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    return kept(request, lambda asked: _lesson(asked, slug, key), _state)


def found(request: HttpRequest, slug: str) -> Place:
    """Raises Http404."""
    place = place_in(slug, request.user)
    if place is None:
        raise Http404
    return place


def row_of(place: Place, key: str) -> Row:
    """Raises Http404."""
    row = next((row for row in place.rows if row.lesson.key == key), None)
    if row is None:
        raise Http404
    return row


def _courses(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/courses.html", {"shelf": catalogue.shelf(request.user, request.GET)})


def _course(request: HttpRequest, slug: str, credit: Designated | None) -> HttpResponse:
    place = found(request, slug)
    before = showing.before(place, request.user)
    context = {
        "place": place,
        "modules": showing.modules_of(place),
        "objectives": place.edition.objectives.order_by("position", "pk"),
        "before": before,
        "left": showing.left_to_pass(place),
        "missing": request.user.is_authenticated and not all(one.is_passed for one in before),
        "editions": showing.editions_of(place),
        "newer": showing.newer(place),
        "credit": credit,
        "edge": _edge(request, place, is_sample=False),
        "trail": [(_("Courses"), reverse("courses:courses")), (place.edition.title, "")],
    }
    return render(request, "courses/course.html", context)


def _lesson(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = found(request, slug)
    row = row_of(place, key)
    context: dict[str, Any] = {
        "place": place,
        "row": row,
        "lesson": row.lesson,
        "course": place.course,
        "previous": _at(place, row.number - 1),
        "next": _at(place, row.number + 1),
        "modules": showing.modules_of(place),
        "trail": [
            (_("Courses"), reverse("courses:courses")),
            (place.edition.title, place.url),
            (row.lesson.title, ""),
        ],
    }
    if row.is_open:
        context["text"] = showing.text_of(row)
    else:
        context["edge"] = _edge(request, place, is_sample=False)
    return render(request, "courses/lesson.html", context)


def _at(place: Place, number: int) -> Row | None:
    return place.rows[number - 1] if 0 < number <= len(place.rows) else None


def _edge(request: HttpRequest, place: Place, *, is_sample: bool) -> Any:
    if place.is_open:
        return None
    user = person(request) if request.user.is_authenticated else request.user
    return edge(zone=place.edition.zone, is_sample=is_sample, user=user, path=request.path)


def _state_of(credit: Designated | None) -> str:
    return credit.state() if credit else ""


def _state() -> str:
    """Of all that visitors see here: which editions are out, which courses are offered, what their recordings say."""
    newest = Edition.objects.published().order_by("-published_at", "-pk").values_list("pk").first()
    offered = sorted(Course.objects.offered().values_list("pk", flat=True))
    played = Lesson.objects.aggregate(at=Max("recording__changed_at"))["at"]
    return f"{newest} {offered} {played}"
