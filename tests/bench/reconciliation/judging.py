"""What came of it: how often the right one stood first, and what was matched without asking anybody. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tests.bench.reconciliation.asking import Candidates
from tests.bench.reconciliation.lines import Asked


class Judged(NamedTuple):
    first: float  # share of the lines for which the right one stands first
    in_five: float
    automatic: float  # share that was matched by itself
    automatic_right: float  # ... and of these, share that was right
    wrong: list[str]  # what was matched by itself and wrong, in words


def judged(asked: Sequence[Asked], answers: Sequence[Candidates]) -> Judged:
    pairs = list(zip(asked, answers, strict=True))
    matches = [(one, match) for one, found in pairs if (match := matched(found))]
    right = [one for one, match in matches if match == one.right]
    return Judged(
        first=_share(one.right == _id(found, 0) for one, found in pairs),
        in_five=_share(one.right in [each["id"] for each in found[:5]] for one, found in pairs),
        automatic=len(matches) / len(pairs),
        automatic_right=len(right) / len(matches) if matches else 1.0,
        wrong=[f"{one.line} -> {match}, not {one.right}" for one, match in matches if match != one.right],
    )


def strangers_matched(asked: Sequence[Asked], answers: Sequence[Candidates]) -> list[str]:
    pairs = zip(asked, answers, strict=True)
    return [f"{one.line} -> {match}" for one, found in pairs if (match := matched(found))]


def matched(found: Candidates) -> str:
    """As OpenRefine does: the highest score, and only if it says so."""
    best = max(found, key=lambda one: one["score"], default=None)
    return str(best["id"]) if best and best.get("match") else ""


def _id(found: Candidates, at: int) -> str:
    return str(found[at]["id"]) if len(found) > at else ""


def _share(true: Iterable[bool]) -> float:
    listed = list(true)
    return sum(listed) / len(listed)
