"""The page on which an update is merged, clause by clause."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core import typed
from rounds.policies import cards
from rounds.policies.access import must_read
from rounds.policies.actions import changes
from rounds.policies.actions.changes import Decision, How
from rounds.policies.comparing import Change
from rounds.policies.forms.own import ClauseForm
from rounds.policies.models import Edition
from rounds.policies.refusals import why
from rounds.policies.refusing import Refused
from rounds.policies.views.place import Place, View, for_leaders, number, tell
from rounds.policies.views.writing import UNDO, offer_undo
from rounds.policies.workbench import Workbench, workbench


def for_readers(view: View) -> View:
    """For leaders to whom the template is open at this moment: its newest words stand on these pages."""

    @for_leaders
    @wraps(view)
    def guarded(request: HttpRequest, place: Place, **more: Any) -> HttpResponseBase:
        try:
            must_read(place.user, place.policy.template)
        except Refused as refused:
            tell(request, refused)
            return redirect("policies:own", place.policy.pk)
        return view(request, place, **more)

    return guarded


@for_readers
def update(request: HttpRequest, place: Place) -> HttpResponseBase:
    if request.method != "POST":
        return _update(request, place)
    try:
        match request.POST.get("do"):
            case "take" | "keep" as how:
                _decide(request, place, str(request.POST.get("key")), Decision(How(how)))
            case "all":
                _take_untouched(request, place)
    except Refused as refused:
        tell(request, refused)
    return redirect("policies:update", place.policy.pk)


def _update(request: HttpRequest, place: Place) -> HttpResponse:
    bench = workbench(place.policy)
    weighed = cards.weighed(bench)
    context = {
        "place": place,
        "policy": place.policy,
        "bench": bench,
        "weighed": weighed,
        "simple": sum(one.change.is_taken_with_all for one in weighed),
        "editions": _since(bench),
        "undo": request.session.pop(UNDO, None),
    }
    return render(request, "policies/own/update.html", context)


def _since(bench: Workbench) -> list[Edition]:
    """The editions that came since the one that the policy is up to, newest first."""
    if not bench.changes:
        return []
    later = Edition.objects.filter(
        template=bench.policy.template_id, published_at__isnull=False, number__gt=bench.edition_number
    )
    return list(later.order_by("-number"))


def _decide(request: HttpRequest, place: Place, key: str, decision: Decision) -> None:
    policy = changes.decide(
        policy=place.policy,
        key=key,
        decision=decision,
        edition=number(request.POST.get("edition")),
        began=number(request.POST.get("began")),
        by=place.user,
        at=place.at,
    )
    said = {
        How.TAKE: _("The new words are in."),
        How.KEEP: _("Yours stays as it is."),
        How.EDIT: _("Your words are in."),
    }[decision.how]
    offer_undo(request, place, policy.version, said)


def _take_untouched(request: HttpRequest, place: Place) -> None:
    count = changes.take_untouched(
        policy=place.policy, edition=number(request.POST.get("edition")), by=place.user, at=place.at
    )
    if count:
        place.policy.refresh_from_db(fields=["version"])
        said = ngettext("%(n)s clause has its new words.", "%(n)s clauses have their new words.", count)
        offer_undo(request, place, place.policy.version, said % {"n": count})


@for_readers
def edit_change(request: HttpRequest, place: Place, key: str) -> HttpResponseBase:
    """The change put into their own words."""
    bench = workbench(place.policy)
    change = next((one for one in bench.changes if one.key == key), None)
    if request.method != "POST":
        if change is None:
            messages.warning(request, why(Refused(Refused.DECIDED)))
            return redirect("policies:update", place.policy.pk)
        before = typed.take(request)
        start = cards.start_of(change)
        form = ClauseForm(initial=before or {"heading": start.heading, "text": start.text})
        return _edit(request, place, bench, change, form, is_restored=before is not None)
    form = ClauseForm(request.POST)
    if not form.is_valid():
        return _edit(request, place, bench, change, form.showable(), status=422)
    try:
        _decide(request, place, key, Decision(How.EDIT, **form.cleaned_data))
    except Refused as refused:
        return _refused(request, place, key, form, refused)
    return redirect("policies:update", place.policy.pk)


def _refused(
    request: HttpRequest, place: Place, key: str, form: ClauseForm, refused: Refused
) -> HttpResponse:
    """What was typed stays, beside what is in the policy now."""
    bench = workbench(place.policy)
    change = next((one for one in bench.changes if one.key == key), None)
    return _edit(request, place, bench, change, form, warning=why(refused), status=409)


def _edit(
    request: HttpRequest,
    place: Place,
    bench: Workbench,
    change: Change | None,
    form: ClauseForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Without a change that waits any more, the form leads to the clause itself."""
    place.policy.refresh_from_db(fields=["version"])
    own = bench.clause(change.key if change else str(request.resolver_match.kwargs["key"]))  # type: ignore[union-attr]
    if change is None and own is None:
        raise Http404
    position = bench.changes.index(change) + 1 if change else 0
    context = {
        "place": place,
        "policy": place.policy,
        "bench": bench,
        "one": next((one for one in cards.weighed(bench) if one.position == position), None),
        "own": own,
        "start": cards.start_of(change) if change else None,
        "form": form,
        **more,
    }
    return render(request, "policies/own/edit_change.html", context, status=status)
