"""Programs, and all cohorts at a glance."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.residency.actions import programs as acting
from rounds.residency.forms.office import ProgramForm
from rounds.residency.models import Application, Cohort, Program
from rounds.residency.refusing import Refused
from rounds.residency.views.office.showing import above, office, office_reading, show, status_of, typed
from rounds.users.signed_in import person


@office_reading
def residency(request: HttpRequest) -> HttpResponse:
    held = Count("residents", filter=Q(residents__left_at=None), distinct=True)
    asked = Count("applications", filter=Q(applications__state=Application.State.SENT), distinct=True)
    cohorts = Cohort.objects.select_related("program").annotate(held=held, asked=asked)
    context = {
        "programs": Program.objects.order_by("retired_at", "title", "pk"),
        "cohorts": cohorts.order_by("-begins_on", "-pk"),
    }
    return show(request, "residency", _("Residency"), context)


@office
def new_program(request: HttpRequest) -> HttpResponse:
    form = ProgramForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = acting.make_program(to=form.to, before=form.before, by=person(request), at=timezone.now())
        messages.success(request, _("Kept. Now make its first cohort."))
        return redirect("office_residency_program", made.pk)
    return show(request, "program", _("New program"), {"form": form}, above(), status=status_of(form))


@office
def program(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Program, pk=pk)
    if request.POST.get("do") in ("retire", "take-up"):
        return _retire(request, found)
    form = ProgramForm(typed(request), program=found)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, status=status_of(form))
    try:
        acting.describe_program(
            program=found,
            to=form.to,
            before=form.before,
            seen=request.POST.get("version", ""),
            by=person(request),
            at=timezone.now(),
        )
    except Refused as refused:
        theirs = ProgramForm(program=Program.objects.get(pk=pk))
        return _page(request, found, form, conflict=str(refused), theirs=theirs, status=409)
    messages.success(request, _("Kept."))
    return redirect("office_residency_program", pk)


def _retire(request: HttpRequest, found: Program) -> HttpResponse:
    do = acting.retire if request.POST["do"] == "retire" else acting.take_up
    do(program=found, by=person(request), at=timezone.now())
    messages.success(request, _("Done."))
    return redirect("office_residency_program", found.pk)


def _page(
    request: HttpRequest, found: Program, form: ProgramForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    version = acting.mark_of_program(Program.objects.get(pk=found.pk))
    context = {"program": found, "form": form, "version": version, **more}
    return show(request, "program", found.title, context, above(), status=status)
