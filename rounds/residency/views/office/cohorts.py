"""One cohort: its desk, what it is, and its end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.residency.actions import cancelling, chiefs, cohorts
from rounds.residency.actions.following import BEFORE, follows
from rounds.residency.desk import desk_of
from rounds.residency.forms.office import CohortForm, EmailForm, ReasonForm
from rounds.residency.models import Chief, Cohort, Place, Program
from rounds.residency.refusing import Refused
from rounds.residency.views.office.showing import above, office, owner_of, show, status_of, typed
from rounds.users.signed_in import person

STEPS: dict[str, Callable[..., Cohort]] = {
    "announce": cohorts.announce,
    "close": cohorts.close,
    "begin": cohorts.begin,
    "end": cohorts.end,
    "step-back": cohorts.step_back,
}


@office
def new_cohort(request: HttpRequest, pk: int) -> HttpResponse:
    program = get_object_or_404(Program, pk=pk)
    form = CohortForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = cohorts.make_cohort(program=program, to=form.to, by=person(request), at=timezone.now())
        messages.success(request, _("Kept. Nobody else sees it before you announce it."))
        return redirect("office_cohort", made.pk)
    context = {"form": form, "program": program}
    return show(request, "about", _("New cohort"), context, above(), status=status_of(form))


@office
def about(request: HttpRequest, pk: int) -> HttpResponse:
    cohort = _cohort(pk)
    form = CohortForm(typed(request), cohort=cohort)
    if request.method != "POST" or not form.is_valid():
        return _about(request, cohort, form, status=status_of(form))
    try:
        cohorts.change_cohort(
            cohort=cohort,
            to=form.to,
            seen=request.POST.get("version", ""),
            by=person(request),
            at=timezone.now(),
        )
    except Refused as refused:
        theirs = CohortForm(cohort=_cohort(pk)) if refused.reason == Refused.CHANGED else None
        return _about(request, cohort, form, conflict=str(refused), theirs=theirs, status=409)
    messages.success(request, _("Kept."))
    return redirect("office_cohort", pk)


@office
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    found = _cohort(pk)
    if request.method != "POST":
        return _desk(request, found, EmailForm())
    do = request.POST.get("do", "")
    try:
        if do == "chief":
            return _name_chief(request, found)
        if said := _do(request, found, do):
            messages.success(request, said)
    except Refused as refused:
        return _desk(request, _cohort(pk), EmailForm(), conflict=str(refused), status=409)
    return redirect("office_cohort", pk)


@office
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of its own, so that nobody does it by mistake: it cannot be undone."""
    found, form = _cohort(pk), ReasonForm(typed(request))
    context: dict[str, Any] = {"cohort": found, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            cancelling.cancel(
                cohort=found, why=form.cleaned_data["reason"], by=person(request), at=timezone.now()
            )
        except Refused as refused:
            context["conflict"] = str(refused)
            return show(request, "cancel", _("Cancel it"), context, above(found), status=409)
        messages.success(request, _("Cancelled. Everybody is told, and every fee is given back."))
        return redirect("office_cohort", pk)
    context["held"] = Place.objects.held().filter(cohort=found).count()
    return show(request, "cancel", _("Cancel it"), context, above(found), status=status_of(form))


def _do(request: HttpRequest, found: Cohort, do: str) -> str:
    """One step; returns what to say."""
    whom: dict[str, Any] = {"by": person(request), "at": timezone.now()}
    if step := STEPS.get(do):
        step(cohort=found, **whom)
        return _("Done.")
    if do == "spread":
        count = chiefs.spread(cohort=found, **whom)
        return ngettext("%(n)d resident has a chief now.", "%(n)d residents have a chief now.", count) % {
            "n": count
        }
    if do == "assign":
        chiefs.rearrange(
            cohort=found, to=_chosen(request, found), seen=request.POST.get("version", ""), **whom
        )
        return _("Kept.")
    if do.startswith("end-chief:"):
        chiefs.end_chief(chief=_chief(found, do), **whom)
        return _("Done. The residents have seats with the other chiefs.")
    return ""


def _name_chief(request: HttpRequest, found: Cohort) -> HttpResponse:
    """In the place of another, where the form says of whom."""
    form = EmailForm(request.POST)
    user = owner_of(form.cleaned_data["email"]) if form.is_valid() else None
    if form.is_valid() and user is None:
        form.add_error("email", _("Nobody who signs in here has confirmed this address."))
    if user is None:
        return _desk(request, found, form, status=422)
    whom: dict[str, Any] = {"user": user, "by": person(request), "at": timezone.now()}
    if request.POST.get("instead"):
        chiefs.replace_chief(chief=_chief(found, f":{request.POST['instead']}"), **whom)
    else:
        chiefs.name_chief(cohort=found, **whom)
    messages.success(request, _("%(name)s is a chief resident of this cohort.") % {"name": user})
    return redirect("office_cohort", found.pk)


def _chief(found: Cohort, do: str) -> Chief:
    return get_object_or_404(Chief, cohort=found, pk=_number(do.partition(":")[2]) or 0)


def _chosen(request: HttpRequest, found: Cohort) -> dict[int, int | None]:
    """By place, the chief whom the table says."""
    told: dict[int, int | None] = {}
    for pk in Place.objects.held().filter(cohort=found).values_list("pk", flat=True):
        value = request.POST.get(f"chief_{pk}")
        if value is not None:
            told[pk] = _number(value)
    return told


def _number(text: str) -> int | None:
    """Of a row; None for none, and for what cannot be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _cohort(pk: int) -> Cohort:
    return get_object_or_404(Cohort.objects.select_related("program"), pk=pk)


def _meetings(found: Cohort) -> dict[str, Any]:
    """Whether they follow the schedule; None once it has begun."""
    return {
        "meetings": found.meetings.held().count(),
        "follows": follows(found) if found.state in BEFORE else None,
    }


def _about(
    request: HttpRequest, found: Cohort, form: CohortForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    version = cohorts.mark_of_cohort(_cohort(found.pk))
    context = {"cohort": found, "form": form, "version": version, **_meetings(found), **more}
    return show(request, "about", _("Change the cohort"), context, above(found), status=status)


def _desk(
    request: HttpRequest, found: Cohort, form: EmailForm, *, status: int = 200, conflict: str = ""
) -> HttpResponse:
    desk = desk_of(found, timezone.now())
    residents, needed = len(desk.rows), cohorts.chiefs_needed(len(desk.rows))
    context = {
        "cohort": found,
        "desk": desk,
        **_meetings(found),
        "form": form,
        "conflict": conflict,
        "instead": request.POST.get("instead", ""),
        "needed": needed,
        "version": chiefs.mark_of_groups(found),
        "lacks_chiefs": needed > len(desk.groups),
        "without": sum(row.place.chief_id is None for row in desk.rows),
        "residents": residents,
        "is_open": found.state == Cohort.State.OPEN,
        "is_closed": found.applications_close_at <= timezone.now(),
        "can_change": found.state in (Cohort.State.PLANNED, Cohort.State.OPEN, Cohort.State.RUNNING),
    }
    return show(request, "cohort", found.title, context, above(), status=status)
