"""One's own credentials: what was stated, what became of it, and stating another."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from rounds.core.limits import admit
from rounds.users.actions import credentials as actions
from rounds.users.credentials.forms import StatementForm
from rounds.users.credentials.known import known
from rounds.users.models import Credential, User

State = Credential.State
_private = cache_control(private=True, no_cache=True)


@_private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def credentials(request: HttpRequest) -> HttpResponse:
    user, now = _user(request), timezone.now()
    if request.method != "POST":
        return _page(request, user, StatementForm(initial=_asked(request)), now.date())
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _page(request, user, form.showable(), now.date(), status=422)
    if not admit(request, "credential", places=20, seconds=24 * 3600, who=str(user.pk)):
        form.add_error(None, _("You stated very many credentials today. Please come back tomorrow."))
        return _page(request, user, form, now.date(), status=429)
    stated = actions.state(user=user, statement=form.statement(), by=user, at=now)
    messages.success(request, _("Thank you. We check %(what)s and write to you.") % {"what": stated})
    return redirect("users:credentials")


@_private
@login_required
@require_POST
def taken_back(request: HttpRequest, pk: int) -> HttpResponse:
    user = _user(request)
    credential = get_object_or_404(Credential.objects.filter(user=user), pk=pk)
    actions.take_back(credential=credential, by=user, at=timezone.now())
    messages.success(
        request, _("%(what)s is taken back. You may state it again at any time.") % {"what": credential}
    )
    return redirect("users:credentials")


def _page(
    request: HttpRequest, user: User, form: StatementForm, day: date, *, status: int = 200
) -> HttpResponse:
    mine = list(Credential.objects.filter(user=user).order_by("-stated_at", "-pk"))
    context = {
        "form": form,
        "current": [_line(one, day) for one in mine if one.state in {State.STATED, State.CHECKED}],
        "past": [_line(one, day) for one in mine if one.state not in {State.STATED, State.CHECKED}],
    }
    return render(request, "users/credentials.html", context, status=status)


def _line(credential: Credential, day: date) -> dict[str, Any]:
    one = known().get(credential.abbreviation)
    return {
        "credential": credential,
        "expansion": one.expansion if one else "",
        "is_shown": credential.is_shown_on(day),
        "has_run_out": credential.has_run_out(day),
        "runs_out_soon": credential.is_shown_on(day)
        and credential.until_on is not None
        and credential.until_on <= day + actions.REMIND,
    }


def _asked(request: HttpRequest) -> dict[str, str]:
    """`?state=MD`: which one the page that led here is about."""
    asked = request.GET.get("state", "")
    return {"abbreviation": asked} if asked in known() else {}


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
