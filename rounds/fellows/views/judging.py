"""The desk of a reviewer: what waits, and one step with everything that was sent, without what the other thinks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import typed
from rounds.fellows.access import REVIEW, opinions_of, waits_for
from rounds.fellows.actions import reviewing
from rounds.fellows.forms import OpinionForm
from rounds.fellows.models import Level, Opinion, Step
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.fellows.showing import report_of, sharings_of
from rounds.fellows.views.place import own_page
from rounds.users.signed_in import person


@require_safe
@own_page
def reviews(request: HttpRequest) -> HttpResponse:
    """For those who review fellows, or did."""
    user = person(request)
    if not user.has_perm(REVIEW) and not opinions_of(user).exists():
        raise Http404
    decided = opinions_of(user).exclude(verdict="").order_by("-decided_at")[:50]
    context = {"waiting": waits_for(user), "decided": decided}
    return render(request, "fellows/reviews.html", context)


@own_page
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """For the two of its round; for others there is no such page."""
    mine = _mine(request, pk)
    if request.method != "POST":
        before = typed.take(request)
        return _judge(request, mine, OpinionForm(initial=before), is_restored=before is not None)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _judge(request, mine, form.showable(), status=422)
    try:
        reviewing.decide(step=mine.step, by=person(request), at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        return _judge(request, _mine(request, pk), form, warning=why(refused), status=409)
    messages.success(request, _("Thank you. The step is settled once both of you have decided."))
    return redirect("fellows:reviews")


def _mine(request: HttpRequest, pk: int) -> Opinion:
    """Of the newest round in which they were asked."""
    asked = opinions_of(person(request)).filter(step=pk).order_by("-round")
    return get_object_or_404(asked[:1])


def _judge(
    request: HttpRequest, mine: Opinion, form: OpinionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    step = mine.step
    reports = Step.objects.select_related("plan").filter(fellow=step.fellow, level=Level.SILVER)
    written = step if step.level == Level.SILVER else reports.first()
    gold = step if step.level == Level.GOLD else step.fellow.steps.filter(level=Level.GOLD).first()
    context = {
        "step": step,
        "mine": mine,
        "form": form,
        "report": report_of(written) if written else None,
        "sharings": sharings_of(gold) if gold and step.level != Level.SILVER else [],
        "earlier": _earlier(mine),
        "may_decide": step.state == Step.State.SENT and mine.round == step.round and not mine.verdict,
        **more,
    }
    return render(request, "fellows/judge.html", context, status=status)


def _earlier(mine: Opinion) -> list[Opinion]:
    """What both said in rounds that are over; of the round that runs nothing, so that each decides alone."""
    said = Opinion.objects.filter(step=mine.step).exclude(verdict="").order_by("-round", "slot")
    if mine.step.state == Step.State.SENT:
        said = said.exclude(round=mine.step.round)
    return list(said)
