"""The ladder: four levels, the states of a step, which move leads where, and the months that go by. Pure."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

LEVELS = ("bronze", "silver", "gold", "platinum")
CARRY_OUT = 6  # months of carrying out a plan before its report is sent; nine are advised
LEAST_WORDS, MOST_WORDS = 750, 1_200
LEAST_SHARINGS = 1
REVIEWERS = 2

OPEN, SENT, RETURNED, AWARDED, TAKEN_BACK = "open", "sent", "returned", "awarded", "taken_back"
SEND, AWARD, RETURN, TAKE_BACK, RESTORE = "send", "award", "return", "take back", "restore"
_MOVES = {
    (OPEN, SEND): SENT,
    (RETURNED, SEND): SENT,
    (SENT, AWARD): AWARDED,
    (SENT, RETURN): RETURNED,
    (AWARDED, TAKE_BACK): TAKEN_BACK,
    (TAKEN_BACK, RESTORE): AWARDED,
}


class NotNow(ValueError):
    """That move does not begin in this state."""


class Months(NamedTuple):
    """Full months that have gone by, of those that are wanted."""

    gone: int
    wanted: int


def moved(state: str, move: str) -> str:
    """Where it leads. Raises NotNow."""
    try:
        return _MOVES[(str(state), move)]
    except KeyError:
        raise NotNow(f"{move} from {state}") from None


def next_level(level: str) -> str:
    """ "" above the highest."""
    return "".join(LEVELS[LEVELS.index(level) + 1 :][:1])


def level_before(level: str) -> str:
    """ "" below the lowest."""
    at = LEVELS.index(level)
    return LEVELS[at - 1] if at else ""


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_gone(began: date, today: date, wanted: int = CARRY_OUT) -> Months:
    """Never more than are wanted, nor less than none."""
    gone = 0
    while gone < wanted and months_later(began, gone + 1) <= today:
        gone += 1
    return Months(gone, wanted)
