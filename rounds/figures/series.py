"""The course of time for a question: one point for each month that is over, and today.

A month comes from the table where the history that it was counted from is still the same, else it is counted now; where
that would be too much at once it is left open, never shown wrong.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from rounds.core.charts import words
from rounds.directory.as_of import first_day
from rounds.directory.grid.census import Busy
from rounds.figures.answers import Answer, answer_to
from rounds.figures.models import Month
from rounds.figures.months import begins, end_of, last_days
from rounds.figures.questions import Question

AT_ONCE = 12  # months that one request may count


class Point(NamedTuple):
    on: date
    edition: str
    organizations: int
    own: int
    parent: int
    accounts: int
    proven: int
    platforms: dict[str, int]  # organizations on each

    @property
    def share(self) -> float:
        return self.own / self.organizations if self.organizations else 0.0

    @property
    def share_in_words(self) -> str:
        return words.share(self.share) if self.organizations else ""


class Series(NamedTuple):
    points: list[Point]  # oldest first; the last is today
    open: list[date]  # months that have not been counted yet


def series(question: Question, *, may_build: Callable[[], bool] = lambda: True) -> Series:
    """Raises Unanswerable where today has no answer."""
    question = question.on("")
    today = answer_to(question)
    timeline = today.census.timeline
    first, since = first_day(), begins(question, timeline)
    days = list(last_days(first, today.day)) if first else []
    if today.edition:
        days = [day for day in days if since and since < end_of(day)]
    kept = {one.last_on: one for one in Month.objects.filter(question=question.encoded(), last_on__in=days)}
    points, left_open, budget = [point_of(today)], [], AT_ONCE
    for day in reversed(days):  # the newest first: these are what people ask for
        month = kept.get(day)
        if month and month.fingerprint == timeline.fingerprint(day):
            points.append(_kept(month))
            continue
        counted = _counted(question, day, may_build) if budget else None
        budget -= 1 if budget else 0
        if counted:
            points.append(counted)
        else:
            left_open.append(day)
    return Series(points[::-1], left_open[::-1])


def point_of(answer: Answer) -> Point:
    counted = answer.counted
    return Point(
        answer.day,
        answer.edition.slug if answer.edition else "",
        counted.whole.organizations,
        counted.whole.own,
        counted.whole.parent,
        counted.accounts,
        counted.proven,
        {line.value: line.organizations for line in counted.platforms},
    )


def _kept(month: Month) -> Point:
    return Point(
        month.last_on,
        month.edition,
        month.organizations,
        month.own,
        month.parent,
        month.accounts,
        month.proven,
        month.platforms,
    )


def _counted(question: Question, day: date, may_build: Callable[[], bool]) -> Point | None:
    try:
        return point_of(answer_to(question, moment=end_of(day), may_build=may_build))
    except Busy:
        return None
