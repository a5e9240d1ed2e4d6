"""Who joined, stayed and went: from the terms alone, month by month, and by the year of joining. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rounds.memberships.dues import anniversary
from rounds.memberships.policy import GRACE_DAYS

AFTER_GRACE = timedelta(days=GRACE_DAYS + 1)  # who is still there then has paid again

Spans = Sequence[tuple[date, date | None]]  # of one membership, as of standing.open_spans


@dataclass(frozen=True, slots=True)
class Month:
    """`before` were open on the day before its first, `after` on its last. Who came and went within it is in both."""

    first: date
    before: int
    joined: int
    returned: int
    left: int
    after: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """Of those who joined in a year, how many stayed for 1, 2 and 3 more; None where that is still to be seen."""

    year: int
    joined: int
    kept: tuple[int | None, ...]


def months(memberships: Iterable[Spans], *, until: date, count: int = 12) -> list[Month]:
    """The last so many months, the newest last. Days after `until` do not count."""
    firsts = [_months_before(until, back) for back in range(count - 1, -1, -1)]
    known = [spans for spans in memberships if spans]
    return [_month(first, min(_next_month(first) - timedelta(days=1), until), known) for first in firsts]


def cohorts(memberships: Iterable[Spans], *, until: date, years: int = 3) -> list[Cohort]:
    """By the year of the first open day, the oldest first. Each is asked on its own anniversaries."""
    by_year: dict[int, list[Spans]] = {}
    for spans in memberships:
        if spans and spans[0][0] <= until:
            by_year.setdefault(spans[0][0].year, []).append(spans)
    return [
        Cohort(year, len(those), tuple(_kept(those, after, until) for after in range(1, years + 1)))
        for year, those in sorted(by_year.items())
    ]


def _month(first: date, last: date, known: Sequence[Spans]) -> Month:
    before = first - timedelta(days=1)
    begun = [(at, spans) for spans in known for at, span in enumerate(spans) if first <= span[0] <= last]
    ended = [spans for spans in known for span in spans if span[1] and before <= span[1] < last]
    return Month(
        first=first,
        before=sum(is_open(spans, before) for spans in known),
        joined=sum(at == 0 for at, _spans in begun),
        returned=sum(at > 0 for at, _spans in begun),
        left=len(ended),
        after=sum(is_open(spans, last) for spans in known),
    )


def _kept(those: Sequence[Spans], years: int, until: date) -> int | None:
    """None as long as one of them has not come to that anniversary."""
    days = [anniversary(spans[0][0], years) + AFTER_GRACE for spans in those]
    if max(days) > until:
        return None
    return sum(is_open(spans, day) for spans, day in zip(those, days, strict=True))


def is_open(spans: Spans, day: date) -> bool:
    return any(first <= day and (last is None or day <= last) for first, last in spans)


def _months_before(day: date, back: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(years, month + 1, 1)


def _next_month(first: date) -> date:
    return _months_before(first, -1)
