"""Claiming credit for one activity: what is disclosed comes first, then how much may be claimed, and why."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.private_pages import private
from rounds.credits import claimable, standing
from rounds.credits.actions import claiming
from rounds.credits.claimable import Attended
from rounds.credits.disclosures import controlling
from rounds.credits.explaining import credit, sentences_of
from rounds.credits.forms.mine import ClaimForm
from rounds.credits.models import Activity, Certificate, Entry, Side
from rounds.credits.refusals import why
from rounds.credits.refusing import Refused
from rounds.credits.rules import credit_of
from rounds.users.models import User
from rounds.users.signed_in import person


@private
@login_required
def claim(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    found = get_object_or_404(Activity.objects.select_related("accreditor"), kind=kind, key=key)
    user, at = person(request), timezone.now()
    if request.method != "POST":
        return _show(request, found, at)
    try:
        if request.POST.get("do") == "presented":
            return _entered(request, _claim_as_faculty(user, found, at))
        return _claim(request, user, found, at)
    except Refused as refused:
        return _show(request, found, at, warning=why(refused), status=409)


def _claim(request: HttpRequest, user: User, found: Activity, at: datetime) -> HttpResponse:
    attended = claimable.ask(user, found.kind, found.key)
    if not isinstance(attended, Attended):
        return _show(request, found, at, status=409)
    room = standing.room_for(user=user, activity=found, attended=attended)
    form = ClaimForm(request.POST, most=room.minutes)
    if not form.is_valid():
        return _show(request, found, at, form=form, status=422)
    made = claiming.claim(
        user=user,
        activity=found,
        minutes=form.cleaned_data["minutes"],
        evidence=attended,
        by=user,
        at=at,
    )
    return _entered(request, made)


def _claim_as_faculty(user: User, found: Activity, at: datetime) -> Entry:
    """The role is the evidence; what was not held yet was not presented."""
    if not (_has_ended(found, at) and found.starts_at and found.ends_at):
        raise Refused(Refused.NOT_HELD)
    evidence = Attended(found.most_minutes, {"named_as": "presenter"}, found.starts_at, found.ends_at)
    return claiming.claim_as_faculty(user=user, activity=found, evidence=evidence, by=user, at=at)


def _entered(request: HttpRequest, made: Entry) -> HttpResponse:
    said = _("%(credit)s entered.") % {"credit": credit(made.hundredths)}
    messages.success(request, said)
    mine = Certificate.objects.get(user=made.user_id, activity=made.activity_id, side=made.side)
    return redirect("credits:certificate", mine.pk)


def _show(
    request: HttpRequest,
    found: Activity,
    at: datetime,
    *,
    form: ClaimForm | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    user = person(request)
    context: dict[str, Any] = {
        "activity": found,
        "most_credit": credit_of(found.most_minutes, found.accreditor.terms),
        "people": controlling(found, timezone.localdate(at)),
        "certificates": Certificate.objects.filter(user=user, activity=found).order_by("side"),
        "warning": warning,
        "known": claimable.find(found.kind, found.key),
        "presented": _has_ended(found, at) and standing.presented_as(user, found)[0],
    }
    attended = claimable.ask(user, found.kind, found.key)
    if not isinstance(attended, Attended):
        context["not_yet"] = attended.why
    elif not found.covers(attended.ended_at):
        context["not_yet"] = why(Refused(Refused.NOT_COVERED))
    else:
        room = standing.room_for(user=user, activity=found, attended=attended)
        context |= {
            "room": room,
            "steps": sentences_of(room.steps),
            "claimed": standing.earlier(user, found, Side.LEARNER),
            "form": form or ClaimForm(most=room.minutes),
        }
    return render(request, "credits/claim.html", context, status=status)


def _has_ended(found: Activity, at: datetime) -> bool:
    return bool(found.starts_at and found.ends_at and found.ends_at <= at)
