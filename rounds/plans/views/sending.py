"""Before a plan is sent: what it leaves open. Afterwards: who has it, and how it is taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rounds.plans.actions import reviewing
from rounds.plans.content import content_of
from rounds.plans.gaps import gaps
from rounds.plans.models import Key, Review
from rounds.plans.refusing import Refused
from rounds.plans.shape import read
from rounds.plans.views.place import Place, for_authors


@for_authors
def send(request: HttpRequest, place: Place) -> HttpResponse:
    refusal = _do(request, place) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return redirect("plans:send", place.plan.code)
    found = gaps(read(content_of(place.plan))) if place.plan.is_writable else []
    last = reviewing.last_decided(place.plan)
    context = {
        "place": place,
        "plan": place.plan,
        "warning": refusal,
        "by_section": _by_section(found),
        "blocks": sum(one.blocks for one in found),
        "advice": sum(not one.blocks for one in found),
        "review": reviewing.open_reviews(place.plan).first(),
        "last": last,
        "left": _left(last),
    }
    return render(request, "plans/review/send.html", context, status=409 if refusal else 200)


def _do(request: HttpRequest, place: Place) -> str | None:
    """Why not."""
    try:
        if request.POST.get("do") == "take-back":
            reviewing.take_back(plan=place.plan, by=place.user, at=place.at)
            messages.success(request, _("You have the plan back, and can write in it."))
        else:
            reviewing.send(plan=place.plan, by=place.user, at=place.at)
            messages.success(request, _("Sent. You hear from us as soon as somebody has read it."))
    except Refused as refused:
        place.plan.refresh_from_db()
        return str(refused)
    return None


def _by_section(found: list) -> list:
    titles = [(key.value, str(key.label)) for key in Key]
    made = [(key, title, [one for one in found if one.section == key]) for key, title in titles]
    return [one for one in made if one[2]]


def _left(last: Review | None) -> int:
    return last.remarks.filter(must_change=True, answer="").count() if last else 0
