"""The back office for reports: the queue, and one of them with everything needed to decide."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rounds.activity.models import Activity
from rounds.moderation import actions
from rounds.moderation.forms import AppealDecisionForm, DecisionForm
from rounds.moderation.models import Case
from rounds.users.models import User

PERMISSION = "moderation.decide_case"
PER_PAGE = 50
WAITING = (Case.State.OPEN, Case.State.APPEALED)
QUEUES = {
    "waiting": (gettext_lazy("Waiting"), WAITING),
    "appealed": (gettext_lazy("Appeals"), (Case.State.APPEALED,)),
    "decided": (gettext_lazy("Decided"), (Case.State.DECIDED, Case.State.CLOSED)),
    "unconfirmed": (gettext_lazy("Not confirmed yet"), (Case.State.UNCONFIRMED,)),
}
HAPPENED = {
    "case.reported": gettext_lazy("reported it"),
    "case.link_sent_again": gettext_lazy("asked for the link once more"),
    "case.confirmed": gettext_lazy("confirmed the e-mail address"),
    "case.decided": gettext_lazy("decided"),
    "case.appealed": gettext_lazy("appealed"),
    "case.appeal_decided": gettext_lazy("decided about the appeal"),
    "case.closed": gettext_lazy("was closed: the time to appeal is over"),
}
Form = DecisionForm | AppealDecisionForm


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def cases(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", "")
    state = chosen if chosen in QUEUES else "waiting"
    found = Case.objects.filter(state__in=QUEUES[state][1]).select_related("decided_by")
    order = ("-decided_at", "-pk") if state == "decided" else ("-solved", "sent_at", "pk")
    context = {
        "page_obj": Paginator(found.order_by(*order), PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": [(value, label) for value, (label, _states) in QUEUES.items()],
        "breadcrumbs_items": [{"url": "", "label": _("Cases")}],
        "header_title": _("Cases"),
        "header_icon": "warning",
    }
    return render(request, "moderation/office/cases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Case.objects.select_related("decided_by", "reporter"), pk=pk)
    if request.method != "POST":
        return _page(request, found)
    is_appeal = request.POST.get("do") == "appeal"
    form: Form = (AppealDecisionForm if is_appeal else DecisionForm)(request.POST, case=found)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        _decide(request, found, form, timezone.now())
    except actions.Conflict as conflict:
        found.refresh_from_db()
        return _page(request, found, form=form, fault=_told(conflict), status=409)
    except actions.NotImpartial:
        return _page(request, found, form=form, fault=_("You decided about this case already."), status=409)
    messages.success(request, _("Decided: %(about)s") % {"about": found})
    following = Case.objects.filter(state__in=WAITING).order_by("-solved", "sent_at", "pk").first()
    return redirect("office_case", following.pk) if following else redirect("office_cases")


def _decide(request: HttpRequest, found: Case, form: Form, now: datetime) -> None:
    common: dict[str, Any] = {
        "case": found,
        "version": form.cleaned_data["version"],
        "by": request.user,
        "at": now,
    }
    if isinstance(form, AppealDecisionForm):
        actions.decide_appeal(ruling=form.ruling(), **common)
    else:
        actions.decide(ruling=form.ruling(), **common)


def _page(
    request: HttpRequest, found: Case, *, form: Form | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    appeal = found.appeals.filter(decided_at=None).first()
    context = {
        "case": found,
        "fault": fault,
        "known": found.subject.known(found),
        "form": form or _form(found),
        "appeal": appeal,
        "appeals": found.appeals.exclude(decided_at=None).select_related("decided_by").order_by("decided_at"),
        "may_decide": appeal is None or request.user.pk not in found.deciders(),
        "others_may_decide": appeal is None or _may_decide(found).exists(),
        # Another moderator's change is on the page now, so going on from here is a decision with open eyes.
        "version": found.version if fault or not form else form.data.get("version", ""),
        "in_force": found.effect_of(found.measure_in_force),
        "earlier": Case.objects.about(found.object_type, found.object_id, found.address)
        .exclude(pk=found.pk)
        .exclude(state=Case.State.UNCONFIRMED)
        .order_by("-sent_at")[:20],
        "happened": _happened(found),
        "breadcrumbs_items": [
            {"url": reverse("office_cases"), "label": _("Cases")},
            {"url": "", "label": str(found)},
        ],
        "header_title": str(found),
        "header_icon": "warning",
    }
    return render(request, "moderation/office/case.html", context, status=status)


def _form(found: Case) -> Form | None:
    if found.state == Case.State.OPEN:
        return DecisionForm(case=found)
    return AppealDecisionForm(case=found) if found.state == Case.State.APPEALED else None


def _may_decide(found: Case) -> Any:
    """Who may decide about the appeal: everybody who may decide and has not yet."""
    granted = Q(user_permissions__codename="decide_case") | Q(groups__permissions__codename="decide_case")
    users = User.objects.filter(granted | Q(is_superuser=True), is_active=True)
    return users.exclude(pk__in=found.deciders())


def _happened(found: Case) -> list[dict[str, Any]]:
    return [
        {
            "at": one.happened_at,
            "who": one.actor or _who(one),
            "what": HAPPENED.get(one.verb, one.verb),
        }
        for one in Activity.objects.about(found).select_related("actor")
    ]


def _who(one: Activity) -> str:
    if one.verb == "case.closed":
        return _("The case")
    return _("The affected") if one.data.get("side") == "affected" else _("The reporter")


def _told(conflict: actions.Conflict) -> str:
    """Who was faster, when, and what they did."""
    if not conflict.at:
        return _("It cannot be decided now.")
    return _("%(who)s %(what)s (%(when)s). What you entered is still here; nothing of it has been saved.") % {
        "who": conflict.by or _("Somebody"),
        "what": HAPPENED.get(conflict.verb, conflict.verb),
        "when": date_format(timezone.localtime(conflict.at), "DATETIME_FORMAT"),
    }
