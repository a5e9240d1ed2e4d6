"""What is new, changed and gone between two editions."""

from rounds.core.merging import Piece
from rounds.plans.differing import How, between
from rounds.plans.shape import read


def plan(text="", rows=(), **about):
    return read({**about, "sections": [{"key": "tactics", "text": text, "rows": list(rows)}]})


def test_words_are_compared_by_words_and_rows_by_their_numbers():
    old = plan("We post daily.", [{"id": 1, "text": "Answer"}, {"id": 2, "text": "Listen"}])
    new = plan("We post weekly.", [{"id": 1, "text": "Answer soon"}, {"id": 3, "text": "Film"}])
    (found,) = between(old, new).changed
    assert found.key == "tactics"
    assert found.pieces == [Piece("same", "We post"), Piece("out", " daily."), Piece("in", " weekly.")]
    assert [(one.how, one.title) for one in found.rows] == [
        (How.CHANGED, "Answer soon"),
        (How.ADDED, "Film"),
        (How.GONE, "Listen"),
    ]
    (cell,) = found.rows[0].cells
    assert (cell.label, cell.pieces) == ("Tactic", [Piece("same", "Answer"), Piece("in", " soon")])


def test_the_same_twice_differs_in_nothing():
    one = plan("We post.", [{"id": 1, "text": "Answer"}])
    assert between(one, one).is_same
    assert not between(one, plan("We post.", [{"id": 1, "text": "Answer"}], title="Anew")).is_same
