"""The back office for credentials: the queue, and one of them with its history and the decision."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rounds.users.actions import credentials as actions
from rounds.users.credentials.forms import DecisionForm
from rounds.users.credentials.known import known
from rounds.users.models import Credential, User
from rounds.users.models.credentials import CHECK
from rounds.users.people.editing import waiting

PER_PAGE = 50
State = Credential.State
QUEUES = {
    "waiting": (gettext_lazy("Waiting"), (State.STATED,), ("stated_at", "pk")),
    "checked": (gettext_lazy("Checked"), (State.CHECKED,), ("-checked_at", "-pk")),
    "refused": (gettext_lazy("Not confirmed"), (State.REFUSED,), ("-checked_at", "-pk")),
    "ended": (gettext_lazy("Taken back or renewed"), (State.WITHDRAWN, State.REPLACED), ("-ended_at", "-pk")),
}


@require_safe
@permission_required(CHECK, raise_exception=True)
def credentials(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", "")
    state = chosen if chosen in QUEUES else "waiting"
    _label, states, order = QUEUES[state]
    found = Credential.objects.filter(state__in=states).select_related("user", "checked_by").order_by(*order)
    context = {
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": [(value, label) for value, (label, _states, _order) in QUEUES.items()],
        "breadcrumbs_items": [{"url": "", "label": _("Credentials")}],
        "header_title": _("Credentials"),
        "header_icon": "tick-inverse",
    }
    return render(request, "users/office/credentials.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHECK, raise_exception=True)
def credential(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Credential.objects.select_related("user", "checked_by"), pk=pk)
    now = timezone.now()
    if request.method != "POST":
        return _page(request, found, DecisionForm(credential=found, day=now.date()))
    form = DecisionForm(request.POST, credential=found, day=now.date())
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        _decide(request, found, form, now)
    except actions.Conflict as conflict:
        found.refresh_from_db()
        return _page(request, found, form, fault=_told(conflict), status=409)
    except actions.NotImpartial:
        return _page(request, found, form, fault=_("Somebody else checks your own credentials."), status=409)
    messages.success(request, _("Decided: %(what)s of %(who)s") % {"what": found, "who": found.user})
    following = Credential.objects.waiting().first()
    return redirect("office_credential", following.pk) if following else redirect("office_credentials")


def _decide(request: HttpRequest, found: Credential, form: DecisionForm, now: datetime) -> None:
    told, by = form.cleaned_data, request.user
    assert isinstance(by, User)  # permission_required
    if request.POST.get("do") == "check":
        actions.check(credential=found, version=told["version"], seen=form.seen(), by=by, at=now)
    elif request.POST.get("do") == "revoke":
        actions.revoke(credential=found, reason=told["reason"], by=by, at=now)
    else:
        actions.refuse(credential=found, version=told["version"], reason=told["reason"], by=by, at=now)


def _page(
    request: HttpRequest, found: Credential, form: DecisionForm, *, fault: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    profile = getattr(found.user, "profile", None)
    one = known().get(found.abbreviation)
    context = {
        "credential": found,
        "expansion": one.expansion if one else "",
        "form": form,
        "fault": fault,
        # What changed meanwhile is on the page now, so going on from here is a decision with open eyes.
        "version": found.version if fault or not form.is_bound else form.data.get("version", ""),
        "may_decide": found.user_id != request.user.pk,
        "is_shown": found.is_shown_on(now.date()),
        "waiting": waiting(profile, now.date()) if profile else [],
        "earlier": Credential.objects.filter(user=found.user_id).exclude(pk=found.pk).order_by("-stated_at"),
        "happened": _happened(found),
        "breadcrumbs_items": [
            {"url": reverse("office_credentials"), "label": _("Credentials")},
            {"url": "", "label": f"{found.user}, {found}"},
        ],
        "header_title": f"{found.user}, {found}",
        "header_icon": "tick-inverse",
    }
    return render(request, "users/office/credential.html", context, status=status)


def _happened(found: Credential) -> list[tuple[datetime, str]]:
    """Newest first. The statements before and after are records of their own."""
    who = found.checked_by or _("Somebody")
    until = date_format(found.until_on, "DATE_FORMAT") if found.until_on else ""
    sentences = [
        (found.stated_at, _("stated by %(who)s") % {"who": found.user}),
        (found.checked_at, _("decided by %(who)s") % {"who": who}),
        (found.reminded_at, _("wrote that it runs out")),
        (found.lapsed_at, _("ran out: its last day was %(day)s") % {"day": until}),
    ]
    if found.state in {State.WITHDRAWN, State.REPLACED}:
        sentences.append((found.ended_at, found.get_state_display().lower()))
    return sorted(((when, what) for when, what in sentences if when), reverse=True)


def _told(conflict: actions.Conflict) -> str:
    one = conflict.credential
    if one.state == State.STATED:
        return _("The person has stated it anew since. Please look at what they say now.")
    told: dict[str, Any] = {
        "state": one.get_state_display().lower(),
        "who": one.checked_by or _("the person"),
    }
    if one.checked_at:
        told["when"] = date_format(timezone.localtime(one.checked_at), "DATETIME_FORMAT")
        return (
            _("It is %(state)s already, by %(who)s (%(when)s). Nothing of what you entered has been saved.")
            % told
        )
    return _("It is %(state)s already. Nothing of what you entered has been saved.") % told
