"""Where a number lies between nought and the end of an axis, and which numbers are written beside it. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, floor, isfinite, log10


def finite(value: float) -> float:
    """The number itself; a negative one or none at all (NaN, infinity) is refused."""
    if not isfinite(value) or value < 0:
        raise ValueError(f"{value!r} cannot be drawn.")
    return value


def part_of(value: float, whole: float) -> float:
    """The share, 0 to 1; nothing of nothing is 0. More than the whole is refused."""
    if finite(value) > finite(whole):
        raise ValueError(f"{value!r} is more than the whole, {whole!r}.")
    return value / whole if whole else 0.0


def step_of(largest: float, most: int) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that passes `largest` in at most `most` steps."""
    power: float = 10 ** floor(log10(largest / most))
    return next(power * times for times in (1, 2, 5, 10, 20) if power * times * most >= largest * (1 - 1e-9))


def ticks(largest: float, most: int = 5, *, is_count: bool = False) -> list[float]:
    """From 0 in even steps to the first that reaches `largest`; at least 0 and 1. Counts have no half steps."""
    if finite(largest) <= 0:
        return [0, 1]
    step = max(1, step_of(largest, most)) if is_count else step_of(largest, most)
    steps = min(most, max(1, ceil(largest / step * (1 - 1e-9))))
    return [round(step * n, 12) for n in range(steps + 1)]


MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


def days(first: date, last: date, most: int = 5) -> list[date]:
    """The firsts of months between two days, in the narrowest of the usual steps that gives at most `most`."""
    start, end = _month(first) + (first.day > 1), _month(last)
    for step in MONTHS:
        found = [_day(month) for month in range(-(-start // step) * step, end + 1, step)]
        if len(found) <= most:
            return found
    return []


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def even_breaks(values: Iterable[float], most: int = 5) -> list[float]:
    """Lower bounds of at most `most` classes of one width, from 0."""
    return ticks(max(values, default=0), most)[:-1]


def equal_breaks(values: Iterable[float], most: int = 5) -> list[float]:
    """Lower bounds, from 0, of at most `most` classes that hold about as many values each, rounded to two digits."""
    ordered = sorted(value for value in values if value > 0)
    bounds = {_rounded(ordered[len(ordered) * n // most]) for n in range(1, most) if ordered}
    return [0.0, *sorted(bound for bound in bounds if ordered[0] < bound <= ordered[-1])]


def _rounded(value: float) -> float:
    return round(value, 1 - floor(log10(value)))


def class_of(value: float, bounds: Sequence[float]) -> int:
    """The place of the class whose lower bound is the last that the value reaches."""
    return max(0, bisect_right(bounds, value) - 1)


def apart(places: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """The same places in the same order of size, moved as little as needed to stand `distance` apart within bounds."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    floor_ = low
    for at in order:
        moved[at] = floor_ = max(moved[at], floor_)
        floor_ += distance
    ceiling = high
    for at in reversed(order):
        moved[at] = ceiling = min(moved[at], ceiling)
        ceiling -= distance
    return moved
