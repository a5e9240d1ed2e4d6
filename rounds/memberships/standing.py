"""Standing: what a membership is on a day. A pure function of its terms; it is stored nowhere, so it cannot be stale.

A term counts on a day between its first and its last when it is waived or honored, when its invoice was paid by then,
or when its invoice was not due yet. For `GRACE_DAYS` after that nothing is closed: after an invoice was due while the
term runs, and after the last day of a term that came to its natural end. Nothing else opens anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rounds.memberships.policy import GRACE_DAYS

INVOICE = "invoice"
FINAL = frozenset({"left", "refunded", "credited", "closed"})  # endings by which somebody goes
GRACE = timedelta(days=GRACE_DAYS)
A_DAY = timedelta(days=1)


class Standing(StrEnum):
    NONE = "none"  # no day of it has counted yet
    CURRENT = "current"
    GRACE = "grace"
    LAPSED = "lapsed"
    ENDED = "ended"

    @property
    def is_open(self) -> bool:
        """What a member may see is open."""
        return self in {Standing.CURRENT, Standing.GRACE}


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What standing asks of a term.

    `paid_on`: the day on which a payment settled its invoice. `credited`: a credit note took the whole invoice back.
    `ended_on`: the first day on which it no longer counts, where it ended early.
    """

    starts_on: date
    ends_on: date | None
    basis: str = INVOICE
    due_on: date | None = None
    paid_on: date | None = None
    credited: bool = False
    ended_on: date | None = None
    ended_reason: str = ""
    key: int = 0

    @property
    def last_day(self) -> date | None:
        """The last day on which it can count; None where it has no end."""
        ended = self.ended_on - A_DAY if self.ended_on else None
        return min((one for one in (self.ends_on, ended) if one), default=None)

    @property
    def is_cut_short(self) -> bool:
        return self.ended_on is not None and (self.ends_on is None or self.ended_on <= self.ends_on)

    def runs(self, day: date) -> bool:
        return self.starts_on <= day and (self.last_day is None or day <= self.last_day)

    def counts(self, day: date) -> bool:
        return self.last_counted(day) == day

    def last_counted(self, day: date) -> date | None:
        """The latest day, up to `day`, on which it counts."""
        until = min(day, self.last_day or day)
        if self.basis == INVOICE:
            until = self._covered(until)
        return until if until >= self.starts_on else None

    def _covered(self, until: date) -> date:
        """The latest day up to `until` that is paid, or was not due yet."""
        if self.credited and self.ended_on is None:
            return date.min
        if self.paid_on and self.paid_on <= until:
            return until
        return min(until, self.due_on) if self.due_on else date.min


def standing(terms: Sequence[TermFacts], day: date) -> Standing:
    """The terms are those of one membership, in any order."""
    last = _last_counted(terms, day)
    if last == day:
        return Standing.CURRENT
    if any(_waits_for_payment(term, day) for term in terms):
        return Standing.GRACE
    if last is None:
        return Standing.NONE
    if any(term.ended_reason in FINAL and term.ended_on and last < term.ended_on <= day for term in terms):
        return Standing.ENDED
    return Standing.GRACE if day <= last + GRACE and _ran_out(terms, last) else Standing.LAPSED


def deciding(terms: Sequence[TermFacts], day: date) -> TermFacts | None:
    """The term that standing goes by: of those that count the newest; in grace, the one that is over or unpaid."""
    counting = [term for term in terms if term.counts(day)]
    if counting or not standing(terms, day).is_open:
        return max(counting, key=_newest, default=None)
    waiting = [term for term in terms if _waits_for_payment(term, day)]
    last = _last_counted(terms, day)
    over = [term for term in terms if last and term.last_counted(day) == last]
    return max(waiting or over, key=_newest)


def next_first_day(terms: Sequence[TermFacts], day: date) -> tuple[date, bool]:
    """When a year begins that is paid on this day, and whether it goes on without a gap.

    In time or in grace: the day after the last that counts. Later: the same day, and the gap stays visible.
    """
    last = _last_counted(terms, date.max)
    if last is None or last == date.max:  # nothing follows what has no end
        return day, False
    if last >= day or (day <= last + GRACE and _ran_out(terms, last)):
        return last + A_DAY, True
    return day, False


def open_until(terms: Sequence[TermFacts], day: date) -> date | None:
    """The last day on which all stays open if nobody pays and nothing ends; None where there is no such day."""
    if not standing(terms, day).is_open:
        return None
    closing = (one for one in sorted(_days_that_may_close(terms)) if one >= day)
    return next((one for one in closing if not standing(terms, one + A_DAY).is_open), None)


def open_spans(terms: Sequence[TermFacts]) -> list[tuple[date, date | None]]:
    """First and last day of each stretch in which it was, is or will be open as things are; None: no end."""
    closing = {day for day in _days_that_may_close(terms) if day < date.max}
    turning = {one + A_DAY for one in closing} | {term.starts_on for term in terms}
    turning |= {term.paid_on for term in terms if term.paid_on}
    spans: list[tuple[date, date | None]] = []
    begun: date | None = None
    for day in sorted(turning):
        if standing(terms, day).is_open:
            begun = begun or day
        elif begun:
            spans.append((begun, day - A_DAY))
            begun = None
    return [*spans, (begun, None)] if begun else spans


def _days_that_may_close(terms: Iterable[TermFacts]) -> set[date]:
    ends = {end for term in terms for end in (term.last_day, term.ends_on, term.due_on) if end}
    ended = {term.ended_on - A_DAY for term in terms if term.ended_on}
    return ends | ended | {end + GRACE for end in ends}


def _last_counted(terms: Iterable[TermFacts], day: date) -> date | None:
    return max((last for term in terms if (last := term.last_counted(day))), default=None)


def _ran_out(terms: Iterable[TermFacts], last: date) -> bool:
    """Whether the last day that counted was the natural end of a term."""
    return any(term.ends_on == last and not term.is_cut_short and term.counts(last) for term in terms)


def _waits_for_payment(term: TermFacts, day: date) -> bool:
    return (
        term.runs(day)
        and _is_unpaid(term, day)
        and term.due_on is not None
        and term.due_on < day <= term.due_on + GRACE
    )


def _is_unpaid(term: TermFacts, day: date) -> bool:
    if term.basis != INVOICE or (term.credited and term.ended_on is None):
        return False
    return term.paid_on is None or term.paid_on > day


def _newest(term: TermFacts) -> tuple[date, int]:
    return term.starts_on, term.key
