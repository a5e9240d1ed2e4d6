"""From minutes to credit. Pure: every number that it gives comes with the steps that made it.

Periods are (from, to) in whole minutes since 1970. Credit is in hundredths.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

LEARNER, FACULTY, REVERSAL = (
    "learner.1",
    "faculty.1",
    "reversal.1",
)  # written in the ledger: never given a new meaning

Period = tuple[int, int]
Numbers = dict[str, int | str]


class Terms(NamedTuple):
    """An accreditor's: how minutes become credit. `rounding`: "nearest" or "down"."""

    minutes_per_credit: int
    step: int  # hundredths
    rounding: str
    faculty_per_hour: int  # hundredths


class Step(NamedTuple):
    what: str
    numbers: Numbers


class Room(NamedTuple):
    """How many minutes may be claimed in all, and in which periods; without periods they have no time of day."""

    minutes: int
    periods: tuple[Period, ...]
    steps: tuple[Step, ...]


class Earlier(NamedTuple):
    """What stands already of the same person and activity, on the same side."""

    minutes: int = 0
    hundredths: int = 0
    periods: tuple[Period, ...] = ()


class Settled(NamedTuple):
    """What is to be entered: the difference to what stands. `steps` explain it."""

    minutes: int
    hundredths: int
    periods: tuple[Period, ...]
    steps: tuple[Step, ...]


class TooMuch(ValueError):
    """More is claimed than there is room for."""


def credit_of(minutes: int, terms: Terms) -> int:
    return _rounded(minutes * 100, terms.minutes_per_credit, terms)


def faculty_credit_of(minutes: int, terms: Terms) -> int:
    return _rounded(minutes * terms.faculty_per_hour, 60, terms)


def room(
    *,
    attended: int,
    most: int,
    periods: Sequence[Period] = (),
    excluded: Sequence[Period] = (),
    presented: Sequence[Period] = (),
    presented_minutes: int = 0,
    taken: Sequence[Period] = (),
) -> Room:
    """What a learner may claim: what they attended, without what earns nothing, is their own, or counts already.

    `presented_minutes`: of what has no time of day.
    """
    steps = [Step("attended", {"minutes": attended})]
    left, free = attended, union(periods)
    for what, gone in (("excluded", excluded), ("presented", presented), ("overlap", taken)):
        if periods:
            free, now = _less(free, gone, left)
            if now < left:
                steps.append(Step(what, {"minutes": left - now, "left": now}))
            left = now
        if what == "presented" and presented_minutes and left:
            now = max(0, left - presented_minutes)
            steps.append(Step(what, {"minutes": left - now, "left": now}))
            left = now
    if left > most:
        steps.append(Step("most", {"minutes": most}))
        left = most
    return Room(left, free, tuple(steps))


def settle(asked: int, within: Room, terms: Terms, earlier: Earlier = Earlier()) -> Settled:  # noqa: B008
    """A claim says how many minutes it is in all, so the same claim twice adds nothing. Raises TooMuch."""
    if asked > within.minutes:
        raise TooMuch
    minutes, hundredths = max(0, asked - earlier.minutes), credit_of(asked, terms)
    steps = [*within.steps, Step("claimed", {"minutes": asked}), _credit(asked, hundredths, terms)]
    added = max(0, hundredths - earlier.hundredths)
    if earlier.minutes:
        steps.append(Step("earlier", {"hundredths": earlier.hundredths, "added": added}))
    periods = first(without(within.periods, earlier.periods), minutes) if within.periods else ()
    return Settled(minutes, added, periods, tuple(steps))


def settle_faculty(
    presented: int,
    terms: Terms,
    earlier: Earlier = Earlier(),  # noqa: B008
    *,
    periods: Sequence[Period] = (),
    taken: Sequence[Period] = (),
    most: int | None = None,
) -> Settled:
    """`taken`: what counts already at the time. `most`: where there is no time of day, what is left of the activity."""
    steps = [Step("given", {"minutes": presented})]
    free = without(periods, taken)
    left = min(presented, length(free)) if periods else presented if most is None else min(presented, most)
    if left < presented:
        steps.append(Step("overlap", {"minutes": presented - left, "left": left}))
    hundredths = faculty_credit_of(left, terms)
    minutes, added = max(0, left - earlier.minutes), max(0, hundredths - earlier.hundredths)
    steps.append(
        Step(
            "faculty",
            {
                "minutes": left,
                "per_hour": terms.faculty_per_hour,
                "exact": _exact(left * terms.faculty_per_hour, 60),
                "step": terms.step,
                "rounding": terms.rounding,
                "hundredths": hundredths,
            },
        )
    )
    if earlier.minutes:
        steps.append(Step("earlier", {"hundredths": earlier.hundredths, "added": added}))
    return Settled(minutes, added, first(without(free, earlier.periods), minutes), tuple(steps))


def reversal(number: int, minutes: int, hundredths: int) -> Settled:
    """Of the entry with that number: exactly what it gave."""
    step = Step("reversal", {"number": number, "hundredths": hundredths})
    return Settled(-minutes, -hundredths, (), (step,))


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """In their order, those that touch or overlap made one."""
    found: list[Period] = []
    for start, end in sorted(one for one in periods if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def without(periods: Iterable[Period], others: Iterable[Period]) -> tuple[Period, ...]:
    left = list(union(periods))
    for gone_from, gone_to in union(others):
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, gone_from)), (max(start, gone_to), end))
            if piece[0] < piece[1]
        ]
    return tuple(left)


def length(periods: Iterable[Period]) -> int:
    return sum(end - start for start, end in union(periods))


def first(periods: Iterable[Period], minutes: int) -> tuple[Period, ...]:
    """The earliest so many minutes of them."""
    found: list[Period] = []
    for start, end in union(periods):
        taken = min(minutes, end - start)
        if taken:
            found.append((start, start + taken))
        minutes -= taken
    return tuple(found)


def _less(free: tuple[Period, ...], gone: Sequence[Period], left: int) -> tuple[tuple[Period, ...], int]:
    """`left` may be less than the periods are long: somebody came late, and nobody knows when."""
    now = without(free, gone)
    return now, min(left, length(now))


def _credit(minutes: int, hundredths: int, terms: Terms) -> Step:
    numbers: Numbers = {
        "minutes": minutes,
        "per": terms.minutes_per_credit,
        "exact": _exact(minutes * 100, terms.minutes_per_credit),
        "step": terms.step,
        "rounding": terms.rounding,
        "hundredths": hundredths,
    }
    return Step("credit", numbers)


def _exact(above: int, below: int) -> int:
    """In hundredths, for reading."""
    return (2 * above + below) // (2 * below)


def _rounded(above: int, below: int, terms: Terms) -> int:
    """A half goes up, as of 7.5 minutes of 60 in quarters."""
    if terms.rounding == "down":
        return above // (below * terms.step) * terms.step
    return (2 * above + below * terms.step) // (2 * below * terms.step) * terms.step
