"""The page of a cohort: what is next, the schedule, workbooks, plan, and what is left to complete it."""

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core.limits import admit
from rounds.core.paper.typesetting import NotInTime
from rounds.residency import certificate as paper
from rounds.residency.access import Here
from rounds.residency.actions.working.addresses import renew
from rounds.residency.facts import Resident, Whole, facts_of, whole_of
from rounds.residency.models import Meeting, Rotation
from rounds.residency.standing_words import Said, said_of_line
from rounds.residency.views.working.entering import inside, show
from rounds.users.honors import give_honors


class Row(NamedTuple):
    """A meeting as a reader sees it: where their group is in it, or where all groups are."""

    meeting: Meeting
    rotation: Rotation | None
    groups: list[tuple[int, str]]
    how: str
    is_now: bool
    is_past: bool


@inside
def cohort(request: HttpRequest, found: Here) -> HttpResponse:
    if request.method == "POST":
        return _renew(request, found)
    resident, whole = _known(found)
    rows = [_row(found, whole, resident, one) for one in whole.meetings]
    context: dict[str, Any] = {
        "whole": whole,
        "resident": resident,
        "rows": rows,
        "next": next((row for row in rows if not row.is_past), None),
        "lines": said_of(resident),
        "calendar_url": _calendar(found),
        "seats": _group(found),
    }
    return show(request, found, "cohort", context)


@inside
def certificate(request: HttpRequest, found: Here) -> HttpResponse:
    """Of whoever has completed it. Setting it takes a moment, so nobody asks for too many."""
    if request.method == "POST" or found.place is None or found.place.completed_at is None:
        raise Http404
    if not admit(request, "residency-pdf", places=20, seconds=60, who=str(found.user.pk)):
        return render(request, "residency/working/slower.html", status=429)
    place = found.place
    place.user, place.cohort = found.user, found.cohort  # known already
    try:
        content = paper.pdf(place)
    except NotInTime:
        return render(request, "residency/working/slower.html", status=503)
    name = f'attachment; filename="{found.cohort.slug}.pdf"'
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def said_of(resident: Resident | None) -> list[Said]:
    return [said_of_line(line) for line in resident.lines] if resident else []


def _known(found: Here) -> tuple[Resident | None, Whole]:
    if found.place is None:
        return None, whole_of(found.cohort, found.at)
    facts = facts_of(found.cohort, [found.place], found.at)
    return facts.residents[0], facts.whole


def _row(found: Here, whole: Whole, resident: Resident | None, meeting: Meeting) -> Row:
    rotations = ((group.group, whole.rotation(meeting, group)) for group in whole.groups)
    return Row(
        meeting,
        whole.rotation(meeting, found.group),
        [(group, one.title) for group, one in rotations if one] if found.runs else [],
        resident.marks.get(meeting.pk, "") if resident else "",
        meeting.begins_at <= found.at < meeting.ends_at,
        meeting.ends_at <= found.at,
    )


def _group(found: Here) -> list[Any]:
    group = found.group
    if group is None:
        return []
    seats = list(group.residents.held().select_related("user").order_by("seat"))
    give_honors([group, *seats])
    return seats


def _calendar(found: Here) -> str:
    whose = found.place or found.chief
    if whose is None or not whose.calendar_key:
        return ""
    return settings.PUBLIC_URL + reverse("residency:calendar", args=[whose.calendar_key])


def _renew(request: HttpRequest, found: Here) -> HttpResponse:
    whose = found.place or found.chief
    if whose is not None:
        renew(whose=whose, by=found.user, at=found.at)
        messages.success(
            request, _("The address of your calendar is new. An earlier one leads nowhere any more.")
        )
    return redirect(reverse("residency:cohort", args=[found.cohort.slug]) + "#calendar")
