"""Amounts as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.memberships.amounts import MOST, read_amount


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("80000000", 80_000_000),
        ("$80,000,000", 80_000_000),
        ("80.000.000", 80_000_000),
        ("80 000 000", 80_000_000),
        ("80'000'000", 80_000_000),
        ("80,000,000.00", 80_000_000),
        ("80 million", 80_000_000),
        ("80m", 80_000_000),
        ("USD 1.5 billion", 1_500_000_000),
        ("1,5 Mio. €", 1_500_000),
        ("750k", 750_000),
        ("0", 0),
        ("1.500 million", 1_500_000),
    ],
)
def test_it_is_read_as_it_is_meant(written, amount):
    assert read_amount(written) == amount


@pytest.mark.parametrize("written", ["", "a lot", "-5", "80 zillion", "1e9", "9" * 30, "5 or 6", "٣ lots"])
def test_what_is_no_amount_is_none(written):
    assert read_amount(written) is None


@given(st.integers(0, MOST), st.sampled_from([",", ".", " ", "'"]))
def test_whatever_separates_thousands_the_amount_is_the_same(amount, separator):
    assert read_amount(f"{amount:,}".replace(",", separator)) == amount


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    read = read_amount(text)
    assert read is None or 0 <= read <= MOST
