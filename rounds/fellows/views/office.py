"""The back office for fellows: who waits for reviewers, each step with its two, nominations, taking back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.core.office_page import Way, office_page
from rounds.fellows.access import RUN, reviewers
from rounds.fellows.actions import nominating, reviewing, taking_back
from rounds.fellows.forms import NominationForm, ReviewerForm, TakeBackForm
from rounds.fellows.models import Level, Opinion, Step
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.fellows.showing import report_of, sharings_of
from rounds.fellows.ties import ties
from rounds.fellows.waiting import without_reviewers
from rounds.users.models import User
from rounds.users.signed_in import person

ICON = "user"
SLOTS = (1, 2)
PER_PAGE = 50
View = Callable[..., HttpResponse]


def runners(view: View) -> View:
    return wraps(view)(permission_required(RUN, raise_exception=True)(view))


@require_safe
@runners
def fellows(request: HttpRequest) -> HttpResponse:
    """The queue first; then every step, the newest change first."""
    related = ("fellow__user", "plan")
    steps = Step.objects.select_related(*related).order_by("-state_since", "pk")
    context = {
        "waiting": without_reviewers().select_related(*related),
        "page": Paginator(steps, PER_PAGE).get_page(request.GET.get("page")),
    }
    return _show(request, "fellows", _("Fellows"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@runners
def step(request: HttpRequest, pk: int) -> HttpResponse:
    steps = Step.objects.select_related("fellow__user", "plan", "nominated_by", "award__achievement")
    found = get_object_or_404(steps, pk=pk)
    if request.method != "POST":
        return _step(request, found)
    what, _colon, which = request.POST.get("do", "").partition(":")
    match what:
        case "name" if which in ("1", "2"):
            return _name(request, found, int(which))
        case "take-back":
            taken_back = TakeBackForm(request.POST)
            return _say(request, found, taken_back, "take_back_form", taking_back.take_back, step=found)
        case "nominate":
            form = NominationForm(request.POST)
            return _say(request, found, form, "nomination_form", nominating.nominate, fellow=found.fellow)
        case "restore":
            return _do(request, found, taking_back.restore, step=found)
    return redirect("office_fellow_step", pk)


def _name(request: HttpRequest, found: Step, slot: int) -> HttpResponse:
    people = list(reviewers())
    form = ReviewerForm(request.POST, people, ties(found), prefix=f"slot-{slot}")
    if not form.is_valid():
        return _step(request, found, forms={slot: form}, status=422)
    named = next(one for one in people if one.pk == form.cleaned_data["reviewer"])
    try:
        reviewing.name_reviewer(step=found, slot=slot, reviewer=named, **_who(request))
    except Refused as refused:
        return _step(request, found, forms={slot: form}, warning=why(refused), status=409)
    messages.success(request, _("%(person)s is asked by mail.") % {"person": named})
    return redirect("office_fellow_step", found.pk)


def _say(request: HttpRequest, found: Step, form: Any, name: str, act: Any, **on: Any) -> HttpResponse:
    """An action with words of its own: a reason, or reasons."""
    if not form.is_valid():
        return _step(request, found, **{name: form.showable()}, status=422)
    try:
        done = act(**on, **form.cleaned_data, **_who(request))
    except Refused as refused:
        found.refresh_from_db()
        return _step(request, found, **{name: form}, warning=why(refused), status=409)
    messages.success(request, _("Done. The fellow is told by mail."))
    return redirect("office_fellow_step", done.pk)


def _do(request: HttpRequest, found: Step, act: Any, **on: Any) -> HttpResponse:
    try:
        act(**on, **_who(request))
    except Refused as refused:
        messages.warning(request, why(refused))
    else:
        messages.success(request, _("Done. The fellow is told by mail."))
    return redirect("office_fellow_step", found.pk)


def _step(
    request: HttpRequest,
    found: Step,
    *,
    forms: dict[int, ReviewerForm] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    tied, people = ties(found), list(reviewers())
    opinions = list(found.opinions.select_related("reviewer").order_by("-round", "slot"))
    seats = {one.slot: one for one in opinions if one.round == found.round}
    is_sent = found.state == Step.State.SENT
    platinum = found.fellow.steps.filter(level=Level.PLATINUM).first()
    context = {
        "step": found,
        "seats": [(slot, seats.get(slot), _form(slot, forms, people, tied, seats)) for slot in SLOTS],
        "opinions": [one for one in opinions if one.verdict and not (is_sent and one.round == found.round)],
        "is_sent": is_sent,
        "tied": _named(tied),
        "report": report_of(found) if found.level == Level.SILVER else None,
        "sharings": sharings_of(found) if found.level == Level.GOLD else [],
        "may_nominate": found.level == Level.GOLD
        and found.state == Step.State.AWARDED
        and (platinum is None or platinum.is_writable),
        "take_back_form": TakeBackForm(),
        "nomination_form": NominationForm(),
        **more,
    }
    title = f"{found.fellow.user}: {found.get_level_display()}"
    above = [{"url": reverse("office_fellows"), "label": _("Fellows")}]
    return _show(request, "step", title, context, above, status=status)


def _form(
    slot: int,
    forms: dict[int, ReviewerForm] | None,
    people: list[User],
    tied: dict[int, Any],
    seats: dict[int, Opinion],
) -> ReviewerForm:
    if forms and slot in forms:
        return forms[slot]
    there = {"reviewer": seats[slot].reviewer_id} if slot in seats else {}
    return ReviewerForm(None, people, tied, prefix=f"slot-{slot}", initial=there)


def _named(tied: dict[int, Any]) -> list[tuple[User, Any]]:
    return [(one, tied[one.pk]) for one in User.objects.filter(pk__in=tied).order_by("name", "pk")]


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": person(request), "at": timezone.now()}


def _show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    above: Way | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    template = f"fellows/office/{name}.html"
    return office_page(request, template, title, context, icon=ICON, way=above, status=status)
