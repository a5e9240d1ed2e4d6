"""What others published before we began: the totals of the first hospital list, each with its source.

Counted by hand, hospitals and systems together, of the United States alone. Facts with their sources, and no list.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "published_totals.csv"
PLATFORMS = ("youtube", "facebook", "twitter", "linkedin", "foursquare", "blogs")


@dataclass(frozen=True, slots=True)
class Total:
    """`as_of`: the day, the month or the months it was counted for; "" where only `quoted_on` is known: when told."""

    as_of: str
    quoted_on: str
    organizations: int
    at_least: bool  # "over 600"
    platforms: dict[str, int]  # accounts, or organizations with one: the sources do not say
    stated_sum: int | None
    source: str

    @property
    def on(self) -> date:
        """Where it stands in a chart: the end of a month, the middle of what is only known to lie between two."""
        first, _between, last = (self.as_of or self.quoted_on).rpartition("..")
        return _last_day(last) if not first else _last_day(first) + (_last_day(last) - _last_day(first)) / 2

    @property
    def as_of_in_words(self) -> str:
        first, between, last = self.as_of.partition("..")
        return f"{first} \u2013 {last}" if between else self.as_of

    @property
    def numbers(self) -> list[int | None]:
        return [self.platforms.get(name) for name in PLATFORMS]

    @property
    def sum(self) -> int:
        return sum(self.platforms.values())

    @property
    def adds_up(self) -> bool:
        return self.stated_sum is None or self.stated_sum == self.sum


@cache
def totals() -> tuple[Total, ...]:
    """Oldest first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(sorted(map(_total, csv.DictReader(file)), key=lambda one: one.on))


def text() -> str:
    return _FILE.read_text(encoding="utf-8")


def _total(row: dict[str, str]) -> Total:
    return Total(
        row["as_of"],
        row["quoted_on"],
        int(row["organizations"]),
        row["at_least"] == "yes",
        {name: int(row[name]) for name in PLATFORMS if row[name]},
        int(row["stated_sum"]) if row["stated_sum"] else None,
        row["source"],
    )


def _last_day(text: str) -> date:
    """Of "2010-05" the last; "2010-02-14" itself."""
    if len(text) > 7:
        return date.fromisoformat(text)
    year, month = map(int, text.split("-"))
    return (date(year, month, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
