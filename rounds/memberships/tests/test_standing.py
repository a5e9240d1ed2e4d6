"""Standing, by example and against a slow model that looks at every day by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.memberships.policy import GRACE_DAYS
from rounds.memberships.standing import (
    Standing,
    TermFacts,
    deciding,
    next_first_day,
    open_spans,
    open_until,
    standing,
)

FIRST, LAST = date(2026, 3, 10), date(2027, 3, 9)
PAID = TermFacts(FIRST, LAST, due_on=FIRST, paid_on=FIRST)
ON_TERMS = TermFacts(FIRST, LAST, due_on=date(2026, 4, 9))


def on(day: date, *terms: TermFacts) -> Standing:
    return standing(terms, day)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def test_who_never_had_a_term_has_no_standing():
    assert on(FIRST) == Standing.NONE


def test_a_paid_term_counts_from_its_first_day_to_its_last():
    assert [on(day, PAID) for day in (FIRST - days(1), FIRST, LAST)] == [
        Standing.NONE,
        Standing.CURRENT,
        Standing.CURRENT,
    ]


def test_after_its_end_thirty_days_stay_open_and_then_it_has_lapsed():
    assert [on(LAST + days(n), PAID) for n in (1, 30, 31, 4_000)] == [
        Standing.GRACE,
        Standing.GRACE,
        Standing.LAPSED,
        Standing.LAPSED,
    ]


def test_on_terms_it_counts_until_the_invoice_is_due_and_thirty_days_stay_open():
    due = date(2026, 4, 9)
    assert [on(due + days(n), ON_TERMS) for n in (0, 1, 30, 31)] == [
        Standing.CURRENT,
        Standing.GRACE,
        Standing.GRACE,
        Standing.LAPSED,
    ]


def test_a_late_payment_counts_from_its_day_and_the_gap_stays():
    late = replace(ON_TERMS, paid_on=date(2026, 8, 1))
    assert [on(day, late) for day in (date(2026, 7, 31), date(2026, 8, 1), LAST)] == [
        Standing.LAPSED,
        Standing.CURRENT,
        Standing.CURRENT,
    ]


def test_a_term_that_was_never_paid_has_no_days_of_grace_at_its_end():
    assert on(LAST + days(1), ON_TERMS) == Standing.LAPSED


def test_a_term_that_neither_was_paid_nor_has_a_day_to_pay_opens_nothing():
    assert on(FIRST, TermFacts(FIRST, LAST)) == Standing.NONE


@pytest.mark.parametrize("basis", ["waiver", "honor"])
def test_what_is_waived_or_honored_needs_no_invoice(basis):
    assert on(LAST, TermFacts(FIRST, LAST, basis=basis)) == Standing.CURRENT


def test_an_honor_without_end_counts_for_ever():
    honor = TermFacts(FIRST, None, basis="honor")
    assert on(date(2126, 1, 1), honor) == Standing.CURRENT
    assert open_until([honor], FIRST) is None


@pytest.mark.parametrize("reason", ["left", "refunded", "credited", "closed"])
def test_who_went_has_ended_without_grace(reason):
    gone = replace(PAID, ended_on=FIRST + days(10), ended_reason=reason)
    assert [on(FIRST + days(n), gone) for n in (9, 10, 400)] == [
        Standing.CURRENT,
        Standing.ENDED,
        Standing.ENDED,
    ]


def test_who_never_paid_has_lapsed_without_grace():
    unpaid = replace(ON_TERMS, ended_on=date(2026, 5, 20), ended_reason="unpaid")
    assert on(date(2026, 5, 20), unpaid) == Standing.LAPSED


def test_an_upgrade_leaves_no_day_between():
    middle = date(2026, 9, 1)
    before = replace(PAID, ended_on=middle, ended_reason="upgraded", key=1)
    after = TermFacts(middle, LAST, due_on=middle, paid_on=middle, key=2)
    assert {on(middle + days(n), before, after) for n in (-1, 0, 1)} == {Standing.CURRENT}
    assert deciding([before, after], middle) == after


def test_a_gap_between_two_terms_stays_visible():
    again = date(2027, 6, 1)
    back = TermFacts(again, date(2028, 5, 31), due_on=again, paid_on=again)
    seen = [on(day, PAID, back) for day in (LAST, again - days(1), again)]
    assert seen == [Standing.CURRENT, Standing.LAPSED, Standing.CURRENT]


def test_a_renewal_that_is_refunded_before_it_begins_ends_without_grace():
    begins = LAST + days(1)
    renewed = TermFacts(begins, date(2028, 3, 9), paid_on=LAST, ended_on=begins, ended_reason="refunded")
    assert [on(day, PAID, renewed) for day in (LAST, begins)] == [Standing.CURRENT, Standing.ENDED]


def test_in_grace_the_term_that_ran_out_decides():
    assert deciding([PAID], LAST + days(3)) == PAID
    assert deciding([PAID], LAST + days(31)) is None


def test_it_stays_open_until_the_grace_of_the_last_term_is_over():
    renewed = TermFacts(LAST + days(1), date(2028, 3, 9), paid_on=LAST)
    assert open_until([PAID], FIRST) == LAST + days(30)
    assert open_until([PAID, renewed], FIRST) == date(2028, 3, 9) + days(30)
    assert open_until([ON_TERMS], FIRST) == date(2026, 4, 9) + days(30)


# --- Against the slow model ------------------------------------------------------------------------------------------

ORIGIN = date(2026, 1, 1)
_day = st.integers(0, 300).map(lambda n: ORIGIN + timedelta(days=n))


@st.composite
def _terms(draw: st.DrawFn) -> TermFacts:
    starts = draw(_day)
    basis = draw(st.sampled_from(["invoice", "invoice", "invoice", "waiver", "honor"]))
    ends = starts + timedelta(days=draw(st.integers(0, 90)))
    ended = draw(st.none() | st.integers(0, 90).map(lambda n: starts + timedelta(days=n)))
    return TermFacts(
        starts_on=starts,
        ends_on=None if basis == "honor" and draw(st.booleans()) else ends,
        basis=basis,
        due_on=draw(st.none() | st.integers(-20, 60).map(lambda n: starts + timedelta(days=n))),
        paid_on=draw(st.none() | st.integers(-40, 120).map(lambda n: starts + timedelta(days=n))),
        credited=draw(st.sampled_from([False, False, True])),
        ended_on=ended,
        ended_reason=draw(st.sampled_from(["upgraded", "refunded", "unpaid", "credited", "left", "closed"]))
        if ended
        else "",
        key=draw(st.integers(1, 99)),
    )


def runs(term: TermFacts, day: date) -> bool:
    if day < term.starts_on or (term.ends_on and day > term.ends_on):
        return False
    return not (term.ended_on and day >= term.ended_on)


def is_paid(term: TermFacts, day: date) -> bool:
    return term.paid_on is not None and term.paid_on <= day


def is_void(term: TermFacts) -> bool:
    return term.credited and not term.ended_on


def is_covered(term: TermFacts, day: date) -> bool:
    """Paid, invoiced on terms, or waived."""
    if not runs(term, day):
        return False
    if term.basis != "invoice":
        return True
    return not is_void(term) and (is_paid(term, day) or (term.due_on is not None and day <= term.due_on))


def slowly(terms: Sequence[TermFacts], day: date) -> Standing:
    past = [ORIGIN + timedelta(days=n) for n in range((day - ORIGIN).days + 1)]
    covered = [one for one in past if any(is_covered(term, one) for term in terms)]
    if day in covered:
        return Standing.CURRENT
    for term in terms:
        unpaid = term.basis == "invoice" and not is_paid(term, day) and not is_void(term)
        if unpaid and runs(term, day) and term.due_on and 0 < (day - term.due_on).days <= GRACE_DAYS:
            return Standing.GRACE
    if not covered:
        return Standing.NONE
    last = covered[-1]
    since = [last + timedelta(days=n) for n in range(1, (day - last).days + 1)]
    goodbyes = {"left", "refunded", "credited", "closed"}
    if any(term.ended_on in since and term.ended_reason in goodbyes for term in terms):
        return Standing.ENDED
    ran_out = [term for term in terms if term.ends_on == last and is_covered(term, last)]
    if len(since) <= GRACE_DAYS and ran_out:
        return Standing.GRACE
    return Standing.LAPSED


@given(st.lists(_terms(), max_size=5), _day)
def test_it_agrees_with_looking_at_every_day(terms, day):
    assert standing(terms, day) == slowly(terms, day)


@given(st.lists(_terms(), max_size=5), _day)
def test_nothing_is_open_on_a_day_that_is_neither_covered_nor_in_grace(terms, day):
    if standing(terms, day).is_open:
        near = [day - timedelta(days=n) for n in range(GRACE_DAYS + 1)]
        unpaid = [term.due_on for term in terms if runs(term, day) and term.due_on]
        assert any(is_covered(term, one) for term in terms for one in near) or any(
            one in near for one in unpaid
        )


@given(st.lists(_terms(), max_size=5), _day)
def test_a_term_decides_exactly_while_it_is_open(terms, day):
    assert (deciding(terms, day) is not None) == standing(terms, day).is_open


@given(st.lists(_terms(), max_size=4), _day, _terms())
def test_what_comes_later_changes_no_day_before_it(terms, day, later):
    if later.starts_on > day:
        assert standing([*terms, later], day) == standing(terms, day)


@given(st.lists(_terms(), max_size=4), _day)
def test_it_is_open_to_the_day_that_is_named_and_not_on_the_next(terms, day):
    until = open_until(terms, day)
    if until:
        assert standing(terms, until).is_open
        assert not standing(terms, until + timedelta(days=1)).is_open


@given(st.lists(_terms(), max_size=4), _day)
def test_the_stretches_hold_exactly_the_days_that_are_open(terms, day):
    held = any(first <= day and (last is None or day <= last) for first, last in open_spans(terms))
    assert held == standing(terms, day).is_open


@given(st.lists(_terms(), max_size=4), _day)
def test_the_next_year_begins_where_the_last_ends_or_today_and_never_before(terms, day):
    first, goes_on = next_first_day(terms, day)
    assert first >= day or (goes_on and first > day - timedelta(days=GRACE_DAYS + 1))
    assert goes_on or first == day
    assert not any(term.counts(first) for term in terms if goes_on)


def test_paid_in_grace_the_next_year_goes_on_and_paid_later_it_begins_that_day():
    assert next_first_day([PAID], LAST + days(30)) == (LAST + days(1), True)
    assert next_first_day([PAID], LAST + days(31)) == (LAST + days(31), False)
    assert next_first_day([PAID], FIRST) == (LAST + days(1), True)
