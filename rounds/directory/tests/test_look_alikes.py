import time

import pytest

from rounds.directory.moderation.look_alikes import LookAlike, Why, find, mixes_alphabets


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("may0clinic", Why.HOMOGLYPHS),  # zero for o
        ("mayocIinic", Why.HOMOGLYPHS),  # capital i for l
        ("m\u0430yoclinic", Why.HOMOGLYPHS),  # Cyrillic а
        ("m\u0430y\u043e\u0441linic", Why.HOMOGLYPHS),  # three of them
        ("rnayoclinic", Why.HOMOGLYPHS),  # rn for m
        ("mayoclinnic", Why.DOUBLED),
        ("mayo_clinic", Why.SEPARATORS),
        ("mayo.clinic", Why.SEPARATORS),
        ("mayoclinik", Why.ONE_LETTER),
        ("mayocliinc", Why.ONE_LETTER),  # two letters swapped
        ("mayoclinics", Why.ONE_LETTER),
    ],
)
def test_a_name_that_looks_like_a_listed_one_is_found_with_the_reason(name: str, why: Why) -> None:
    assert find(name, ["mayoclinic", "clevelandclinic"]) == [LookAlike("mayoclinic", why)]


@pytest.mark.parametrize("name", ["mayoclinic", "MayoClinic", "@mayoclinic", "mountsinai", "mayo", ""])
def test_the_name_itself_and_other_names_are_no_look_alikes(name: str) -> None:
    assert find(name, ["mayoclinic"]) == []


def test_short_names_differ_by_a_letter_without_meaning_anything() -> None:
    assert find("nhx", ["nhs"]) == []


def test_the_most_deliberate_likeness_comes_first() -> None:
    assert [one.why for one in find("mayo0clinic", ["mayo_0clinic", "mayooclinic", "mayo1clinic"])] == [
        Why.HOMOGLYPHS,
        Why.SEPARATORS,
        Why.ONE_LETTER,
    ]


def test_fifty_thousand_names_are_looked_through_in_a_blink() -> None:
    names = [f"hospital{number:06}" for number in range(50_000)]
    started = time.perf_counter()
    find("mayoclinic", names)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    ("text", "mixes"),
    [
        ("M\u0430yo Clinic", True),
        ("Mayo Clinic", False),
        ("Городская больница", False),
        ("Клиника Mayo", False),
        ("順天堂 Hospital", False),
    ],
)
def test_letters_of_two_alphabets_in_one_word_are_seen(text: str, mixes: bool) -> None:
    assert mixes_alphabets(text) is mixes
