"""Two editions beside each other, part by part and word by word. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rounds.core.merging import Piece, differences


class How(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    SAME = "same"


class Part(NamedTuple):
    """Of an edition: what is said about the course, or a lesson with all that is in it. `key` holds across editions."""

    key: str
    title: str
    text: str


class Difference(NamedTuple):
    """`title` and `text`: in pieces that stayed, went or came."""

    how: How
    key: str
    title: list[Piece]
    text: list[Piece]


def between(old: Sequence[Part], new: Sequence[Part]) -> list[Difference]:
    """All parts of both: in the order of the new edition, and then those that are gone."""
    before = {one.key: one for one in old}
    kept = {one.key for one in new}
    gone = [Difference(How.REMOVED, one.key, *_pieces(one, None)) for one in old if one.key not in kept]
    return [*(_of(before.get(one.key), one) for one in new), *gone]


def _of(was: Part | None, one: Part) -> Difference:
    if was is None:
        return Difference(How.ADDED, one.key, *_pieces(None, one))
    how = How.SAME if was == one else How.CHANGED
    return Difference(how, one.key, *_pieces(was, one))


def _pieces(was: Part | None, now: Part | None) -> tuple[list[Piece], list[Piece]]:
    old, new = was or Part("", "", ""), now or Part("", "", "")
    return differences(old.title, new.title), differences(old.text, new.text)
