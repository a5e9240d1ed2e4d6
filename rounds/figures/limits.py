"""What one visitor may have counted in a minute: pages, past days and courses of time that are not remembered."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from rounds.core.limits import Meter, admit, visitor
from rounds.directory.views.days import SECONDS, Day
from rounds.figures.series import AT_ONCE

PAGES, DAYS, COURSES = 120, 60, 10
meter = Meter("figures")


def metered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For pages and files: whatever is asked of the same few days is counted anew for each question."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not meter.take(visitor(request), PAGES).is_admitted:
            return render(request, "429.html", status=429)
        return view(request, *args, **kwargs)

    return answer


def may_count(request: HttpRequest, day: Day) -> Callable[[], bool]:
    """Of today nothing is limited."""
    return lambda: not day.moment or admit(request, "figures-as-of", places=DAYS, seconds=SECONDS)


def may_count_months(request: HttpRequest) -> Callable[[], bool]:
    return lambda: admit(request, "figures-months", places=AT_ONCE * COURSES, seconds=SECONDS)
