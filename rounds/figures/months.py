"""Which months there are, and which questions have their months kept."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from rounds.directory.grid.census import Census
from rounds.directory.grid.timeline import Timeline
from rounds.figures.questions import Question

SMALLEST = 5  # organizations: a place or type with fewer has no course of time worth keeping


def last_days(first: date, today: date) -> Iterator[date]:
    """The last day of every month that is over, from the month of the first day on, oldest first."""
    month = first.replace(day=1)
    while (following := (month + timedelta(days=31)).replace(day=1)) <= today:
        yield following - timedelta(days=1)
        month = following


def end_of(day: date) -> datetime:
    """The moment at which it ended."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def begins(question: Question, timeline: Timeline) -> datetime | None:
    """When the register that it is held against was first read to its end; None: it never was, or there is none."""
    read = [one.read_at for one in timeline.editions if question.register in (one.slug, one.family)]
    return min(read, default=None)


def kept_questions(census: Census) -> list[Question]:
    """Everything and each register, whole; then everything by country and by type, and each register by state."""
    families = list(dict.fromkeys(one.family for one in census.editions()))
    kept = [Question(), *(Question(register=family) for family in families)]
    kept += [Question(country=(value,)) for value in _large(census, "country", census.current)]
    kept += [Question(type=(value,)) for value in _large(census, "type", census.current)]
    in_force = {one.family: one.organizations & census.current for one in census.editions()}
    for family, of in in_force.items():
        kept += [
            Question(register=family, region=(value,)) for value in _large(census, "region", of) if value
        ]
    return kept


def _large(census: Census, fact: str, of: int) -> list[str]:
    return sorted(value for value, one in census.facts(fact).items() if (one & of).bit_count() >= SMALLEST)
