"""Two editions beside each other."""

from rounds.core.merging import Piece
from rounds.policies.checking import Part
from rounds.policies.differing import Difference, How, between

PRIVACY = Part("privacy", "Privacy", "Never post **a name**.")


def one(key: str, text: str) -> list[Piece]:
    return [Piece(key, text)]


def test_clauses_stay_change_come_and_go():
    same, gone, new = (
        Part("same", "Same", "Stays."),
        Part("old", "Old", "Goes."),
        Part("new", "New", "Comes."),
    )
    changed = PRIVACY._replace(text="Never post **a face**.", is_optional=True)

    assert between([gone, same, PRIVACY], [new, same, changed]) == [
        Difference(How.ADDED, "new", one("in", "New"), one("in", "Comes.")),
        Difference(How.SAME, "same", one("same", "Same"), one("same", "Stays.")),
        Difference(
            How.CHANGED,
            "privacy",
            one("same", "Privacy"),
            [Piece("same", "Never post a"), Piece("out", " name."), Piece("in", " face.")],
            True,
        ),
        Difference(How.REMOVED, "old", one("out", "Old"), one("out", "Goes.")),
    ]


def test_blanks_are_said_by_their_labels_of_either_edition():
    (difference,) = between([], [Part("a", "A", "Ask {{officer}}.")], {"officer": "the officer"})

    assert difference.text == one("in", "Ask [the officer].")


def test_a_change_of_the_look_alone_is_shown_as_it_is_written():
    (difference,) = between([PRIVACY], [PRIVACY._replace(text="Never post a name.")])

    assert (difference.how, difference.text) == (
        How.CHANGED,
        [Piece("same", "Never post"), Piece("out", " **a name**."), Piece("in", " a name.")],
    )


def test_moving_a_clause_and_changing_its_guidance_is_no_difference():
    other = Part("other", "Other", "Text.")

    found = between([PRIVACY, other], [other, PRIVACY._replace(guidance="Why.")])

    assert [difference.how for difference in found] == [How.SAME, How.SAME]
