"""The schedule of a cohort, to change it; and who was at a meeting."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import typed
from rounds.residency.access import Here
from rounds.residency.actions.following import follows
from rounds.residency.actions.working import attending, meetings
from rounds.residency.actions.working.attending import EARLY, Mark
from rounds.residency.facts import whole_of
from rounds.residency.forms.working import MeetingForm
from rounds.residency.models import Attendance, Meeting, Place
from rounds.residency.not_done import NotDone
from rounds.residency.views.working.entering import leading, number, offer_undo, show, tell


@leading
def schedule(request: HttpRequest, found: Here) -> HttpResponse:
    if request.method == "POST":
        return _do(request, found)
    whole = whole_of(found.cohort, found.at)
    rows = [(one, [(group, whole.rotation(one, group)) for group in whole.groups]) for one in whole.meetings]
    out = found.cohort.meetings.exclude(taken_out_at=None).in_order()
    early = found.at + EARLY
    context = {"rows": rows, "whole": whole, "out": list(out), "early": early}
    context["follows"] = bool(rows) and follows(found.cohort)
    return show(request, found, "schedule", context)


def _do(request: HttpRequest, found: Here) -> HttpResponse:
    here = reverse("residency:schedule", args=[found.cohort.slug])
    common: dict[str, Any] = {"by": found.user, "at": found.at}
    try:
        if request.POST.get("do") == "lay-out":
            meetings.lay_out(cohort=found.cohort, **common)
            messages.success(request, _("The meetings are there. Change those that differ."))
            return redirect(here)
        meeting = _meeting(found, number(request.POST.get("meeting")))
        if request.POST.get("do") == "take-out":
            meetings.take_out(meeting=meeting, **common)
            said = _("“%(title)s” is taken out.") % {"title": meeting.title}
            offer_undo(request, said, here, do="put-back", meeting=meeting.pk)
        elif request.POST.get("do") == "put-back":
            meetings.put_back(meeting=meeting, **common)
            messages.success(request, _("“%(title)s” is there again.") % {"title": meeting.title})
    except NotDone as not_done:
        tell(request, not_done)
    return redirect(here)


@leading
def new_meeting(request: HttpRequest, found: Here) -> HttpResponse:
    zone = found.cohort.time_zone
    if request.method != "POST":
        before = typed.take(request)
        form = (
            MeetingForm(before, zone=zone)
            if before
            else MeetingForm(zone=zone, initial={"day": found.cohort.begins_on})
        )
        return _form(request, found, form)
    form = MeetingForm(request.POST, zone=zone)
    if not form.is_valid():
        form.showable()
        return _form(request, found, form, status=422)
    try:
        made = meetings.add(cohort=found.cohort, what=form.what(), by=found.user, at=found.at)
    except NotDone as not_done:
        return _form(request, found, form, warning=str(not_done), status=409)
    return _saved(request, found, made)


@leading
def meeting(request: HttpRequest, found: Here, pk: int) -> HttpResponse:
    zone, asked = found.cohort.time_zone, _meeting(found, pk)
    if request.method != "POST":
        before = typed.take(request)
        form = MeetingForm(before, zone=zone) if before else MeetingForm.of(asked, zone)
        typed_on = str(before.get("version", "")) if before else ""
        version = number(typed_on) if typed_on else asked.version
        return _form(request, found, form, meeting=asked, version=version)
    form, version = MeetingForm(request.POST, zone=zone), number(request.POST.get("version"))
    if not form.is_valid():
        form.showable()
        return _form(request, found, form, meeting=asked, version=version, status=422)
    try:
        made = meetings.change(meeting=asked, what=form.what(), version=version, by=found.user, at=found.at)
    except NotDone as not_done:
        asked.refresh_from_db()
        context = {"meeting": asked, "version": asked.version, "warning": str(not_done), "stands": asked}
        return _form(request, found, form, **context, status=409)
    return _saved(request, found, made)


def _form(
    request: HttpRequest, found: Here, form: MeetingForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    return show(request, found, "meeting", {"form": form, **more}, status)


def _saved(request: HttpRequest, found: Here, made: Meeting) -> HttpResponse:
    messages.success(request, _("“%(title)s” is saved.") % {"title": made.title})
    return redirect(reverse("residency:schedule", args=[found.cohort.slug]) + f"#meeting-{made.pk}")


class Row(NamedTuple):
    """`chosen`: what is checked; present, where nobody has said anything yet."""

    place: Place
    was: str
    chosen: str
    by: Any
    met: str


@leading
def attendance(request: HttpRequest, found: Here, pk: int) -> HttpResponse:
    asked = _meeting(found, pk)
    if request.method != "POST":
        return _attendance(request, found, asked)
    marks = _marks(request.POST)
    try:
        met = attending.mark(meeting=asked, marks=marks, by=found.user, at=found.at)
    except NotDone as not_done:
        tell(request, not_done)
        return _attendance(request, found, asked, marks, status=409)
    if met:
        return _attendance(request, found, asked, marks, met, status=409)
    messages.success(request, _("Saved who was at “%(title)s”.") % {"title": asked.title})
    return redirect("residency:desk", found.cohort.slug)


def _marks(data: QueryDict) -> dict[int, Mark]:
    known = {one for one in data if one.startswith("how-") and one[4:].isascii() and one[4:].isdigit()}
    return {
        int(name[4:]): Mark(str(data.get(f"was-{name[4:]}", "")), str(data[name]))
        for name in known
        if data[name] in Attendance.How.values and len(name) < 14
    }


def _attendance(
    request: HttpRequest,
    found: Here,
    asked: Meeting,
    marks: dict[int, Mark] | None = None,
    met: dict[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    places = Place.objects.held().filter(cohort=found.cohort).select_related("user", "chief__user")
    if not found.runs:
        places = places.filter(chief=found.chief)
    stored = {one.place_id: one for one in asked.attendances.select_related("by")}
    rows = []
    for place in places.order_by("chief__group", "seat", "pk"):
        kept = stored.get(place.pk)
        was = kept.how if kept else ""
        typed_now = marks[place.pk].now if marks and place.pk in marks else ""
        rows.append(
            Row(place, was, typed_now or was or Attendance.How.PRESENT, kept, (met or {}).get(place.pk, ""))
        )
    context = {
        "meeting": asked,
        "rows": rows,
        "hows": Attendance.How.choices,
        "met": bool(met),
        "is_early": found.at < asked.begins_at - EARLY,
    }
    return show(request, found, "attendance", context, status)


def _meeting(found: Here, pk: int) -> Meeting:
    return get_object_or_404(Meeting, pk=pk, cohort=found.cohort)
