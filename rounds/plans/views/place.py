"""Who comes to the pages of a plan."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from rounds.core import typed
from rounds.core.limits import Meter
from rounds.plans.access import Part, part_in
from rounds.plans.models import StrategicPlan
from rounds.plans.refusing import Refused
from rounds.users.models import User
from rounds.users.signed_in import person

View = Callable[..., HttpResponseBase]
MOST_WRITES = 240  # a minute, by one person
_writes = Meter("plans-write")


class Place(NamedTuple):
    """A plan, for somebody who may read it."""

    plan: StrategicPlan
    part: Part
    user: User
    at: datetime


def for_readers(view: View) -> View:
    """For others there is no such page. What a person sends who was signed out meanwhile waits for them."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, code: str, **more: Any) -> HttpResponseBase:
        plan = get_object_or_404(StrategicPlan.objects.select_related("organization"), code=code)
        user = person(request)
        part = part_in(plan, user)
        if not part.may_read:
            raise Http404
        return view(request, Place(plan, part, user, timezone.now()), **more)

    return guarded


def for_authors(view: View) -> View:
    @for_readers
    @wraps(view)
    def guarded(request: HttpRequest, place: Place, **more: Any) -> HttpResponseBase:
        if not place.part.is_author:
            raise Http404
        return view(request, place, **more)

    return guarded


def signed_in(view: View) -> View:
    """Not "no-store": a browser that goes back must find what was typed."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponseBase:
        response = _answer(view, request, more)
        response["Cache-Control"] = "private, no-cache"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def tell(request: HttpRequest, refused: Refused) -> None:
    messages.warning(request, str(refused))


def number(text: str | None) -> int:
    """A number that one of our own forms carried."""
    if not (text and text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def _answer(view: View, request: HttpRequest, more: dict[str, Any]) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return _sign_in(request)
    if request.method == "POST" and not _writes.take(str(request.user.pk), MOST_WRITES).is_admitted:
        return _slower(request)
    return view(request, **more)


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    if wants_json(request):
        return JsonResponse({"answer": "signed_out"}, status=401)
    if request.method == "POST":
        typed.keep(request)
    return redirect_to_login(request.get_full_path())


def _slower(request: HttpRequest) -> HttpResponseBase:
    if wants_json(request):
        return JsonResponse({"answer": "slower"}, status=429)
    typed.keep(request)
    return render(request, "plans/slower.html", status=429)
