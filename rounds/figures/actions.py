"""What can happen: months are counted and kept."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction

from rounds.directory.as_of import first_day
from rounds.directory.grid.census import Census, census_at, census_now
from rounds.figures.answers import answer_to
from rounds.figures.models import Month
from rounds.figures.months import end_of, kept_questions, last_days
from rounds.figures.series import point_of
from rounds.organizations import versions

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]  # how many months are done, of how many
_COUNTED = ("edition", "organizations", "own", "parent", "accounts", "proven", "platforms")


def fill_months(*, at: datetime, progress: Progress | None = None) -> int:
    """Count every month that is missing, or whose history has changed since. Returns how many months."""
    timeline = census_now(at).timeline
    kept: dict[date, set[str]] = {}
    for last_on, fingerprint in Month.objects.values_list("last_on", "fingerprint").distinct():
        kept.setdefault(last_on, set()).add(fingerprint)
    return _fill([day for day in _over(at) if kept.get(day) != {timeline.fingerprint(day)}], at, progress)


def rebuild_months(*, at: datetime, progress: Progress | None = None) -> int:
    """Throw every month away and count it again."""
    Month.objects.all().delete()
    return _fill(_over(at), at, progress)


def recount_oldest(*, at: datetime) -> date | None:
    """Count one month again that was counted longest ago, so that what no fingerprint tells is found out in time.

    Returns its last day where it was kept wrong; it is right then.
    """
    oldest = Month.objects.order_by("counted_at", "last_on").values_list("last_on", flat=True).first()
    if oldest is None:
        return None
    before = _said(oldest)
    _count([oldest], at, None)
    if before == _said(oldest):
        return None
    versions.bump()
    log.error("The figures of the month that ended on %s were kept wrong and have been counted again", oldest)
    return oldest


def _over(at: datetime) -> list[date]:
    first = first_day()
    return list(last_days(first, at.date())) if first else []


def _fill(days: Sequence[date], at: datetime, progress: Progress | None) -> int:
    _count(days, at, progress)
    if days:
        versions.bump()  # pages that left these months open are made again
    return len(days)


def _count(days: Sequence[date], at: datetime, progress: Progress | None) -> None:
    for done, day in enumerate(days, start=1):
        _keep(day, census_at(end_of(day), now=at, may_build=lambda: True), at)
        if progress:
            progress(done, len(days))


@transaction.atomic
def _keep(day: date, census: Census, at: datetime) -> None:
    fingerprint = census.timeline.fingerprint(day)
    made = []
    for question in kept_questions(census):
        point = point_of(answer_to(question, moment=census.moment, now=at))
        told = {name: getattr(point, name) for name in _COUNTED}
        made.append(
            Month(question=question.encoded(), last_on=day, fingerprint=fingerprint, counted_at=at, **told)
        )
    Month.objects.filter(last_on=day).delete()
    Month.objects.bulk_create(made, batch_size=200)


def _said(day: date) -> list[tuple]:
    return list(Month.objects.filter(last_on=day).order_by("question").values_list("question", *_COUNTED))
