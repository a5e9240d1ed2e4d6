"""When an account counts as gone, and when to look again. Pure.

One failure is never "gone". It takes three, at least seven days from the first to the last, at different hours of
the day (a server that is restarted every night at two is not gone), whether the platform said "no such account" or
nothing at all: platforms have said the first of everybody for days. Nothing changes while a platform fails for many.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import combinations

from rounds.directory.checking.readings import Life

FAILURES = 3
SPAN = timedelta(days=7)
HOURS_APART = timedelta(hours=2)  # of the clock: what "different hours" means
COUNTS_AGAIN = timedelta(hours=1)  # to look twice in one hour is to look once
KEPT = 20  # failures that are remembered: the first and the latest

SHARE = 0.30  # of the checks of a platform; above it the failures are the platform's, or our own
ENOUGH = 10  # checks; of fewer no share can be told, and three failures over seven days must do

WEEK = timedelta(days=7)
ANOTHER_HOUR = timedelta(hours=27)  # a day and a bit, so that it falls on another hour each time
_DAY = timedelta(days=1)


class State(StrEnum):
    """As in the table of health."""

    FINE = "fine"
    SUSPECT = "suspect"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class NewHealth:
    state: str
    failures: list[datetime]  # since the account was last reached, oldest first
    turned: bool  # whether the state is another now


def next_state(state: str, failures: Sequence[datetime], *, life: Life, at: datetime) -> NewHealth:
    if life is Life.UNREADABLE:
        return NewHealth(state, list(failures), False)
    if life is Life.ALIVE:
        return NewHealth(State.FINE, [], state != State.FINE)
    counted = _with(failures, at)
    is_gone = state == State.GONE or _is_gone(counted)
    new = State.GONE if is_gone else State.SUSPECT
    return NewHealth(new, _kept(counted), state != new)


def next_check(state: str, at: datetime, failures: int, account_id: int) -> datetime:
    """In a week, give or take half a day; where we doubt, tomorrow at another hour. An account's share of chance
    is its own, so that those that came in together are not looked at together for ever."""
    seed = sha256(f"{account_id} {failures}".encode()).digest()
    chance = int.from_bytes(seed[:4]) / 2**32
    if state == State.SUSPECT:
        return at + ANOTHER_HOUR + timedelta(hours=1) * chance
    return at + WEEK + _DAY * (chance - 0.5)


def frozen(results: Iterable[tuple[str, Life]]) -> frozenset[str]:
    """Platforms of which nothing is believed, given all that was read of them in a round: pairs of platform and life.

    A round knows the share only at its end, so failures are held back until then. What was not readable does not
    count. Leave out accounts that were failing before: they are looked at seven times as often as those that are fine,
    and a few dead ones would keep their platform frozen for ever.
    """
    checks: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for platform, life in results:
        if life is not Life.UNREADABLE:
            checks[platform] += 1
            failed[platform] += life is not Life.ALIVE
    return frozenset(
        platform for platform, of in checks.items() if of >= ENOUGH and failed[platform] > of * SHARE
    )


def _with(failures: Sequence[datetime], at: datetime) -> list[datetime]:
    known = sorted(failures)
    return known if known and at - known[-1] < COUNTS_AGAIN else [*known, at]


def _is_gone(failures: Sequence[datetime]) -> bool:
    return (
        len(failures) >= FAILURES
        and failures[-1] - failures[0] >= SPAN
        and any(_hours_between(one, other) >= HOURS_APART for one, other in combinations(failures, 2))
    )


def _hours_between(one: datetime, other: datetime) -> timedelta:
    """How far apart they are on the face of a clock with 24 hours."""
    apart = (other - one) % _DAY
    return min(apart, _DAY - apart)


def _kept(failures: Sequence[datetime]) -> list[datetime]:
    return [failures[0], *failures[1:][-(KEPT - 1) :]]
