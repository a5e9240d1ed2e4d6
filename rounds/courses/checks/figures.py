"""How a question does, over many attempts. Pure.

Facility is the share of the points that people got. Discrimination is the correlation of a question's points with the
share of the points of the rest of the same attempt, the question itself left out (corrected point-biserial): whether
those who know the subject know this. Without an answer there are no points.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import TypeVar

Key = TypeVar("Key")
FEWEST = 5  # attempts: below, a number says something of persons and nothing of the question
EASY, HARD, GUESSED, GOOD = 0.95, 0.3, 0.1, 0.3


class Says(StrEnum):
    """What the numbers say, the gravest first."""

    AGAINST = "against"  # those who do well otherwise miss it
    HARD = "hard"
    EASY = "easy"
    WEAK = "weak"  # it hardly tells one from the other
    GOOD = "good"
    NOTHING = "nothing"  # in particular


@dataclass(frozen=True, slots=True)
class Figures:
    """None where there are too few attempts, or where everybody has the same points."""

    attempts: int
    facility: float | None = None
    discrimination: float | None = None
    says: Says = Says.NOTHING


def of_items(attempts: Iterable[Mapping[Key, float]]) -> dict[Key, Figures]:
    """`attempts`: of each, the points of its questions, 0 to 1."""
    pairs: dict[Key, list[tuple[float, float | None]]] = {}
    for attempt in attempts:
        total, count = sum(attempt.values()), len(attempt)
        for key, points in attempt.items():
            rest = (total - points) / (count - 1) if count > 1 else None
            pairs.setdefault(key, []).append((points, rest))
    return {key: _of_one(rows) for key, rows in pairs.items()}


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; None where one side does not vary."""
    if len(pairs) < FEWEST:
        return None
    count = len(pairs)
    mean_x, mean_y = sum(x for x, _y in pairs) / count, sum(y for _x, y in pairs) / count
    over_x = sum((x - mean_x) ** 2 for x, _y in pairs)
    over_y = sum((y - mean_y) ** 2 for _x, y in pairs)
    if over_x < 1e-12 or over_y < 1e-12:
        return None
    both = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, both / sqrt(over_x * over_y)))


def _of_one(rows: Sequence[tuple[float, float | None]]) -> Figures:
    if len(rows) < FEWEST:
        return Figures(len(rows))
    facility = sum(points for points, _rest in rows) / len(rows)
    discrimination = correlation([(points, rest) for points, rest in rows if rest is not None])
    return Figures(len(rows), facility, discrimination, _says(facility, discrimination))


def _says(facility: float, discrimination: float | None) -> Says:
    if discrimination is not None and discrimination < 0:
        return Says.AGAINST
    if facility < HARD:
        return Says.HARD
    if facility >= EASY:
        return Says.EASY
    if discrimination is None:
        return Says.NOTHING
    return Says.WEAK if discrimination < GUESSED else Says.GOOD if discrimination >= GOOD else Says.NOTHING
