"""The gold step: how results were shared; and sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core import typed
from rounds.fellows import reporting
from rounds.fellows.actions import sending, sharings
from rounds.fellows.forms import SharingForm
from rounds.fellows.models import Level, Sharing, Step
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.fellows.showing import sharings_of
from rounds.fellows.views.place import own_page, own_step, tell
from rounds.users.signed_in import person


@own_page
def gold(request: HttpRequest) -> HttpResponse:
    """All of them, and a form for one more."""
    step = own_step(request, Level.GOLD)
    if request.method != "POST":
        before = typed.take(request)
        return _gold(request, step, SharingForm(initial=before), is_restored=before is not None)
    if request.POST.get("do") == "send":
        return _send(request, step)
    form = SharingForm(request.POST)
    if not form.is_valid():
        return _gold(request, step, form.showable(), status=422)
    try:
        sharings.add_sharing(step=step, to=form.cleaned_data, by=person(request), at=timezone.now())
    except Refused as refused:
        return _gold(request, step, form, warning=why(refused), status=409)
    messages.success(request, _("Saved."))
    return redirect("fellows:gold")


@own_page
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    step = own_step(request, Level.GOLD)
    found = get_object_or_404(step.sharings.select_related("step"), pk=pk)
    if request.method != "POST":
        initial = {name: getattr(found, name) for name in sharings.FIELDS}
        return _sharing(request, step, found, SharingForm(initial=initial))
    by, at = person(request), timezone.now()
    form = SharingForm(request.POST)
    try:
        if request.POST.get("do") == "take-out":
            sharings.take_sharing_out(sharing=found, by=by, at=at)
        elif form.is_valid():
            sharings.change_sharing(sharing=found, to=form.cleaned_data, by=by, at=at)
        else:
            return _sharing(request, step, found, form.showable(), status=422)
    except Refused as refused:
        tell(request, refused)
    return redirect("fellows:gold")


def _send(request: HttpRequest, step: Step) -> HttpResponse:
    try:
        sending.send(step=step, by=person(request), at=timezone.now())
    except Refused as refused:
        step.refresh_from_db()
        return _gold(request, step, SharingForm(), warning=why(refused), status=409)
    messages.success(request, _("It is sent. Two reviewers read it now; you hear from us by mail."))
    return redirect("fellows:mine")


def _gold(
    request: HttpRequest, step: Step, form: SharingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "step": step,
        "sharings": sharings_of(step),
        "form": form,
        "lacks": reporting.lacks(step),
        **more,
    }
    return render(request, "fellows/gold.html", context, status=status)


def _sharing(
    request: HttpRequest, step: Step, found: Sharing, form: SharingForm, *, status: int = 200
) -> HttpResponse:
    context = {"step": step, "sharing": found, "form": form}
    return render(request, "fellows/sharing.html", context, status=status)
