"""What a year costs, and a part of one."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.memberships.dues import (
    Band,
    Quote,
    Tariff,
    days_of_year_to,
    last_day_of_year,
    part_of_year,
    points_for,
    quote,
)

ORGANIZATION = Tariff(
    price_cents=0,
    seats=0,
    extra_seat_cents=50_00,
    points_percent=50,
    bands=(Band(0, 500_00, 5), Band(50_000_000, 4_000_00, 20), Band(5_000_000, 1_500_00, 10)),
)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_dues_of_four_thousand_dollars_bring_two_thousand_points():
    assert quote(ORGANIZATION, revenue=80_000_000) == Quote(4_000_00, 20, 20, 50_00, 2_000)


@pytest.mark.parametrize(
    ("revenue", "cents"),
    [(0, 500_00), (4_999_999, 500_00), (5_000_000, 1_500_00), (49_999_999, 1_500_00), (10**15, 4_000_00)],
)
def test_a_band_begins_at_its_revenue_and_ends_below_the_next(revenue, cents):
    assert quote(ORGANIZATION, revenue=revenue).cents == cents


def test_seats_beyond_those_included_cost_each():
    asked = quote(ORGANIZATION, revenue=1, seats=8)
    assert (asked.cents, asked.seats, asked.extra_seats, asked.points) == (650_00, 8, 3, 325)


def test_fewer_seats_than_those_included_cost_no_less():
    assert quote(ORGANIZATION, revenue=1, seats=2) == quote(ORGANIZATION, revenue=1)


def test_without_bands_everybody_pays_the_same():
    assert quote(Tariff(price_cents=95_00, seats=0), revenue=10**9).cents == 95_00


def test_points_are_whole_and_rounded_down():
    assert [points_for(cents, 50) for cents in (0, 199, 300, 399, 4_000_00)] == [0, 0, 1, 1, 2_000]


@given(st.integers(0, 10**9), st.integers(0, 366), st.sampled_from([365, 366]))
def test_a_part_of_a_year_is_the_exact_part_rounded_half_up(cents, days, of):
    days = min(days, of)
    exact = Fraction(cents * days, of)
    assert -Fraction(1, 2) < part_of_year(cents, days=days, of=of) - exact <= Fraction(1, 2)


@given(st.integers(0, 10**9), st.sampled_from([365, 366]))
def test_no_day_costs_nothing_and_all_days_cost_all(cents, of):
    assert (part_of_year(cents, days=0, of=of), part_of_year(cents, days=of, of=of)) == (0, cents)


def test_a_part_larger_than_the_whole_is_refused():
    with pytest.raises(ValueError, match="between nothing and all"):
        part_of_year(100, days=366, of=365)


@given(DAYS)
def test_a_year_has_365_or_366_days_and_the_next_begins_the_day_after(first):
    last = last_day_of_year(first)
    assert (last - first).days + 1 in {365, 366}
    assert (last + timedelta(days=1)).replace(year=2000) in {first.replace(year=2000), date(2000, 3, 1)}


@given(DAYS)
def test_the_days_of_the_year_to_a_day_go_back_to_its_anniversary(first):
    last = last_day_of_year(first)
    if (first.month, first.day) != (2, 29):
        assert days_of_year_to(last) == (last - first).days + 1


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 3, 10), date(2027, 3, 9)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_a_year_ends_on_the_day_before_the_anniversary(first, last):
    assert last_day_of_year(first) == last
