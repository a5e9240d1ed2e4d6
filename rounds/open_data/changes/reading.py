"""Pages of the log. A cursor is the number of a line: all up to it has been read.

Each page looks at a limited stretch of the log, so a rare question costs no more than another. A page may then be
short, or empty, and still not be the last: its cursor says how far it looked.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from rounds.open_data.changes.asked import Asked, Lines, lines_of
from rounds.open_data.models import LoggedChange
from rounds.organizations.models import Organization

PAGE, MOST = 100, 500
STRETCH, STRETCHES = 20_000, 10
_ALL = 2**62
_WITH = (
    *("organization__parent", "organization__merged_into", "change", "listing__account", "statement"),
    "previous",
    "removal",
)


class Slice(NamedTuple):
    lines: list[LoggedChange]
    cursor: int  # going forward: read up to here; going back: read down to here
    has_more: bool


def newest() -> int:
    return LoggedChange.objects.aggregate(newest=Max("pk"))["newest"] or 0


def end() -> str:
    """For tags of answers: the log is filled by the clock, whatever the data version."""
    return str(newest())


def since(asked: Asked, text: str | None, most: int = PAGE) -> Slice:
    """Oldest first, whatever came after `text` (see `start_of`); without it the newest, to begin with. ValueError."""
    if text is not None:
        return following(asked, start_of(text), most)
    last = newest()
    return Slice(preceding(asked, last + 1, most).lines[::-1], last, False)


def following(asked: Asked, after: int, most: int = PAGE) -> Slice:
    """What came after a cursor, oldest first."""
    last = newest()  # before the lines are read: what is logged meanwhile comes with the next page
    until = min(last, after + _stretch(asked))
    lines = lines_of(asked).filter(pk__gt=after, pk__lte=until).select_related(*_WITH)
    found = list(lines.order_by("pk")[: most + 1])
    if len(found) > most:
        return Slice(found[:most], found[most - 1].pk, True)
    return Slice(found, max(until, after), until < last)


def preceding(asked: Asked, before: int, most: int = PAGE) -> Slice:
    """What came before a line, newest first."""
    return _preceding(lines_of(asked), before, _stretch(asked), most)


def _preceding(lines: Lines, before: int, stretch: int, most: int) -> Slice:
    first = max(0, before - stretch)
    some = lines.filter(pk__lt=before, pk__gte=first).select_related(*_WITH)
    found = list(some.order_by("-pk")[: most + 1])
    if len(found) > most:
        return Slice(found[:most], found[most - 1].pk, True)
    return Slice(found, first, first > 0)


def looked_for(asked: Asked, before: int, most: int = PAGE) -> Slice:
    """The same for people: looks through some stretches until there is something to show."""
    lines, stretch = lines_of(asked), _stretch(asked)
    told = _preceding(lines, before, stretch, most)
    for _number in range(STRETCHES):
        if told.lines or not told.has_more:
            break
        told = _preceding(lines, told.cursor, stretch, most)
    return told


def _stretch(asked: Asked) -> int:
    """The lines of one organization are found by an index, however far apart they are."""
    return _ALL if asked.organization else STRETCH


def between(first: int, last: int) -> list[LoggedChange]:
    """All lines from one number to another, newest first."""
    lines = LoggedChange.objects.filter(pk__gte=first, pk__lte=last).select_related(*_WITH)
    return list(lines.order_by("-pk"))


def start_of(text: str) -> int:
    """The cursor at "1234", "2026-05-03" or "2026-05-03T09:30:00Z"; a day begins in UTC. ValueError, in words."""
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
        if int(text) > newest():
            raise ValueError(_("This cursor is not of this log. Begin again with a day."))
        return int(text)
    moment = _moment(text)
    first = LoggedChange.objects.filter(happened_at__gte=moment).aggregate(first=Min("pk"))["first"]
    return newest() if first is None else first - 1


def _moment(text: str) -> datetime:
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
        moment = datetime.fromisoformat(text if len(text) <= 40 else "")
    except ValueError:
        words = _("Say since when with a cursor, or with a day like this: 2026-05-03.")
        raise ValueError(words) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def others_in(lines: Iterable[LoggedChange]) -> dict[int, Organization]:
    """The organizations that changes name by number: what something is or was part of. One query."""
    numbers = {
        int(value)
        for line in lines
        if line.change and line.change.field in ("parent", "merged_into")
        for value in (line.change.old, line.change.new)
        if value.isascii() and value.isdigit()
    }
    return Organization.objects.in_bulk(numbers) if numbers else {}
