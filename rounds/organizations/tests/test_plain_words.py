"""The words that names are compared by: one form for what is said in many languages and scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rounds.organizations.names import meant, plain_words
from rounds.organizations.names.common_words import LEGAL, SMALL, WORDS

SAID = [
    ("Krankenhaus Sankt Maria", "hospital saint mary"),
    ("St. Mary's Hospital, Inc.", "saint mary hospital"),
    ("Hôpital Sainte-Marie", "hospital saint mary"),
    ("Ospedale Santa Maria", "hospital saint mary"),
    ("Szpital Świętej Marii", "hospital saint marii"),
    ("Sint-Maria Ziekenhuis", "saint mary hospital"),
    ("Universitätsklinikum Köln", "university hospital cologne"),
    ("Kreiskrankenhaus Freiberg", "county hospital freiberg"),
    ("Karolinska Universitetssjukhuset", "karolinska university hospital"),
    ("Kinderspital Zürich", "children hospital zurich"),
    ("Hospital Universitario de Niños", "hospital university children"),
    ("Centro de Salud São João", "center health saint john"),
    ("Городская больница № 5", "municipal hospital 5"),
    ("Γενικό Νοσοκομείο Αθηνών", "general hospital athens"),
    ("مستشفى الملك", "hospital lmlk"),
    ("בית חולים", "vyt hvlym"),
    ("北京大学第三医院", "beijing university 3 hospital"),
    ("東京大学医学部附属病院", "tokyo university medical school affiliated hospital"),
    ("医療法人社団東京中央病院", "tokyo central hospital"),
    ("サンタ病院", "saint hospital"),
    ("서울대학교병원", "seoul university hospital"),
    ("고려대학교 안산병원", "korea university ansan hospital"),
    ("Ankara Şehir Hastanesi", "ankara municipal hospital"),
    ("Helsingin yliopistollinen sairaala", "helsingin university hospital"),
    ("CHU de Liège", "center hospital university liege"),
    ("Marion VAMC", "marion veteran medical center"),
    ("Mercy & Unity Med. Ctr., LLC", "mercy unity medical center"),
    ("2nd Affiliated Hospital", "2 affiliated hospital"),
    ("Baptist Health Care II", "baptist health 2"),
]


@pytest.mark.parametrize(("name", "words"), SAID, ids=[name for name, _ in SAID])
def test_a_name_has_the_same_words_in_every_language(name: str, words: str) -> None:
    assert plain_words(name) == tuple(words.split())


@pytest.mark.parametrize("name", [name for name, _ in SAID])
def test_comparing_a_form_again_changes_nothing(name: str) -> None:
    assert plain_words(" ".join(plain_words(name))) == plain_words(name)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_words_of_plain_letters_that_stay(text: str) -> None:
    words = plain_words(text)
    assert all(word.isascii() and word == word.lower() and " " not in word for word in words)
    assert plain_words(" ".join(words)) == words


def test_no_word_stands_for_one_that_stands_for_another() -> None:
    assert [form for forms in WORDS.values() for form in forms if form in WORDS] == []


def test_a_name_of_nothing_but_small_words_keeps_them() -> None:
    assert SMALL.isdisjoint(LEGAL - {"as", "og", "se", "na", "pa"})
    assert plain_words("The Inc.") == ("the", "inc")


@pytest.mark.parametrize(
    ("typed", "is_meant"),
    [
        ("hosptial", ("hospital",)),
        ("behavoral", ("psychiatric",)),
        ("rehabilitaton", ("rehabilitation",)),
        ("mercyone", ("mercyone",)),
        ("oak", ("oak",)),
    ],
)
def test_a_slip_in_a_common_word_is_seen_and_a_name_is_left_alone(typed: str, is_meant: tuple[str]) -> None:
    assert meant(typed) == is_meant


def test_ten_thousand_letters_are_cut_short() -> None:
    assert sum(map(len, plain_words("x" * 10_000))) <= 300
    assert len(plain_words("a1 " * 5_000)) <= 40
