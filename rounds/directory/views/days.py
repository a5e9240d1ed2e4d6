"""Any page of the List can be asked as of a past day: `?as_of=2026-05-03`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core.limits import admit
from rounds.directory.as_of import last_instant, moment_of
from rounds.directory.grid.census import Busy
from rounds.directory.grid.index import Index, current_index
from rounds.directory.grid.past import past_index

BUILDS, SECONDS = 10, 60  # so many days that nobody has asked lately may one visitor have put together
TOO_OFTEN = gettext_lazy("Putting together a past day takes a while, so only a few are made in a minute.")


class Day(NamedTuple):
    """The day that a page is about. `moment`: the end of a past one; None: today."""

    moment: datetime | None
    now: datetime  # the clock on the page

    @property
    def past(self) -> date | None:
        return self.now.date() if self.moment else None

    @property
    def text(self) -> str:
        """As it stands in an address; "" for today."""
        return f"{self.now:%Y-%m-%d}" if self.moment else ""

    @property
    def suffix(self) -> str:
        """Behind the address of a page, so that a link stays within the day."""
        return f"?as_of={self.text}" if self.moment else ""


def of_a_day(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Gives the view its `day`. What cannot be shown is answered in words; search engines get no past day."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            moment = moment_of(request.GET.get("as_of", ""))
        except ValueError as wrong:
            return _instead(request, 400, _("That day cannot be shown"), str(wrong))
        day = Day(moment, last_instant(moment) if moment else timezone.now())
        try:
            response = view(request, *args, day=day, **kwargs)
        except Busy:
            return _instead(request, 429, _("That was a little too often"), str(TOO_OFTEN))
        if moment:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def index_of(request: HttpRequest, day: Day) -> Index:
    """The grid's index of the day. Raises Busy."""
    if day.moment is None:
        return current_index(day.now)
    return past_index(
        day.moment, may_build=lambda: admit(request, "list-as-of", places=BUILDS, seconds=SECONDS)
    )


def _instead(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """A page of its own; a fragment cannot hold it, so htmx is sent there."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": request.get_full_path()})
    page = render(request, "directory/no_such_day.html", {"title": title, "text": text}, status=status)
    page.headers["X-Robots-Tag"] = "noindex"
    if status == 429:
        page.headers["Retry-After"] = str(SECONDS)
    return page
