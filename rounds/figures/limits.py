"""What one visitor may have counted in a minute that is not remembered: past days, and courses of time."""

from collections.abc import Callable

from django.http import HttpRequest

from rounds.core.limits import admit
from rounds.directory.views.days import SECONDS, Day
from rounds.figures.series import AT_ONCE

DAYS, COURSES = 60, 10


def may_count(request: HttpRequest, day: Day) -> Callable[[], bool]:
    """Of today nothing is limited."""
    return lambda: not day.moment or admit(request, "figures-as-of", places=DAYS, seconds=SECONDS)


def may_count_months(request: HttpRequest) -> Callable[[], bool]:
    return lambda: admit(request, "figures-months", places=AT_ONCE * COURSES, seconds=SECONDS)
