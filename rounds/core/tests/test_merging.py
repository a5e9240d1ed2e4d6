"""Word by word: differences, and two changes in one text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.core.merging import Piece, differences, merged

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
texts = st.text("ab c.\n", max_size=40)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("Same words.", "Same words.", [("same", "Same words.")]),
        (
            "Never post about a patient.",
            "Never ever post about a patient.",
            [("same", "Never"), ("in", " ever"), ("same", " post about a patient.")],
        ),
        (
            "Ask her first.",
            "Ask him first.",
            [("same", "Ask"), ("out", " her"), ("in", " him"), ("same", " first.")],
        ),
        ("one a two", "uno a dos", [("out", "one a two"), ("in", "uno a dos")]),
        ("", "New.", [("in", "New.")]),
        ("Gone.", "", [("out", "Gone.")]),
    ],
)
def test_differences_are_told_by_the_word(old, new, pieces):
    assert differences(old, new) == [Piece(*one) for one in pieces]


@PATIENT
@given(texts, texts)
def test_the_pieces_hold_both_texts_whole(old, new):
    pieces = differences(old, new)
    assert "".join(one.text for one in pieces if one.how != "in") == old
    assert "".join(one.text for one in pieces if one.how != "out") == new


def test_changes_in_different_places_come_together():
    base = "Ask the officer first.\n\nNever post about a patient."
    ours = base.replace("the officer", "Dr. Ahmed")
    theirs = base.replace("a patient", "a patient or a photo of one")
    assert merged(base, ours, theirs) == (
        "Ask Dr. Ahmed first.\n\nNever post about a patient or a photo of one."
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Ask her first.", "Ask him first."),
        ("Ask first.", "Ask the officer or him first."),
        ("Ask the chief officer first.", "Ask the privacy officer first."),  # side by side
    ],
)
def test_changes_that_meet_are_left_to_a_person(ours, theirs):
    assert merged("Ask the officer first.", ours, theirs) is None


@PATIENT
@given(texts, texts)
def test_what_only_one_side_changed_is_taken(base, changed):
    assert merged(base, base, changed) == changed
    assert merged(base, changed, base) == changed
    assert merged(base, changed, changed) == changed


@PATIENT
@given(texts, texts, texts)
def test_it_does_not_matter_whose_change_is_whose(base, one, other):
    assert merged(base, one, other) == merged(base, other, one)
