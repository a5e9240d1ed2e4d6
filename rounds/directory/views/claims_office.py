"""The back office for claims: who asks to speak for an organization, and deciding about it."""

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
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rounds.activity.models import Activity
from rounds.directory.actions import claims as verbs
from rounds.directory.actions.representatives import MODERATE
from rounds.directory.actions.submissions import Conflict, Refused
from rounds.directory.claiming.review import review
from rounds.directory.claiming.words import OBSTACLES
from rounds.directory.claiming.words import problem as problem_of
from rounds.directory.forms.representatives import ClaimDecisionForm
from rounds.directory.models import Claim, Removal
from rounds.users.signed_in import person

PER_PAGE = 50
State = Claim.State
STATES: dict[str, tuple[str | Promise, tuple[str, ...], str]] = {
    "waiting": (gettext_lazy("Waiting for us"), (State.WAITING,), "made_at"),
    "open": (gettext_lazy("Waiting for the proof"), (State.OPEN,), "made_at"),
    "proven": (gettext_lazy("Proven"), (State.PROVEN,), "-settled_at"),
    "declined": (gettext_lazy("Declined"), (State.DECLINED,), "-settled_at"),
    "over": (
        gettext_lazy("Withdrawn or not proven in time"),
        (State.WITHDRAWN, State.EXPIRED),
        "-settled_at",
    ),
}
HAPPENED = {
    "claim.made": gettext_lazy("made it"),
    "claim.withdrawn": gettext_lazy("withdrew it"),
    "claim.proven": gettext_lazy("accepted it, or it was proven"),
    "claim.declined": gettext_lazy("declined it"),
    "claim.expired": gettext_lazy("It was not proven in time"),
    "claim.objected": gettext_lazy("objected"),
    "claim.objection_taken_back": gettext_lazy("took the objection back"),
}


@require_safe
@permission_required(MODERATE, raise_exception=True)
def claims(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in STATES else "waiting"
    _label, states, order = STATES[state]
    found = Claim.objects.filter(state__in=states).select_related("organization", "user", "settled_by")
    removals = Removal.objects.filter(decided_at=None).select_related("representative__organization")
    context = {
        "page_obj": Paginator(found.order_by(order, "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": [(value, label) for value, (label, _states, _order) in STATES.items()],
        "removals": removals.order_by("asked_at", "pk")[:PER_PAGE],
        "breadcrumbs_items": [{"url": "", "label": _("Claims")}],
        "header_title": _("Claims"),
        "header_icon": "group",
    }
    return render(request, "directory/office/claims.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MODERATE, raise_exception=True)
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim.objects.select_related("organization", "user", "settled_by"), pk=pk)
    if request.method != "POST":
        return _page(request, found)
    form = ClaimDecisionForm(request.POST)
    if form.action not in ("accept", "decline"):
        return _page(request, found, form=form)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        _decide(request, found, form, timezone.now())
    except Conflict as conflict:
        found.refresh_from_db()
        return _page(request, found, form=form, conflict=_told(conflict), status=409)
    except Refused:
        own = _("This is your own claim: somebody else has to decide.")
        return _page(request, found, form=form, conflict=own, status=409)
    return redirect("office_claims")


def _decide(request: HttpRequest, found: Claim, form: ClaimDecisionForm, now: datetime) -> None:
    is_accepted = form.action == "accept"
    reason = form.cleaned_data["message"]
    verbs.decide(claim=found, accepted=is_accepted, reason=reason, by=person(request), at=now)
    done = _("Accepted: %(about)s") if is_accepted else _("Declined: %(about)s")
    messages.success(request, done % {"about": found.organization})


def _page(
    request: HttpRequest,
    found: Claim,
    *,
    form: ClaimDecisionForm | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    reviewed = review(found)
    form = form or ClaimDecisionForm()
    context: dict[str, Any] = {
        "claim": found,
        "review": reviewed,
        "obstacle": OBSTACLES.get(reviewed.ground.obstacle, "") if reviewed.ground.obstacle else "",
        "problem": problem_of(found.problem) if found.tried_at else "",
        "form": form,
        "shows_errors": form.is_bound,
        "conflict": conflict,
        "may_decide": found.state == State.WAITING and found.user_id != request.user.pk,
        "happened": [
            {"at": one.happened_at, "who": one.actor or "", "what": HAPPENED.get(one.verb, one.verb)}
            for one in Activity.objects.about(found).select_related("actor")
        ],
        "breadcrumbs_items": [
            {"url": reverse("office_claims"), "label": _("Claims")},
            {"url": "", "label": str(found.organization)},
        ],
        "header_title": str(found.organization),
        "header_icon": "group",
    }
    return render(request, "directory/office/claim.html", context, status=status)


def _told(conflict: Conflict) -> str:
    """Who was faster, when, and what they did."""
    if not conflict.at:
        return _("It cannot be decided now.")
    return _("%(who)s %(what)s (%(when)s). What you entered is still here; nothing of it has been saved.") % {
        "who": conflict.by or _("The clock"),
        "what": HAPPENED.get(conflict.verb, conflict.verb),
        "when": date_format(timezone.localtime(conflict.at), "DATETIME_FORMAT"),
    }
