"""The desk of a chief: their residents, whoever is stuck first, and why. Those who run the residency see all groups."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import typed
from rounds.residency.access import Here
from rounds.residency.actions.working import completing, noting
from rounds.residency.facts import Facts, Resident, facts_of, places_of
from rounds.residency.forms.working import NoteForm, WhyForm
from rounds.residency.models import Meeting, Place
from rounds.residency.not_done import NotDone
from rounds.residency.standing_words import next_step, said_of_reason
from rounds.residency.views.working.cohort import said_of
from rounds.residency.views.working.entering import leading, show, tell


@leading
def desk(request: HttpRequest, found: Here) -> HttpResponse:
    facts = _facts(found)
    rows = [_row(one) for one in facts.worst_first()]
    context = {
        "stuck": [one for one in rows if one["reasons"]],
        "well": [one for one in rows if not one["reasons"]],
        "to_mark": _to_mark(facts),
        "has_groups": found.runs,
    }
    return show(request, found, "desk", context)


@leading
def resident(request: HttpRequest, found: Here, place: int) -> HttpResponse:
    """One resident: how far they are, their work, notes about them."""
    known = Place.objects.held().select_related("user", "plan", "chief__user", "cohort__program")
    whose = get_object_or_404(known, pk=place, cohort=found.cohort)
    if not found.leads_group(whose.chief_id):
        raise Http404
    if request.method != "POST":
        return _resident(request, found, whose, NoteForm(typed.take(request)))
    try:
        if request.POST.get("do") == "complete":
            return _complete(request, found, whose)
        return _note(request, found, whose)
    except NotDone as not_done:
        tell(request, not_done)
    return _resident(request, found, whose, NoteForm(request.POST).showable(), status=409)


def _note(request: HttpRequest, found: Here, whose: Place) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _resident(request, found, whose, form.showable(), status=422)
    noting.note(place=whose, text=form.cleaned_data["text"], by=found.user, at=found.at)
    messages.success(request, _("The note is kept."))
    return redirect(reverse("residency:resident", args=[found.cohort.slug, whose.pk]) + "#notes")


def _complete(request: HttpRequest, found: Here, whose: Place) -> HttpResponse:
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _resident(request, found, whose, NoteForm(), why=form.showable(), status=422)
    completing.complete(place=whose, why=form.cleaned_data["why"], by=found.user, at=found.at)
    messages.success(request, _("Completed. The resident is told by mail."))
    return redirect("residency:resident", found.cohort.slug, whose.pk)


def _resident(
    request: HttpRequest,
    found: Here,
    whose: Place,
    form: Any,
    *,
    why: Any = None,
    status: int = 200,
) -> HttpResponse:
    known = facts_of(found.cohort, [whose], found.at).residents[0]
    context = {
        "row": _row(known),
        "whose": whose,
        "resident": known,
        "lines": said_of(known),
        "form": form,
        "why": why or (WhyForm() if found.runs and not whose.completed_at else None),
        "notes": list(whose.notes.select_related("by").order_by("-at", "-pk")),
    }
    return show(request, found, "resident", context, status)


def _facts(found: Here) -> Facts:
    """Compared with one's group, so of all of them, and shown to each chief their own."""
    facts = facts_of(found.cohort, places_of(found.cohort), found.at)
    if found.runs:
        return facts
    return Facts(facts.whole, facts.of_group(found.chief))


def _row(one: Resident) -> dict[str, Any]:
    reasons = [(said_of_reason(reason), next_step(reason)) for reason in one.reasons]
    return {"resident": one, "place": one.place, "reasons": reasons, "lines": said_of(one)}


def _to_mark(facts: Facts) -> list[Meeting]:
    """Meetings that have begun, and at which somebody is not marked yet; the latest first."""
    begun = [one for one in facts.whole.counting if one.begins_at <= facts.whole.at]
    waits = [one for one in begun if any(one.pk not in each.marks for each in facts.residents)]
    return waits[::-1]
