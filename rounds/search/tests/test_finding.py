from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from rounds.search.find import Asked, find, items
from rounds.search.passages import forget, keep
from rounds.search.tests.factories import passage, thing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


def found(words, zones=("public",)):
    return items("article", words, zones, today=TODAY)


def test_all_words_must_be_there_each_at_the_beginning_of_a_word():
    thing(1, "How hospitals answer complaints")
    thing(2, "How hospitals answer praise")
    assert found("hosp compl") == [1]


def test_a_word_of_the_title_counts_more_than_one_of_the_text():
    thing(1, "About privacy and many other things", title="Crisis")
    thing(2, "About a crisis and many other things", title="Privacy")
    assert found("privacy") == [2, 1]


def test_of_two_alike_the_newer_comes_first():
    thing(1, "privacy", published_at=None)
    thing(2, "privacy")
    assert found("privacy") == [2, 1]


def test_a_phrase_is_found_word_for_word():
    thing(1, "The patient portal is closed")
    thing(2, "The portal for a patient is closed")
    assert found('"patient portal"') == [1]


@pytest.mark.parametrize(
    ("asked", "text"), [("policies", "a policy"), ("policy", "two policies"), ("vaccines", "a vaccine")]
)
def test_the_singular_finds_the_plural_and_the_other_way(asked, text):
    thing(1, text)
    assert found(asked) == [1]


@pytest.mark.parametrize("asked", ["Çöl", "col", "COL", "what's", "whats"])
def test_accents_case_and_apostrophes_make_no_difference(asked):
    thing(1, "Çöl, what’s that")
    assert found(asked) == [1]


def test_words_that_stand_everywhere_are_asked_for_only_alone():
    thing(1, "Answer complaints")
    thing(2, "To be")
    assert found("how to answer complaints") == [1]
    assert found("to be") == [2]


def test_a_thing_is_found_by_the_passages_it_has_now():
    keep("article", 1, [passage("before"), passage("and before")])
    keep("article", 1, [passage("after")])
    assert (found("before"), found("after")) == ([], [1])
    forget("article", [1])
    assert found("after") == []


def test_a_thing_with_several_passages_is_found_once():
    keep("article", 1, [passage("privacy"), passage("privacy again", zone="guest")])
    assert found("privacy", ("public", "guest")) == [1]


HOSTILE = [
    '"', '""', "*", "(", ")", "NEAR(a b)", "a AND", "OR", "NOT a", "title:secret", "^a", "a\0b", "\0", "' OR 1=1 --",
    "a" * 9_000, "a & b | !secret", ":*", "<->", "\\", "%", "_", "{a}", "💉", '"' * 10_000, "( " * 5_000, "a " * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("asked", HOSTILE, ids=lambda asked: repr(asked[:12]))
def test_nothing_that_is_typed_is_an_operator_or_breaks_anything(asked):
    thing(1, "secret", title="Thing")
    assert found(asked) == []


def test_nothing_is_found_without_a_zone():
    thing(1, "privacy")
    assert found("privacy", ()) == []


def test_a_kind_of_which_nothing_is_new_has_its_best_as_well(monkeypatch):
    monkeypatch.setattr("rounds.search.index.WEIGHED", 2)
    thing(1, "privacy", kind="resource")
    for item in range(2, 6):
        thing(item, "privacy")
    found = find(Asked("privacy"), AnonymousUser(), today=TODAY)
    assert [(group.kind, group.count, bool(group.results)) for group in found.groups] == [
        ("article", 4, True),
        ("resource", 1, True),
    ]
