import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.core.npi import is_valid


@pytest.mark.parametrize("npi", ["1234567893", "1245319599", "1000000004"])
def test_a_number_whose_check_digit_is_right_is_valid(npi: str) -> None:
    assert is_valid(npi)


@pytest.mark.parametrize(
    "npi",
    [
        "",
        "1234567890",
        "123456789",
        "12345678930",
        "3234567891",
        "0234567894",
        " 1234567893",
        "1234567893\n",
        "١٢٣٤٥٦٧٨٩٣",
    ],
)
def test_anything_else_is_not(npi: str) -> None:
    assert not is_valid(npi)


@given(st.sampled_from("12"), st.integers(0, 99_999_999))
def test_of_the_ten_last_digits_exactly_one_is_right(first: str, middle: int) -> None:
    assert sum(is_valid(f"{first}{middle:08}{last}") for last in range(10)) == 1


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert is_valid(text) in {True, False}
