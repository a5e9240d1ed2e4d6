"""The page of one policy, on which it is written, and the page of each of its clauses."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import typed
from rounds.core.merging import Piece, differences
from rounds.policies import cards
from rounds.policies.actions import adopting, writing
from rounds.policies.actions.releasing import newest_release
from rounds.policies.forms.own import BlanksForm, ClauseForm
from rounds.policies.models import FormerClause, OwnClause
from rounds.policies.refusals import why
from rounds.policies.refusing import Refused
from rounds.policies.views.place import Place, for_leaders, number, tell
from rounds.policies.workbench import Gap, workbench

UNDO = "policies_undo"


@for_leaders
def policy(request: HttpRequest, place: Place) -> HttpResponseBase:
    if request.method != "POST":
        return _policy(request, place)
    try:
        match request.POST.get("do"):
            case "fill":
                return _fill(request, place)
            case "give-up":
                adopting.give_up(policy=place.policy, by=place.user, at=place.at)
                messages.success(request, _("Given up. All of it is kept: you can take it up again."))
            case "take-up":
                adopting.take_up(policy=place.policy, by=place.user, at=place.at)
                messages.success(request, _("It is yours again, as it was."))
            case "undo":
                writing.undo(
                    policy=place.policy,
                    version=number(request.POST.get("version")),
                    by=place.user,
                    at=place.at,
                )
                messages.success(request, _("Taken back."))
                if request.POST.get("next") == "update":
                    return redirect("policies:update", place.policy.pk)
    except Refused as refused:
        tell(request, refused)
    return redirect("policies:own", place.policy.pk)


def _fill(request: HttpRequest, place: Place) -> HttpResponse:
    bench = workbench(place.policy)
    form = BlanksForm(bench.gaps, request.POST)
    if not form.is_valid():
        return _policy(request, place, form=form.showable(), status=422)
    met = writing.fill(policy=place.policy, typed=form.typed(), by=place.user, at=place.at)
    if met:
        now = workbench(place.policy)
        again = BlanksForm(now.gaps, request.POST)
        return _policy(request, place, form=again, met=_met(now.gaps, met), status=409)
    messages.success(request, _("Saved."))
    return redirect(reverse("policies:own", args=[place.policy.pk]) + "#blanks")


def _met(gaps: list[Gap], met: dict[str, str]) -> list[tuple[str, str]]:
    return [(gap.label, met[gap.key]) for gap in gaps if gap.key in met]


def _policy(
    request: HttpRequest,
    place: Place,
    *,
    form: BlanksForm | None = None,
    met: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    place.policy.refresh_from_db(fields=["version"])
    bench = workbench(place.policy)
    before = typed.take(request) if form is None and request.method == "GET" else None
    shown = cards.cards(bench)
    context = {
        "place": place,
        "policy": place.policy,
        "bench": bench,
        "form": form or BlanksForm(bench.gaps, before),
        "is_restored": before is not None,
        "met": met,
        "cards": [one for one in shown if one.number],
        "left_out": [one for one in shown if not one.number],
        "release": newest_release(place.policy),
        "undo": request.session.pop(UNDO, None) if request.method == "GET" else None,
    }
    return render(request, "policies/own/policy.html", context, status=status)


@for_leaders
def new_clause(request: HttpRequest, place: Place) -> HttpResponseBase:
    if request.method != "POST":
        before = typed.take(request)
        return _new(request, place, ClauseForm(initial=before), is_restored=before is not None)
    form = ClauseForm(request.POST)
    if not form.is_valid():
        return _new(request, place, form.showable(), status=422)
    try:
        made = writing.add(policy=place.policy, by=place.user, at=place.at, **form.cleaned_data)
    except Refused as refused:
        return _new(request, place, form, warning=why(refused), status=409)
    messages.success(request, _("“%(heading)s” is in the policy.") % {"heading": made.heading})
    return redirect(_anchor(place, made))


def _new(
    request: HttpRequest, place: Place, form: ClauseForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"place": place, "policy": place.policy, "form": form, **more}
    return render(request, "policies/own/new_clause.html", context, status=status)


@for_leaders
def clause(request: HttpRequest, place: Place, clause: int) -> HttpResponseBase:
    """Edited in place where a script asks, on a page of its own where none does."""
    own = get_object_or_404(
        OwnClause.objects.select_related("based_on", "policy"), pk=clause, policy=place.policy
    )
    if request.method != "POST":
        is_card = request.headers.get("HX-Request") and request.GET.get("show") == "card"
        return _card(request, place, own) if is_card else _edit(request, place, own)
    try:
        if request.POST.get("do") == "save":
            return _save(request, place, own)
        return _do(request, place, own)
    except Refused as refused:
        tell(request, refused)
    return redirect(_anchor(place, own))


def _save(request: HttpRequest, place: Place, own: OwnClause) -> HttpResponse:
    form, began = ClauseForm(request.POST), number(request.POST.get("began"))
    if not form.is_valid():
        return _edit(request, place, own, form=form.showable(), began=began, status=422)
    try:
        saved = writing.reword(clause=own, began=began, by=place.user, at=place.at, **form.cleaned_data)
    except Refused as refused:
        own.refresh_from_db()
        return _edit(request, place, own, form=form, refused=refused, status=409)
    if request.headers.get("HX-Request"):
        return _card(request, place, saved, is_saved=True)
    if saved.changed_in > began:
        offer_undo(
            request, place, saved.changed_in, _("“%(heading)s” is saved.") % {"heading": saved.heading}
        )
    return redirect(_anchor(place, own))


def _do(request: HttpRequest, place: Place, own: OwnClause) -> HttpResponse:
    common: dict[str, Any] = {"clause": own, "by": place.user, "at": place.at}
    said = ""
    match request.POST.get("do"):
        case "up":
            writing.move(steps=-1, **common)
        case "down":
            writing.move(steps=1, **common)
        case "take-in":
            writing.take_in(**common)
            said = _("“%(heading)s” is in again.")
        case "leave-out":
            own = writing.leave_out(began=number(request.POST.get("began")), **common)
            said = _("“%(heading)s” is left out.")
        case "reset":
            own = writing.reset(began=number(request.POST.get("began")), **common)
            said = _("“%(heading)s” has the template’s words again.")
        case "put-back":
            formers = FormerClause.objects.select_related("clause__policy").filter(clause=own)
            former = get_object_or_404(formers, pk=number(request.POST.get("former")))
            common.pop("clause")
            own = writing.put_back(former=former, began=number(request.POST.get("began")), **common)
            said = _("“%(heading)s” has its earlier words again.")
    if said:
        own.refresh_from_db()
        offer_undo(request, place, own.changed_in, said % {"heading": own.heading})
    return redirect(_anchor(place, own))


def _edit(
    request: HttpRequest,
    place: Place,
    own: OwnClause,
    *,
    form: ClauseForm | None = None,
    began: int | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    place.policy.refresh_from_db(fields=["version"])
    before = typed.take(request) if form is None else None
    typed_on = str(before.get("began", "")) if before else ""
    if typed_on.isdecimal():
        began = int(typed_on)  # so that what a colleague changed meanwhile is seen when it is saved
    bench = workbench(place.policy)
    context = {
        "place": place,
        "policy": place.policy,
        "card": cards.card(bench, own),
        "form": form or ClauseForm(initial=before or {"heading": own.heading, "text": own.text}),
        "began": place.policy.version if began is None else began,
        "is_restored": before is not None,
        "theirs": _theirs(form, own) if refused and refused.reason == Refused.CHANGED else None,
        "warning": why(refused) if refused else "",
        "gaps": list(bench.known_blanks.values()),
        "formers": _formers(own),
    }
    if request.headers.get("HX-Request"):  # htmx shows nothing that comes with the status of a fault
        return render(request, "policies/own/clause.html#form", context)
    return render(request, "policies/own/clause.html", context, status=status)


def _theirs(form: ClauseForm | None, own: OwnClause) -> dict[str, Any]:
    """What a colleague made of the clause meanwhile, and how it differs from what was typed."""
    mine = form.cleaned_data if form else {"heading": "", "text": ""}
    return {
        "heading": own.heading,
        "text": own.text,
        "between": differences(own.text, mine["text"]),
    }


def _formers(own: OwnClause) -> list[tuple[FormerClause, list[Piece]]]:
    formers = own.former.filter(was_there=True).select_related("changed_by").order_by("-version")[:10]
    return [
        (one, differences(one.text, own.text))
        for one in formers
        if (one.heading, one.text) != (own.heading, own.text)
    ]


def _card(request: HttpRequest, place: Place, own: OwnClause, *, is_saved: bool = False) -> HttpResponse:
    place.policy.refresh_from_db(fields=["version"])
    bench = workbench(place.policy)
    context = {
        "place": place,
        "policy": place.policy,
        "bench": bench,
        "card": cards.card(bench, own),
        "is_saved": is_saved,
    }
    return render(request, "policies/own/card.html", context)


def offer_undo(request: HttpRequest, place: Place, version: int, text: str) -> None:
    request.session[UNDO] = {"policy": place.policy.pk, "version": version, "text": text}


def _anchor(place: Place, own: OwnClause) -> str:
    return reverse("policies:own", args=[place.policy.pk]) + f"#clause-{own.pk}"
