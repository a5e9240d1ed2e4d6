"""A past day as a parameter."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from rounds.core.api import Refused
from rounds.core.api.problems import invalid
from rounds.directory.as_of import last_instant, moment_of
from rounds.directory.grid.census import Busy
from rounds.directory.grid.index import Index
from rounds.directory.views import days
from rounds.directory.views.days import SECONDS, Day

_AS_OF = Query(
    description="What the List said at the end of a past day (UTC). Left out: now.", examples=["2026-05-03"]
)
_AS_OF.json_schema_extra |= {
    "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"
}  # `day_of` says in words what is wrong
AsOf = Annotated[str, _AS_OF]


def day_of(as_of: str) -> Day:
    """Raises Refused, in words."""
    try:
        moment = moment_of(as_of.replace(" ", "_"))  # spaces around it are for people
    except ValueError as wrong:
        raise invalid("as_of", str(wrong)) from None
    return Day(moment, last_instant(moment) if moment else timezone.now())


def index_of(request: HttpRequest, day: Day) -> Index:
    """The grid's index of the day. Raises Refused where too many days are put together."""
    try:
        return days.index_of(request, day)
    except Busy:
        raise busy() from None


def busy() -> Refused:
    return Refused("busy", str(days.TOO_OFTEN), headers={"Retry-After": str(SECONDS)})
