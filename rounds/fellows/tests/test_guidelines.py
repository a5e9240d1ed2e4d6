"""The fellows' guidelines say what the ladder asks for."""

import pytest
from django.test import Client

from rounds.fellows import guidelines, ladder, searching
from rounds.fellows.counting import words_of
from rounds.fellows.models import Level
from rounds.fellows.models import Passage as Section
from rounds.search.models import Passage


def test_every_level_has_its_part() -> None:
    found = guidelines.read()
    assert [one.key for one in found.parts] == [
        *Level.values,
        "how-it-is-decided",
        "what-is-public-and-what-is-not",
    ]
    assert found.intro.startswith("A fellow is")


def test_every_section_of_the_report_is_explained_in_its_order() -> None:
    text = guidelines.read().part(Level.SILVER).text
    places = [text.index(f"**{label}.**") for label in Section.Key.labels]
    assert places == sorted(places)
    assert "750 to 1,200 words" in text


def test_the_worked_report_is_as_they_ask() -> None:
    found = guidelines.worked_report()
    assert list(found) == Section.Key.values
    count = words_of(text for key, text in found.items() if key != Section.Key.TITLE)
    assert ladder.LEAST_WORDS <= count <= ladder.MOST_WORDS


def test_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        guidelines.read().part("diamond")


@pytest.mark.django_db
def test_everybody_reads_and_finds_them() -> None:
    text = Client().get("/fellows/guidelines/").content.decode()
    assert all(f'id="{one.key}"' in text for one in guidelines.read().parts)
    searching.refind()
    assert Passage.objects.get(kind=searching.KIND).url == "/fellows/guidelines/"
