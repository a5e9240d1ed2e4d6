"""Who comes to a policy's own pages, and what all of them show."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from rounds.core import typed
from rounds.core.limits import Meter
from rounds.policies.access import Part, parts_of
from rounds.policies.models import Policy
from rounds.policies.refusals import why
from rounds.policies.refusing import Refused
from rounds.users.models import User
from rounds.users.signed_in import person

View = Callable[..., HttpResponseBase]
MOST_WRITES = 120  # a minute, by one person
_writes = Meter("policies-write")


class Place(NamedTuple):
    """A policy, for somebody who leads the network at its organization."""

    policy: Policy
    user: User
    at: datetime
    part: Part

    @property
    def may_write(self) -> bool:
        return self.part.may_write and self.policy.given_up_at is None


def for_leaders(view: View) -> View:
    """For others there is no such page. What a person sends who was signed out meanwhile waits for them."""

    @own_page
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **more: Any) -> HttpResponseBase:
        return view(request, place_of(person(request), pk), **more)

    return guarded


def own_page(view: View) -> View:
    """For a page about the policies of somebody's organizations.

    Not "no-store": a browser that goes back must find what was typed.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, **more: Any) -> HttpResponseBase:
        response = _answer(view, request, more)
        response["Cache-Control"] = "private, no-cache"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _answer(view: View, request: HttpRequest, more: dict[str, Any]) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return _sign_in(request)
    if request.method == "POST" and not _writes.take(str(request.user.pk), MOST_WRITES).is_admitted:
        typed.keep(request)
        return render(request, "policies/own/slower.html", status=429)
    return view(request, **more)


def place_of(user: User, pk: int) -> Place:
    now = timezone.now()
    led = {pk: part for pk, part in parts_of(user, now).items() if part.leads}
    policies = Policy.objects.select_related("organization", "template").filter(organization__in=led)
    policy = get_object_or_404(policies, pk=pk)
    return Place(policy, user, now, led[policy.organization_id])


def number(text: str | None) -> int:
    """A number that one of our own forms carried."""
    if not (text and text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def tell(request: HttpRequest, refused: Refused) -> None:
    messages.warning(request, why(refused))


def _sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        typed.keep(request)
    onward = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(onward.url)
    return onward
