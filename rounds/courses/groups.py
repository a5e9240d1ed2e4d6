"""What an organization learns about its staff: of groups, never of a person. Pure.

Nothing is said of fewer than five people, nought included. Counts are rounded down to fives and shares to five percent,
so that two numbers of one page, or of two days, cannot be taken from each other until a person is left. A total is told
only where everything that it is made of is.
"""

from collections.abc import Collection, Iterable

FEWEST = 5
STEP = 0.05


def at_least(count: int) -> int | None:
    """So many or up to four more; None for fewer than five."""
    return count - count % FEWEST if count >= FEWEST else None


def share(of_people: Collection[float]) -> float | None:
    """Their average, in steps of five percent; one value for each person, 0 to 1."""
    if len(of_people) < FEWEST:
        return None
    average = sum(of_people) / len(of_people)
    return round(round(average / STEP) * STEP, 2)


def total(of_people: Collection[float], parts: Iterable[float | None]) -> float | None:
    """A share over several parts, each of which was told or not; from the rest, one that was not could be told."""
    return None if any(part is None for part in parts) else share(of_people)
