"""The back office for applications: the queue, and one of them with everything needed to decide."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rounds.memberships.actions import applications as verbs
from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.forms.office import ApproveForm, AskForm, DeclineForm
from rounds.memberships.models import Application, Order
from rounds.memberships.refusing import Refused
from rounds.memberships.words import why
from rounds.users.signed_in import person

PER_PAGE = 50
State = Application.State
QUEUES = {
    "waiting": (gettext_lazy("To read"), (State.WAITING,)),
    "asked": (gettext_lazy("Asked back"), (State.ASKED,)),
    "decided": (gettext_lazy("Decided"), (State.APPROVED, State.DECLINED, State.WITHDRAWN)),
}


@require_safe
@permission_required(MANAGE, raise_exception=True)
def applications(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", "")
    state = chosen if chosen in QUEUES else "waiting"
    found = Application.objects.filter(state__in=QUEUES[state][1])
    order = ("-decided_at", "-pk") if state == "decided" else ("sent_at", "pk")
    rows = found.select_related("plan", "user", "organization", "decided_by").order_by(*order)
    context = {
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": [(value, label) for value, (label, _states) in QUEUES.items()],
        "breadcrumbs_items": [{"url": "", "label": _("Applications")}],
        "header_title": _("Applications"),
        "header_icon": "form",
    }
    return render(request, "memberships/office/applications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MANAGE, raise_exception=True)
def application(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Application.objects.select_related("plan", "user", "organization", "decided_by")
    found = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _page(request, found)
    do = request.POST.get("do", "")
    form = _bound(request, found, do)
    if form is not None and not form.is_valid():
        return _page(request, found, do=do, form=form, status=422)
    try:
        _decide(request, found, do, form, timezone.now())
    except Refused as refused:
        found.refresh_from_db()
        return _page(request, found, do=do, form=form, fault=why(refused), status=409)
    following = Application.objects.filter(state=State.WAITING).order_by("sent_at", "pk").first()
    return redirect("office_application", following.pk) if following else redirect("office_applications")


def _bound(request: HttpRequest, found: Application, do: str) -> forms.Form | None:
    match do:
        case "approve" if found.plan.is_for_organizations:
            return ApproveForm(request.POST, application=found)
        case "ask":
            return AskForm(request.POST)
        case "decline":
            return DeclineForm(request.POST)
    return None


def _decide(
    request: HttpRequest, found: Application, do: str, form: forms.Form | None, now: datetime
) -> None:
    by = person(request)
    match do, form:
        case "ask", AskForm():
            verbs.ask_back(application=found, text=form.cleaned_data["text"], by=by, at=now)
            messages.success(request, _("Asked. It comes back here with the answer."))
        case "decline", DeclineForm():
            verbs.decline(application=found, reason=form.cleaned_data["reason"], by=by, at=now)
            messages.success(request, _("Declined. They were told why."))
        case "approve", _:
            organization = form.chosen if isinstance(form, ApproveForm) else None
            order = verbs.approve(application=found, organization=organization, by=by, at=now)
            text = _("Approved. Invoice %(number)s is on its way.")
            messages.success(request, text % {"number": order.invoice.number})


def _page(
    request: HttpRequest,
    found: Application,
    *,
    do: str = "",
    form: forms.Form | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    is_open = found.state in verbs.OPEN
    approve_form = None
    if is_open and found.plan.is_for_organizations:
        approve_form = form if isinstance(form, ApproveForm) else ApproveForm(application=found)
    context = {
        "application": found,
        "thread": found.messages.select_related("by").order_by("at", "pk"),
        "order": Order.objects.filter(application=found).select_related("invoice", "membership").first(),
        "quote": found.plan.quote(revenue=found.revenue or 0, seats=found.seats),
        "is_open": is_open,
        "approve": approve_form,
        "ask": form if isinstance(form, AskForm) else AskForm(),
        "decline": form if isinstance(form, DeclineForm) else DeclineForm(),
        "form": form,
        "did": do,
        "fault": fault,
        "breadcrumbs_items": [
            {"url": reverse("office_applications"), "label": _("Applications")},
            {"url": "", "label": str(found.organization_name or found.user)},
        ],
        "header_title": str(found.organization_name or found.user),
        "header_icon": "form",
    }
    return render(request, "memberships/office/application.html", context, status=status)
