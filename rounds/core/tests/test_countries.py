import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.core.countries import (
    country_choices,
    country_code,
    country_name,
    is_country,
    place_of,
    region_code,
    region_name,
)
from rounds.core.region_names import ENGLISH_NAMES


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("US", "United States"),
        ("GB", "United Kingdom"),
        ("KR", "South Korea"),
        ("TW", "Taiwan"),
        ("RU", "Russia"),
        ("IR", "Iran"),
        ("VN", "Vietnam"),
        ("PR", "Puerto Rico"),
        ("XK", "Kosovo"),
    ],
)
def test_a_country_has_the_name_that_people_use(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize("code", ["", "us", "USA", "UK", "EL", "ZZ"])
def test_what_is_no_code_of_a_country_is_none_and_names_itself(code: str) -> None:
    assert (is_country(code), country_name(code)) == (False, code)


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("US", "Minnesota", "US-MN"),
        ("US", "MN", "US-MN"),
        ("US", "us-mn", "US-MN"),
        ("US", "Washington, D.C.", "US-DC"),
        ("CA", "québec", "CA-QC"),
        ("DE", "North Rhine-Westphalia", "DE-NW"),
        ("DE", "Nordrhein-Westfalen", "DE-NW"),
        ("ES", "Cataluña", "ES-CT"),
        ("CN", "Anhui", "CN-AH"),
        ("KR", "Busan", "KR-26"),
        ("JP", "Hyōgo", "JP-28"),
    ],
)
def test_a_region_is_found_by_code_and_by_any_of_its_names(country: str, text: str, code: str) -> None:
    assert region_code(country, text) == code


@pytest.mark.parametrize(
    ("country", "text"), [("US", ""), ("US", "Bavaria"), ("ZZ", "MN"), ("UZ", "Tashkent")]
)
def test_a_region_that_cannot_be_told_is_empty(country: str, text: str) -> None:
    assert region_code(country, text) == ""


def test_a_region_has_its_name_without_the_notes_of_the_standard() -> None:
    codes = ("US-MN", "GB-WLS", "GB-VGL", "ZZ-1")
    assert [region_name(code) for code in codes] == ["Minnesota", "Wales", "The Vale of Glamorgan", "ZZ-1"]


def test_every_english_name_leads_to_a_region_that_exists() -> None:
    codes = {
        (country, name): region_code(country, name)
        for country, names in ENGLISH_NAMES.items()
        for name in names
    }
    assert [told for told, code in codes.items() if region_name(code) == code] == []


def test_choices_are_in_the_order_of_their_names() -> None:
    assert [name for _, name in country_choices()][:3] == ["Afghanistan", "Åland Islands", "Albania"]


def test_a_place_is_written_from_its_codes_without_what_is_blank() -> None:
    assert place_of("Rochester", "US-MN", "US") == "Rochester, Minnesota, United States"
    assert place_of("", "", "FR") == "France"


@given(st.text(max_size=3), st.text())
def test_no_text_raises(country: str, text: str) -> None:
    assert isinstance(region_code(country, text) + country_name(country) + region_name(text), str)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("USA", "US"),
        ("U.S.", "US"),
        ("United States of America", "US"),
        ("Deutschland", "DE"),
        ("UK", "GB"),
        ("england", "GB"),
        ("España", "ES"),
        ("日本", "JP"),
        ("JPN", "JP"),
        ("ch", "CH"),
        ("Iran", "IR"),
        ("South Korea", "KR"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_what_people_write(written: str, code: str) -> None:
    assert country_code(written) == code
