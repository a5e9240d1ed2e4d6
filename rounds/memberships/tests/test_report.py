"""Who joined, stayed and went."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rounds.memberships.report import Cohort, Month, cohorts, months


def test_a_month_tells_who_came_and_who_went():
    stayed = [(date(2026, 1, 5), None)]
    came = [(date(2026, 3, 2), date(2027, 4, 1))]
    went = [(date(2025, 3, 1), date(2026, 3, 10))]
    back = [(date(2024, 1, 1), date(2025, 1, 30)), (date(2026, 3, 31), None)]
    [march] = months([stayed, came, went, back, []], until=date(2026, 3, 31), count=1)
    assert march == Month(date(2026, 3, 1), before=2, joined=1, returned=1, left=1, after=3)


def test_of_those_who_joined_in_a_year_it_tells_how_many_paid_again():
    left = [(date(2024, 5, 1), date(2025, 5, 30))]
    stayed = [(date(2024, 5, 1), None)]
    new = [(date(2026, 1, 1), None)]
    assert cohorts([left, stayed, new], until=date(2026, 8, 1)) == [
        Cohort(2024, 2, (1, 1, None)),
        Cohort(2026, 1, (None, None, None)),
    ]


_days = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def _spans(draw: st.DrawFn) -> list:
    turning = sorted(draw(st.lists(_days, max_size=6, unique=True)))
    return [(first, last) for first, last in zip(turning[::2], turning[1::2], strict=False)]


def _apart(spans: list) -> bool:
    return all(b[0] > a[1] + timedelta(days=1) for a, b in pairwise(spans))


@given(st.lists(_spans().filter(_apart), max_size=6), _days)
def test_every_month_adds_up(memberships, until):
    for month in months(memberships, until=until, count=24):
        assert month.after == month.before + month.joined + month.returned - month.left
