"""Between times of day and the periods of the rules."""

from collections.abc import Iterable
from datetime import UTC, datetime

from rounds.credits.rules import Period


def period(starts_at: datetime, ends_at: datetime) -> Period:
    return (int(starts_at.timestamp()) // 60, int(ends_at.timestamp()) // 60)


def periods(times: Iterable[tuple[datetime, datetime]]) -> tuple[Period, ...]:
    return tuple(period(*one) for one in times)


def minutes_between(starts_at: datetime, ends_at: datetime) -> int:
    start, end = period(starts_at, ends_at)
    return end - start


def moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC)
