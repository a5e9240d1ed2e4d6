"""The back office for plans: what can be joined, with revenue bands and questions of its own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.actions.plans import keep_plan
from rounds.memberships.forms.office import BandSet, PlanForm, QuestionSet
from rounds.memberships.models import Plan
from rounds.users.signed_in import person


@require_safe
@permission_required(MANAGE, raise_exception=True)
def plans(request: HttpRequest) -> HttpResponse:
    found = Plan.objects.prefetch_related("bands").order_by("order", "pk")
    context = {
        "rows": [(plan, plan.quote(), len(plan.bands.all())) for plan in found],
        "breadcrumbs_items": [{"url": "", "label": _("Membership plans")}],
        "header_title": _("Membership plans"),
        "header_icon": "list-ul",
    }
    return render(request, "memberships/office/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MANAGE, raise_exception=True)
def plan(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new one, or one that is there. What was agreed in terms stays as it was."""
    found = get_object_or_404(Plan, pk=pk) if pk else None
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, instance=found)
    bands = BandSet(data, prefix="bands", initial=_bands(found))
    questions = QuestionSet(data, prefix="questions", initial=_questions(found))
    if data is not None and all([form.is_valid(), bands.is_valid(), questions.is_valid()]):
        kept = keep_plan(
            plan=found,
            to=form.cleaned_data,
            bands=_kept(bands),
            questions=[{**one, "order": at} for at, one in enumerate(_kept(questions))],
            by=person(request),
            at=timezone.now(),
        )
        messages.success(
            request, _("Kept: %(plan)s. Terms that are agreed stay as they are.") % {"plan": kept}
        )
        return redirect("office_plans")
    title = found.name if found else _("New plan")
    context = {
        "plan": found,
        "form": form,
        "bands": bands,
        "questions": questions,
        "breadcrumbs_items": [
            {"url": reverse("office_plans"), "label": _("Membership plans")},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "header_icon": "list-ul",
    }
    return render(request, "memberships/office/plan.html", context, status=200 if data is None else 422)


def _bands(found: Plan | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    rows = found.bands.order_by("revenue_from").values("revenue_from", "dues_cents", "seats")
    return [dict(row) for row in rows]


def _questions(found: Plan | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    rows = found.questions.order_by("order", "pk").values("text", "kind", "is_required")
    return [dict(row) for row in rows]


def _kept(rows: Any) -> list[dict[str, Any]]:
    """Rows that are filled in and not to go."""
    told = [dict(form.cleaned_data) for form in rows if form.cleaned_data]
    return [
        {name: value for name, value in one.items() if name != "DELETE"}
        for one in told
        if not one.get("DELETE")
    ]
