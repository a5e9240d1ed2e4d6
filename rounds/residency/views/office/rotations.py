"""A program's rotations, and the tasks of their workbooks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.residency.actions import rotations as acting
from rounds.residency.forms.programs import RotationForm, TaskForm
from rounds.residency.models import Program, Rotation, Task
from rounds.residency.refusing import Refused
from rounds.residency.views.office.showing import above_parts, office, show, status_of, typed
from rounds.users.signed_in import person

STEPS = {"retire": acting.retire_part, "take-up": acting.take_up_part, "up": acting.move_part_up}


@office
def rotations(request: HttpRequest, pk: int) -> HttpResponse:
    """A post moves one up."""
    program = get_object_or_404(Program, pk=pk)
    found = program.rotations.order_by("position", "pk")
    if request.method == "POST":
        return _step(request, get_object_or_404(found, key=request.POST.get("part", "")))
    context = {"program": program, "rows": found}
    return show(request, "rotations", _("Rotations"), context, above_parts(program))


@office
def new_rotation(request: HttpRequest, pk: int) -> HttpResponse:
    program, form = get_object_or_404(Program, pk=pk), RotationForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = acting.add_rotation(program=program, to=form.to, by=person(request), at=timezone.now())
        messages.success(request, _("Kept. Now add its tasks."))
        return redirect(_of_rotation(made))
    context = {"form": form, "back": _of_program(program)}
    return show(request, "part", _("New rotation"), context, _way(program), status=status_of(form))


@office
def rotation(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    found = _rotation(pk, key)
    if part := request.POST.get("part"):
        return _step(request, get_object_or_404(found.tasks.all(), key=part))
    if request.POST.get("do") in STEPS:
        return _step(request, found)
    return _change(
        request, found, RotationForm, _way(found.program), tasks=found.tasks.order_by("position", "pk")
    )


@office
def new_task(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    found, form = _rotation(pk, key), TaskForm(typed(request))
    if request.method == "POST" and form.is_valid():
        acting.add_task(rotation=found, to=form.to, by=person(request), at=timezone.now())
        messages.success(request, _("Kept."))
        return redirect(_of_rotation(found))
    context = {"form": form, "back": _of_rotation(found)}
    return show(request, "part", _("New task"), context, _way(found.program, found), status=status_of(form))


@office
def task(request: HttpRequest, pk: int, key: str, task: str) -> HttpResponse:
    rows = Task.objects.select_related("rotation__program")
    found = get_object_or_404(rows, rotation__program=pk, rotation__key=key, key=task)
    if request.POST.get("do") in STEPS:
        return _step(request, found)
    return _change(request, found, TaskForm, _way(found.rotation.program, found.rotation))


def _step(request: HttpRequest, part: Any) -> HttpResponse:
    """Back to the page where its neighbours are."""
    if step := STEPS.get(request.POST.get("do", "")):
        step(part=part, by=person(request), at=timezone.now())
        messages.success(request, _("Done."))
    return redirect(_of_rotation(part.rotation) if isinstance(part, Task) else _of_program(part.program))


def _change(request: HttpRequest, part: Any, of: Any, way: Any, **more: Any) -> HttpResponse:
    title, form = part.title, of(typed(request), part=part)
    context = {"form": form, "part": part, "back": way[-1]["url"], **more}
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.get("version", "")
            acting.change(part=part, to=form.to, seen=seen, by=person(request), at=timezone.now())
        except Refused as refused:
            part.refresh_from_db()
            context |= {"conflict": str(refused), "theirs": of(part=part)}
            status = 409
        else:
            messages.success(request, _("Kept."))
            return redirect(way[-1]["url"])
    context["version"] = acting.mark_of_part(part)
    return show(request, "part", title, context, way, status=status)


def _rotation(pk: int, key: str) -> Rotation:
    return get_object_or_404(Rotation.objects.select_related("program"), program=pk, key=key)


def _way(program: Program, rotation: Rotation | None = None) -> list[dict[str, str]]:
    way = [*above_parts(program), {"url": _of_program(program), "label": _("Rotations")}]
    return [*way, {"url": _of_rotation(rotation), "label": rotation.title}] if rotation else way


def _of_program(program: Program) -> str:
    return reverse("office_residency_rotations", args=[program.pk])


def _of_rotation(rotation: Rotation) -> str:
    return reverse("office_residency_rotation", args=[rotation.program_id, rotation.key])
