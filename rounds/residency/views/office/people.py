"""One application and one resident: what the office decides about them. And the table of residents as a file."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.csv import stream
from rounds.residency.actions import deciding, fees, placing
from rounds.residency.desk import Desk, desk_of, fee_words
from rounds.residency.forms.office import ReasonForm
from rounds.residency.models import Application, Cohort, Place
from rounds.residency.prerequisites import steps_of, wanted_by
from rounds.residency.refusing import Refused
from rounds.residency.views.office.showing import above, office, office_reading, show
from rounds.users.signed_in import person

HEADER = (
    "name",
    "email",
    "role",
    "access_needs",
    "group",
    "chief",
    "seat",
    "prerequisites_done",
    "prerequisites",
    "fee",
    "present",
    "meetings",
    "plan",
    "completed_at",
)


@office
def application(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Application.objects.select_related("cohort__program", "user", "decided_by", "place")
    found = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _application(request, found, ReasonForm())
    form = ReasonForm(request.POST)
    if request.POST.get("do") == "decline" and not form.is_valid():
        return _application(request, found, form, status=422)
    try:
        said = _decide(request, found, form)
    except Refused as refused:
        found = rows.get(pk=pk)
        return _application(request, found, ReasonForm(), conflict=str(refused), status=409)
    messages.success(request, said)
    return redirect("office_cohort", found.cohort_id)


@office
def place(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Place.objects.select_related(
        "cohort__program", "user", "application", "chief__user", "plan", "fee__invoice", "fee__points"
    )
    found = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _place(request, found, ReasonForm())
    form = ReasonForm(request.POST)
    if request.POST.get("do") in ("leave", "forgive") and not form.is_valid():
        return _place(request, found, form, status=422)
    try:
        said = _change(request, found, form)
    except Refused as refused:
        return _place(request, rows.get(pk=pk), form, conflict=str(refused), status=409)
    messages.success(request, said)
    return redirect("office_residency_place", pk)


@office_reading
def residents(request: HttpRequest, pk: int) -> HttpResponseBase:
    """As a spreadsheet opens it."""
    cohort = get_object_or_404(Cohort.objects.select_related("program"), pk=pk)
    lines = stream(HEADER, _lines(desk_of(cohort, timezone.now())))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{cohort.slug}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(desk: Desk) -> Iterator[tuple]:
    for row in desk.rows:
        one = row.place
        chief = one.chief
        yield (
            str(one.user),
            one.user.email,
            one.application.role,
            one.application.access_needs,
            chief.group if chief else "",
            str(chief.user) if chief else "",
            one.seat or "",
            row.done,
            len(row.steps),
            row.fee,
            one.present,  # type: ignore[attr-defined]  # counted by the desk
            desk.meetings,
            row.plan,
            one.completed_at.date().isoformat() if one.completed_at else "",
        )


def _decide(request: HttpRequest, found: Application, form: ReasonForm) -> str:
    whom: dict[str, Any] = {"application": found, "by": person(request), "at": timezone.now()}
    match request.POST.get("do"):
        case "accept":
            now = deciding.accept(**whom)
            if now.state == Application.State.WAITING:
                return _("Every place is taken: %(name)s is on the waiting list.") % {"name": found.user}
            return _("%(name)s has a place.") % {"name": found.user}
        case "place":
            placing.place(**whom)
            return _("%(name)s has a place.") % {"name": found.user}
        case "decline":
            deciding.decline(reason=form.cleaned_data["reason"], **whom)
            return _("Declined. %(name)s is told why.") % {"name": found.user}
        case "take-back":
            deciding.take_back(**whom)
            return _("Taken back: the application waits for an answer again.")
    raise Http404


def _change(request: HttpRequest, found: Place, form: ReasonForm) -> str:
    whom: dict[str, Any] = {"place": found, "by": person(request), "at": timezone.now()}
    match request.POST.get("do"):
        case "leave":
            gives_back = {"yes": True, "no": False}.get(request.POST.get("fee", ""))
            placing.leave(why=form.cleaned_data["reason"], gives_back=gives_back, **whom)
            return _("%(name)s has left. Seat and place are free.") % {"name": found.user}
        case "come-back":
            placing.come_back(**whom)
            return _("%(name)s has the place again.") % {"name": found.user}
        case "forgive":
            fees.forgive(reason=form.cleaned_data["reason"], **whom)
            return _("The fee is given back.")
    raise Http404


def _application(
    request: HttpRequest, found: Application, form: ReasonForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    cohort = found.cohort
    context = {
        "application": found,
        "cohort": cohort,
        "form": form,
        "conflict": conflict,
        "steps": steps_of(wanted_by(cohort.program), [found.user_id])[found.user_id],
        "is_full": Place.objects.held().filter(cohort=cohort).count() >= cohort.places,
        "is_open": cohort.state not in placing.CLOSED,
    }
    return show(request, "application", str(found.user), context, above(cohort), status=status)


def _place(
    request: HttpRequest, found: Place, form: ReasonForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "place": found,
        "cohort": found.cohort,
        "form": form,
        "conflict": conflict,
        "fee_words": fee_words(found, timezone.now()),
        "owes": getattr(found, "fee", None) and not found.fee.given_back_at,
        "is_open": found.cohort.state not in placing.CLOSED,
        "steps": steps_of(wanted_by(found.cohort.program), [found.user_id])[found.user_id],
    }
    return show(request, "place", str(found.user), context, above(found.cohort), status=status)
