"""The plan in which a residency ends: begun, or chosen among those that the resident writes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rounds.core import typed
from rounds.plans.models import StrategicPlan
from rounds.residency.access import Here
from rounds.residency.actions.working import capstone
from rounds.residency.forms.working import ChooseForm, PlanForm
from rounds.residency.models import Place
from rounds.residency.not_done import NotDone
from rounds.residency.views.working.entering import inside, show


@inside
def plan(request: HttpRequest, found: Here) -> HttpResponse:
    place = found.place
    if place is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, PlanForm(typed.take(request)), _chooser(found))
    try:
        if request.POST.get("do") == "choose":
            return _choose(request, found, place)
        return _begin(request, found, place)
    except NotDone as not_done:
        warning = {"warning": str(not_done)}
        return _page(request, found, PlanForm(request.POST), _chooser(found), **warning, status=409)


def _begin(request: HttpRequest, found: Here, place: Place) -> HttpResponse:
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form.showable(), _chooser(found), status=422)
    begun = capstone.begin(
        place=place,
        organization=None,
        currency=settings.CURRENCY,
        by=found.user,
        at=found.at,
        **form.cleaned_data,
    )
    messages.success(request, _("Your plan is begun. Invite others to write it with you."))
    return redirect(begun)


def _choose(request: HttpRequest, found: Here, place: Place) -> HttpResponse:
    form = _chooser(found, request.POST)
    if not form.is_valid():
        return _page(request, found, PlanForm(), form, status=422)
    capstone.choose(place=place, plan=form.cleaned_data["plan"], by=found.user, at=found.at)
    messages.success(request, _("That is the plan of your residency now."))
    return redirect("residency:cohort", found.cohort.slug)


def _chooser(found: Here, data: Any = None) -> ChooseForm:
    form = ChooseForm(data)
    mine = StrategicPlan.objects.written_by(found.user).filter(archived_at=None).order_by("-created_at")
    form.fields["plan"].queryset = mine  # type: ignore[attr-defined]
    return form


def _page(
    request: HttpRequest, found: Here, form: Any, chooser: ChooseForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    has_plans = chooser.fields["plan"].queryset.exists()  # type: ignore[attr-defined]
    context = {"form": form, "chooser": chooser if has_plans else None, **more}
    return show(request, found, "plan", context, status)
