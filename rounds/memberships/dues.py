"""What things cost, in integer cents: dues by revenue, more seats, a part of a year. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Band:
    """Dues from this yearly revenue (whole dollars) up to where the next band begins."""

    revenue_from: int
    dues_cents: int
    seats: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """A plan's prices. With bands the revenue decides; without them everybody pays the same."""

    price_cents: int
    seats: int
    extra_seat_cents: int = 0
    points_percent: int = 0
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What a year costs, and what comes with it. `cents` is `base_cents` and the seats beyond those included."""

    base_cents: int
    included: int
    seats: int
    extra_seat_cents: int
    points: int

    @property
    def extra_seats(self) -> int:
        return self.seats - self.included

    @property
    def cents(self) -> int:
        return self.base_cents + self.extra_seats * self.extra_seat_cents


def quote(tariff: Tariff, *, revenue: int = 0, seats: int = 0) -> Quote:
    """`revenue` in whole dollars; `seats` wanted in all: fewer than those included are still those."""
    band = band_for(tariff.bands, revenue)
    base, included = (band.dues_cents, band.seats) if band else (tariff.price_cents, tariff.seats)
    wanted = max(seats, included)
    cents = base + (wanted - included) * tariff.extra_seat_cents
    return Quote(base, included, wanted, tariff.extra_seat_cents, points_for(cents, tariff.points_percent))


def band_for(bands: Iterable[Band], revenue: int) -> Band | None:
    """The highest band that begins at or below the revenue; below them all, the lowest."""
    ordered = sorted(bands, key=lambda band: band.revenue_from)
    reached = [band for band in ordered if band.revenue_from <= revenue] or ordered[:1]
    return reached[-1] if reached else None


def points_for(cents: int, percent: int) -> int:
    """Whole points for whole dollars of dues, rounded down."""
    return cents // 100 * percent // 100


def part_of_year(cents: int, *, days: int, of: int) -> int:
    """`cents` for `days` of `of` days, half a cent rounded up."""
    if not 0 <= days <= of or of <= 0 or cents < 0:
        raise ValueError("A part lies between nothing and all.")
    return (2 * cents * days + of) // (2 * of)


def last_day_of_year(first: date) -> date:
    """The day before the next anniversary; a year that begins on 29 February ends on 28 February."""
    return _anniversary(first, 1) - timedelta(days=1)


def days_of_year_to(last: date) -> int:
    """How many days the year has that ends on this day: 365 or 366."""
    return (last - _anniversary(last + timedelta(days=1), -1)).days + 1


def _anniversary(day: date, years: int) -> date:
    """The same day of another year; where that has no 29 February, 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
