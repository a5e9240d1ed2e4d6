"""Points: how many dues bring, until when they last, and which go first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rounds.memberships.policy import POINT_CENTS


@dataclass(frozen=True, slots=True)
class LotFacts:
    key: int
    remaining: int
    expires_on: date  # the last day


class Piece(NamedTuple):
    lot: int
    points: int


class TooFew(Exception):
    """There are fewer points than asked for. `missing`: how many more it would take."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


def of_dues(paid_cents: int, percent: int) -> int:
    """50 percent of 1,250.99 dollars are 625 points: of whole dollars, rounded down."""
    return paid_cents // POINT_CENTS * percent // 100


def last_day(came_on: date) -> date:
    """Points carry into the next calendar year, to its end."""
    return date(came_on.year + 1, 12, 31)


def first_to_expire(lots: Iterable[LotFacts], points: int) -> list[Piece]:
    """From which lots so many points are taken: what expires first goes first. Raises TooFew."""
    pieces, missing = [], points
    for lot in sorted(lots, key=lambda one: (one.expires_on, one.key)):
        if missing and lot.remaining:
            taken = min(missing, lot.remaining)
            pieces.append(Piece(lot.key, taken))
            missing -= taken
    if missing:
        raise TooFew(missing)
    return pieces
