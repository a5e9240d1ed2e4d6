"""Reviewing: one card at a time, its answer when it is asked for, and how well it was known."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.limits import Meter
from rounds.core.private_pages import private
from rounds.core.zones import open_to
from rounds.courses import cards, days, memory, rating_words
from rounds.courses.actions import reviewing
from rounds.courses.actions.reviewing import NotAsked, Settled
from rounds.courses.card_text import html
from rounds.courses.deck import SITTING, Deck, deck, next_day
from rounds.courses.emails import minutes
from rounds.courses.memory import Rated
from rounds.courses.models import Memory, Review
from rounds.courses.views.numbers import number
from rounds.users.models import User
from rounds.users.signed_in import person

MOST_WRITES = 120  # a minute, by one person
_writes = Meter("courses-review")


@private
@login_required
def review(request: HttpRequest) -> HttpResponse:
    user, at = person(request), timezone.now()
    if request.method == "POST":
        return _post(request, user, at)
    found = deck(user, days.today_of(user, at))
    pauses = found.asked and found.asked % SITTING == 0 and "on" not in request.GET
    if not found.waiting or (pauses and "card" not in request.GET):
        return render(request, "courses/review/end.html", _end(user, found))
    asked = request.GET.get("card")
    card = _chosen(found, asked) if asked else found.waiting[0]
    if card is None:
        return redirect("courses:review")
    return render(request, "courses/review/card.html", _shown(request, user, found, card))


def too_often(user: User) -> bool:
    return not _writes.take(str(user.pk), MOST_WRITES).is_admitted


def _post(request: HttpRequest, user: User, at: datetime) -> HttpResponse:
    if too_often(user):
        return render(request, "courses/review/slower.html", status=429)
    if there := request.POST.get("time_zone"):  # as the browser says
        reviewing.live_in(time_zone=there, by=user)
    try:
        return redirect(_do(request, user, at))
    except Settled:
        messages.info(request, _("You had answered this card already. The first answer counts."))
    except NotAsked:
        messages.info(request, _("This card is not asked at the moment. Nothing was changed."))
    return redirect("courses:review")


def _do(request: HttpRequest, user: User, at: datetime) -> str:
    """Returns where to go on."""
    page = reverse("courses:review")
    match request.POST.get("do"):
        case "undo":
            return f"{page}?card={_undo(request, user, at)}"
        case "put-away":
            reviewing.put_away(card=number(request.POST.get("card")), by=user, at=at)
            messages.success(
                request, _("You are not asked this card any more. In the settings you can take it back.")
            )
        case _:
            made = reviewing.rate(
                card=number(request.POST.get("card")),
                rating=_rating(request),
                times=number(request.POST.get("times")),
                by=user,
                at=at,
            )
            request.session["reviewed"] = made.pk
    return page


def _undo(request: HttpRequest, user: User, at: datetime) -> int:
    undone = reviewing.undo(review=number(request.POST.get("review")), by=user, at=at)
    request.session.pop("reviewed", None)
    messages.success(request, _("Taken back. How well do you know it?"))
    return undone.pk


def _rating(request: HttpRequest) -> Rated:
    try:
        return Rated(number(request.POST.get("rating")))
    except ValueError:
        raise Http404 from None


def _chosen(found: Deck, asked: str) -> Memory | None:
    return next((one for one in found.waiting if str(one.pk) == asked), None)


def _shown(request: HttpRequest, user: User, found: Deck, card: Memory) -> dict[str, Any]:
    place = found.places[card.pk]
    face = cards.face(place.lesson.pk, card.card)
    is_shown = "show" in request.GET
    return {
        "card": card,
        "place": place,
        "front": html(face.front) if face else "",
        "language": place.edition.language,
        "back": html(face.back) if face and is_shown else "",
        "is_shown": is_shown,
        "is_new_text": bool(face and card.digest and face.digest != card.digest),
        "ratings": rating_words.ratings(memory.choices(reviewing.known_of(card), found.today))
        if is_shown
        else [],
        "nth": found.asked % SITTING + 1,
        "of": min(SITTING, found.asked % SITTING + len(found.waiting)),
        "waiting": len(found.waiting),
        "undo": _last(request, user, found),
    }


def _last(request: HttpRequest, user: User, found: Deck) -> Review | None:
    """The answer that can be taken back: the one that was just given."""
    pk = request.session.get("reviewed")
    last = Review.objects.filter(memory__user=user, on=found.today).order_by("-at", "-pk").first()
    return last if last and last.pk == pk else None


def _end(user: User, found: Deck) -> dict[str, Any]:
    """What was asked today, and when more comes."""
    given = Counter(Review.objects.filter(memory__user=user, on=found.today).values_list("rating", flat=True))
    return {
        "asked": found.asked,
        "given": [(rating_words.RATINGS[one], given[one]) for one in Rated if given[one]],
        "waiting": len(found.waiting),
        "minutes": minutes(min(len(found.waiting), SITTING)),
        "held_back": found.held_back,
        "next": next_day(user, found.today, open_to(user)),
        "has_any": Memory.objects.filter(user=user).exists(),
    }
