"""What a learner does: begins a course, goes on in its newest edition, is done with a lesson."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rounds.courses.actions import learning
from rounds.courses.models import Enrolment
from rounds.courses.place import Place
from rounds.courses.refusing import Refused, why
from rounds.courses.views.reading import found
from rounds.users.signed_in import person


@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Goes to the lesson that they were at, or to the first."""
    place = found(request, slug)
    key = request.POST.get("lesson", "")
    asked = next((row.url for row in place.rows if row.lesson.key == key), place.url)
    if not request.user.is_authenticated:
        return _sign_in(asked)
    try:
        learning.begin(course=place.course, by=person(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, why(refused))
        return redirect(place.url)
    if asked == place.url and place.rows:
        asked = place.rows[0].url
    return redirect(asked)


@require_POST
def newest(request: HttpRequest, slug: str) -> HttpResponse:
    place = found(request, slug)
    if place.enrolment is None:
        return redirect(place.url)
    try:
        learning.go_on(enrolment=place.enrolment, at=timezone.now())
        messages.success(request, _("You are in the newest edition. What you have done stays done."))
    except Refused as refused:
        messages.error(request, why(refused))
    return redirect(place.url)


@require_POST
def done(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = found(request, slug)
    here = next((row.url for row in place.rows if row.lesson.key == key), place.url)
    if place.enrolment is None:
        return redirect(here) if request.user.is_authenticated else _sign_in(here)
    was_completed = place.enrolment.completed_at is not None
    try:
        kept = learning.mark_done(enrolment=place.enrolment, lesson=key, at=timezone.now())
    except Refused as refused:
        messages.error(request, why(refused))
        return redirect(here)
    if kept.completed_at and not was_completed:
        messages.success(request, _completed(kept))
        return redirect(place.url)
    return redirect(_after(place, key))


def _completed(kept: Enrolment) -> str:
    if kept.passed_at:
        return _("That was the last lesson. You have completed and passed the course.")
    return _("That was the last lesson. You have completed the course; its checks are still to be passed.")


def _after(place: Place, key: str) -> str:
    """The lesson that follows, or the course where it was the last."""
    number = next((row.number for row in place.rows if row.lesson.key == key), len(place.rows))
    return place.rows[number].url if number < len(place.rows) else place.url


def _sign_in(back: str) -> HttpResponse:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
