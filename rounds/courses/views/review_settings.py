"""What was put away, and where it is morning."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.core.private_pages import private
from rounds.core.zones import open_to
from rounds.courses import cards
from rounds.courses.actions import reviewing
from rounds.courses.actions.reviewing import NotAsked
from rounds.courses.card_text import html
from rounds.courses.deck import places_of
from rounds.courses.forms.review import LivingForm
from rounds.courses.models import Memory, Rhythm
from rounds.courses.views.numbers import number
from rounds.courses.views.review import too_often
from rounds.users.models import User
from rounds.users.signed_in import person

MOST = 200  # cards on the page


class Away(NamedTuple):
    """`front` is empty where the card is gone, or its lesson not open any more."""

    card: Memory
    front: SafeString
    lesson: str


@private
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if request.method != "POST":
        return _page(request, user, LivingForm(initial={"time_zone": _zone(user)}))
    if too_often(user):
        return render(request, "courses/review/slower.html", status=429)
    if request.POST.get("do") == "take-back":
        return _take_back(request, user)
    form = LivingForm(request.POST)
    if not form.is_valid():
        return _page(request, user, form, status=422)
    reviewing.live_in(time_zone=form.cleaned_data["time_zone"], by=user)
    messages.success(request, _("Saved. Your day begins at midnight there."))
    return redirect("courses:review_settings")


def _take_back(request: HttpRequest, user: User) -> HttpResponse:
    try:
        reviewing.take_back(card=number(request.POST.get("card")), by=user)
    except NotAsked:
        messages.info(request, _("This card is not there any more."))
    else:
        messages.success(request, _("The card is asked again when it is due."))
    return redirect("courses:review_settings")


def _page(request: HttpRequest, user: User, form: LivingForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "away": _away(user), "most": MOST}
    return render(request, "courses/review/settings.html", context, status=status)


def _away(user: User) -> list[Away]:
    found = Memory.objects.filter(user=user, put_away_at__isnull=False).order_by("-put_away_at", "pk")
    memories = list(found[:MOST])
    places = places_of(memories, open_to(user))
    faces = cards.faces_in(place.lesson.pk for place in places.values())
    away = []
    for one in memories:
        place = places.get(one.pk)
        face = faces.get((place.lesson.pk, one.card)) if place else None
        away.append(
            Away(one, html(face.front) if face else SafeString(), place.lesson.title if place else "")
        )
    return away


def _zone(user: User) -> str:
    return Rhythm.objects.filter(user=user).values_list("time_zone", flat=True).first() or ""
