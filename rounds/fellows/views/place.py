"""Who comes to a page of the ladder, and what all such pages share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from rounds.core import typed
from rounds.core.limits import Meter
from rounds.fellows.models import Fellow, Step
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.users.models import User
from rounds.users.signed_in import person

View = Callable[..., HttpResponseBase]
MOST_WRITES = 120  # a minute, by one person
_writes = Meter("fellows-write")


def own_page(view: View) -> View:
    """Not "no-store": a browser that goes back must find what was typed."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **more: Any) -> HttpResponseBase:
        response = _answer(view, request, given, more)
        response["Cache-Control"] = "private, no-cache"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def own_step(request: HttpRequest, level: str) -> Step:
    """404 where they have no such step."""
    steps = Step.objects.select_related("fellow__user", "plan", "award")
    return get_object_or_404(steps, fellow__user=person(request), level=level)


def own_fellow(user: User) -> Fellow | None:
    return Fellow.objects.select_related("user").filter(user=user).first()


def tell(request: HttpRequest, refused: Refused) -> None:
    messages.warning(request, why(refused))


def number(text: str | None) -> int:
    """A number that one of our own forms carried."""
    if not (text and text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _answer(
    view: View, request: HttpRequest, given: tuple[Any, ...], more: dict[str, Any]
) -> HttpResponseBase:
    if not request.user.is_authenticated:
        if wants_json(request):
            return JsonResponse({}, status=401)
        if request.method == "POST":
            typed.keep(request)
        return redirect_to_login(request.get_full_path())
    if request.method == "POST" and not _writes.take(str(request.user.pk), MOST_WRITES).is_admitted:
        if wants_json(request):
            return JsonResponse({}, status=429)
        typed.keep(request)
        return render(request, "fellows/slower.html", status=429)
    return view(request, *given, **more)
