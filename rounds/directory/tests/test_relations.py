"""Two sites that say the same of each other."""

import pytest

from rounds.directory.checking.relations import is_part

PART, WHOLE = "https://www.part.example/", "https://whole.example"


@pytest.mark.parametrize(
    ("part", "whole", "agree"),
    [
        ({"belongto": [WHOLE]}, {"member": [PART]}, True),
        ({"controlledby": ["https://www.whole.example/"]}, {"control": ["http://part.example"]}, True),
        ({"belongto": [WHOLE]}, {}, False),
        ({}, {"member": [PART]}, False),
        ({"belongto": [WHOLE]}, {"control": [PART]}, False),
        ({"belongto": ["https://other.example"]}, {"member": [PART]}, False),
        ({"belongto": ["https://whole.example/north/"]}, {"member": [PART]}, False),
        ({"belongto": WHOLE}, {"member": [7]}, False),
    ],
)
def test_both_must_say_so_with_words_that_match(part: dict, whole: dict, agree: bool) -> None:
    assert is_part(part, PART, whole, WHOLE) is agree


def test_without_a_website_nothing_is_agreed() -> None:
    assert not is_part({"belongto": [""]}, "", {"member": [""]}, "")
