"""Who comes to the pages of a cohort, and what all of them show."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rounds.core import typed
from rounds.core.limits import Meter
from rounds.core.templatetags.core import tabs_at
from rounds.core.ways import Way
from rounds.courses.models import Rhythm
from rounds.residency.access import Here, here
from rounds.residency.models import Cohort
from rounds.residency.not_done import NotDone
from rounds.users.signed_in import person

View = Callable[..., HttpResponseBase]
MOST_WRITES = 120  # a minute, by one person
UNDO = "residency_undo"
_writes = Meter("residency-write")


def inside(view: View) -> View:
    """For whoever is in the cohort; for others there is no such page."""
    return _entered(view, leads=False)


def leading(view: View) -> View:
    """For its chief residents, and those who run the residency."""
    return _entered(view, leads=True)


def show(
    request: HttpRequest, found: Here, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    undo = request.session.pop(UNDO, None) if request.method == "GET" and UNDO in request.session else None
    own = own_zone(found)
    common = {
        "here": found,
        "cohort": found.cohort,
        "zone": found.cohort.time_zone,
        "own_zone": own,
        "reading_zone": own or found.cohort.time_zone,
        "tabs": tabs_at(request.path, list(_tabs(found))),
        "undo": undo,
    }
    return render(request, f"residency/working/{name}.html", {**common, **context}, status=status)


def own_zone(found: Here) -> str:
    """Where the reader is, if it is known and not where the cohort is."""
    known = Rhythm.objects.filter(user=found.user).values_list("time_zone", flat=True).first() or ""
    return "" if known == found.cohort.time_zone else known


def tell(request: HttpRequest, not_done: NotDone) -> None:
    messages.warning(request, str(not_done))


def offer_undo(request: HttpRequest, text: str, url: str, **fields: Any) -> None:
    request.session[UNDO] = {"text": text, "url": url, "fields": fields}


def number(text: str | None) -> int:
    """A number that one of our own forms carried."""
    if not (text and text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _entered(view: View, *, leads: bool) -> View:
    """Not "no-store": a browser that goes back must find what was typed."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **more: Any) -> HttpResponseBase:
        response = _answer(view, request, slug, leads, more)
        response["Cache-Control"] = "private, no-cache"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _answer(
    view: View, request: HttpRequest, slug: str, leads: bool, more: dict[str, Any]
) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return _sign_in(request)
    if request.method == "POST" and not _writes.take(str(request.user.pk), MOST_WRITES).is_admitted:
        typed.keep(request)
        return render(request, "residency/working/slower.html", status=429)
    cohort = get_object_or_404(Cohort.objects.select_related("program"), slug=slug)
    found = here(cohort, person(request), timezone.now())
    if not (found.leads if leads else found.is_inside):
        raise Http404
    return view(request, found, **more)


def _sign_in(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"said": _("You are signed out.")}, status=401)
    if request.method == "POST":
        typed.keep(request)
    return redirect_to_login(request.get_full_path())


def _tabs(found: Here) -> Any:
    def at(name: str) -> str:
        return reverse(f"residency:{name}", args=[found.cohort.slug])

    yield Way(at("cohort"), _("Overview"), "calendar")
    if found.group or found.runs:
        yield Way(at("group"), _("Group"), "people")
    if found.leads:
        yield Way(at("desk"), _("Residents"), "columns")
        yield Way(at("schedule"), _("Schedule"), "clock")
