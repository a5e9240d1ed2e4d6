"""Lines of the log as people read them: by day, and of one day by organization."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import ngettext

from rounds.core.templatetags.core import number
from rounds.open_data.changes.reading import others_in
from rounds.open_data.changes.whom import Whom, whom
from rounds.open_data.changes.words import sentence
from rounds.open_data.models import LoggedChange

MOST_LINES = 6  # of one organization on one day; its page has them all


class OfOne(NamedTuple):
    """What happened to one organization on a day."""

    organization: Whom
    sentences: list[str]
    further: str  # "3 more", or ""


class DayOf(NamedTuple):
    on: date
    organizations: list[OfOne]


def days_of(lines: Sequence[LoggedChange]) -> list[DayOf]:
    """Newest first, as the lines are."""
    others = others_in(lines)
    days = []
    for on, of_day in groupby(lines, key=lambda line: line.happened_at.date()):
        by_organization: dict[Whom, list[LoggedChange]] = {}
        for line in of_day:
            by_organization.setdefault(whom(line), []).append(line)
        told = []
        for one, some in by_organization.items():
            sentences = [sentence(line, others) for line in some]
            rest = len(sentences) - MOST_LINES
            words = ngettext("%(n)s more", "%(n)s more", rest) % {"n": number(rest)} if rest > 0 else ""
            told.append(OfOne(one, sentences[:MOST_LINES], words))
        days.append(DayOf(on, told))
    return days
