"""Your data: taking it all out, and closing."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.core.limits import admit
from rounds.core.secret_pages import secret
from rounds.users.actions import closing as closings
from rounds.users.actions import taking_out
from rounds.users.leaving import archives, fates
from rounds.users.leaving.links import closing_of
from rounds.users.models import TakeOut, User

STANDS_STILL = timedelta(minutes=1)  # after which the page says that it takes longer
ASKED_A_DAY = 5

View = Callable[..., HttpResponseBase]


def personal(view: View) -> View:
    """For a page about whoever is signed in: kept by no cache."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        response = view(request, *args, **more)
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def data(request: HttpRequest) -> HttpResponse:
    user, now, refused = cast(User, request.user), timezone.now(), ""
    if starts := "download" in request.GET:  # a page to stay on, where the password may have to come first
        _prove_oneself(request)
    if request.method == "POST":
        if admit(request, "take-out", places=ASKED_A_DAY, seconds=24 * 3600, who=f"user:{user.pk}"):
            taking_out.ask(user=user, at=now)
            return redirect("leaving:data")
        refused = _("You have asked often today. Please ask again tomorrow.")
    take_out = TakeOut.objects.shown(now).filter(user=user).first()
    context = {
        "take_out": take_out,
        "is_slow": take_out and not take_out.is_ready and now - take_out.moved_at > STANDS_STILL,
        "starts": starts and take_out and take_out.is_ready,
        "refused": refused,
    }
    template = "users/leaving/data.html" + ("#archive" if getattr(request, "htmx", False) else "")
    return render(request, template, context, status=429 if refused else 200)


@require_safe
@personal
@reauthentication_required
def archive(request: HttpRequest) -> HttpResponseBase:
    """The person's own, and nobody else's; asked for the password where it was long ago."""
    found = TakeOut.objects.at_hand(timezone.now()).filter(user=request.user.pk).first()
    if found is None:
        raise Http404
    try:
        file = archives.opened(found.kept_as)
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = f"rounds-{found.ready_at:%Y-%m-%d}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@personal
@reauthentication_required(allow_get=True)
def close(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            closings.ask(user=user, at=timezone.now())
        except closings.Refused as refusal:
            reasons = refusal.reasons
        else:
            logout(request)
            return redirect("leaving:closed")
    context = {
        "obstacles": reasons or closings.obstacles(user),
        "warnings": closings.warnings(user),
        "fates": fates.theirs(user),
        "minutes": closings.MAY_BE_TAKEN_BACK.seconds // 60,
        "trail": [(_("Your data"), reverse("leaving:data")), (_("Close your account"), "")],
    }
    return render(request, "users/leaving/close.html", context, status=409 if reasons else 200)


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    minutes = closings.MAY_BE_TAKEN_BACK.seconds // 60
    return render(request, "users/leaving/closed.html", {"minutes": minutes})


@secret
def back(request: HttpRequest, word: str) -> HttpResponse:
    """The link in the mail. A button stands before it: programs that look at mail follow links."""
    found, now, is_back = closing_of(word), timezone.now(), False
    if request.method == "POST" and found:
        try:
            closings.take_back(closing=found, at=now)
            is_back = True
        except closings.TooLate:
            found = None
    may_return = bool(found and not is_back and found.may_be_taken_back(now))
    status = 200 if is_back or may_return else 410
    context = {"closing": found, "is_back": is_back, "may_return": may_return}
    return render(request, "users/leaving/back.html", context, status=status)


@reauthentication_required
def _prove_oneself(request: HttpRequest) -> HttpResponse:
    """Raises what sends people to say who they are, and back."""
    return HttpResponse()
