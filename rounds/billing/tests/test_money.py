"""Amounts: exact to the last minor unit, written as the reader's language does."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rounds.billing.money import cents, digits, money, price, units
from rounds.billing.providers.stripe import _ours, _theirs


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (125_000, None, "$1,250.00"),
        (0, "USD", "$0.00"),
        (5, "USD", "$0.05"),
        (-5, "USD", "−$0.05"),
        (10**12, "EUR", "€10,000,000,000.00"),
        (1250, "JPY", "¥1,250"),
        (1250, "KWD", "KWD\xa01.250"),
        (100, "CHF", "CHF\xa01.00"),
        (100, "CAD", "CA$1.00"),
    ],
)
def test_an_amount_is_written_with_its_sign(amount: int, currency: str | None, written: str) -> None:
    assert money(amount, currency) == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (400_000, None, "$4,000"),
        (75, None, "$0.75"),
        (400_050, None, "$4,000.50"),
        (0, None, "$0"),
        (1250, "JPY", "¥1,250"),
        (1250, "KWD", "KWD\xa01.250"),
        (2000, "KWD", "KWD\xa02"),
    ],
)
def test_a_price_has_no_fraction_that_is_nothing(amount: int, currency: str | None, written: str) -> None:
    assert price(amount, currency) == written


def test_another_language_has_other_marks() -> None:
    with translation.override("de"):
        assert "1.250,00" in money(125_000, "EUR")


@given(st.integers(0, 10**14), st.sampled_from(["USD", "JPY", "KWD", "ISK"]))
def test_nothing_is_lost_between_units_and_cents(amount: int, currency: str) -> None:
    assert cents(units(amount, currency), currency) == amount
    assert -units(amount, currency).as_tuple().exponent == digits(currency)
    assert _ours(_theirs(amount, currency), currency) == amount


@pytest.mark.parametrize(("amount", "currency"), [("0.001", "USD"), ("1.5", "JPY"), ("0.0001", "KWD")])
def test_a_fraction_of_a_cent_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match=amount):
        cents(Decimal(amount), currency)


def test_stripe_counts_icelandic_kronas_in_hundredths() -> None:
    assert (_theirs(5, "ISK"), _theirs(5, "JPY"), _theirs(5, "USD")) == (500, 5, 5)


@pytest.mark.parametrize(("name", "value"), [("CURRENCY", "DOLLARS"), ("STRIPE_SECRET_KEY", "sk_alone")])
def test_a_setting_that_cannot_be_stops_the_start(settings: Any, name: str, value: str) -> None:
    setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match=r"billing\.E00"):
        call_command("check")
