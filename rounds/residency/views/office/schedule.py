"""A program's schedule: when it meets, from which the meetings of its cohorts are made."""

from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.residency.actions import slots
from rounds.residency.forms.programs import SlotForm
from rounds.residency.models import Program, Slot
from rounds.residency.refusing import Refused
from rounds.residency.views.office.showing import above_parts, office, office_reading, show, status_of, typed
from rounds.users.signed_in import person


@office_reading
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    program = get_object_or_404(Program, pk=pk)
    found = program.slots.order_by("day", "begins", "pk")
    rows = [(one, time(one.begins // 60, one.begins % 60)) for one in found]
    context = {"program": program, "rows": rows}
    return show(request, "schedule", _("Schedule"), context, above_parts(program))


@office
def new_slot(request: HttpRequest, pk: int) -> HttpResponse:
    program, form = get_object_or_404(Program, pk=pk), SlotForm(typed(request))
    if request.method == "POST" and form.is_valid():
        slots.add_slot(program=program, to=form.to, by=person(request), at=timezone.now())
        return _kept(request, program)
    return _page(request, program, _("New hour"), {"form": form}, status=status_of(form))


@office
def slot(request: HttpRequest, pk: int, slot: int) -> HttpResponse:
    found = get_object_or_404(Slot.objects.select_related("program"), program=pk, pk=slot)
    title = found.title
    form = SlotForm(typed(request), slot=found)
    takes_out = request.POST.get("do") == "take-out"
    if request.method == "POST" and (takes_out or form.is_valid()):
        whom: dict[str, Any] = {"by": person(request), "at": timezone.now()}
        seen = request.POST.get("version", "")
        try:
            if takes_out:
                slots.take_slot_out(slot=found, seen=seen, **whom)
            else:
                slots.change_slot(slot=found, to=form.to, seen=seen, **whom)
        except Refused as refused:
            now = get_object_or_404(Slot.objects.select_related("program"), pk=slot)
            context = {"form": form, "part": now, "conflict": str(refused), "theirs": SlotForm(slot=now)}
            context["version"] = slots.mark_of_slot(now)
            return _page(request, now.program, title, context, status=409)
        return _kept(request, found.program)
    context = {"form": form, "part": found, "version": slots.mark_of_slot(found)}
    return _page(request, found.program, title, context, status=status_of(form))


def _kept(request: HttpRequest, program: Program) -> HttpResponse:
    messages.success(request, _("Kept. Cohorts whose meetings follow the schedule meet accordingly."))
    return redirect("office_residency_schedule", program.pk)


def _page(
    request: HttpRequest, program: Program, title: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    back = reverse("office_residency_schedule", args=[program.pk])
    way = [*above_parts(program), {"url": back, "label": _("Schedule")}]
    return show(request, "part", title, {"takes_out": True, "back": back, **context}, way, status=status)
