"""Two editions beside each other, clause by clause and word by word. Pure."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rounds.core.merging import Piece, differences
from rounds.policies.checking import Part
from rounds.policies.text import NONE, Words, plain


class How(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    SAME = "same"


class Difference(NamedTuple):
    """A clause. `heading`, `text`: in pieces that stayed, went or came. `optional`: what it is now, if that changed."""

    how: How
    key: str
    heading: list[Piece]
    text: list[Piece]
    optional: bool | None = None


def between(old: Sequence[Part], new: Sequence[Part], labels: Words = NONE) -> list[Difference]:
    """All clauses of both: in the order of the new edition, and then those that are gone. `labels` of blanks."""
    before, after = {one.key: one for one in old}, {one.key: one for one in new}
    gone = [one for one in old if one.key not in after]
    return [*_of(before, new, labels), *(_gone(one, labels) for one in gone)]


def _of(before: dict[str, Part], new: Sequence[Part], labels: Words) -> Iterator[Difference]:
    for one in new:
        was = before.get(one.key)
        heading = differences(was.heading if was else "", one.heading)
        text = _text(was.text if was else "", one.text, labels)
        if was is None:
            yield Difference(How.ADDED, one.key, heading, text)
            continue
        optional = one.is_optional if one.is_optional != was.is_optional else None
        is_same = (was.heading, was.text) == (one.heading, one.text) and optional is None
        yield Difference(How.SAME if is_same else How.CHANGED, one.key, heading, text, optional)


def _gone(one: Part, labels: Words) -> Difference:
    return Difference(How.REMOVED, one.key, differences(one.heading, ""), _text(one.text, "", labels))


def _text(old: str, new: str, labels: Words) -> list[Piece]:
    """As it is read; where only the markup differs, as it is written."""
    was, now = plain(old, labels=labels), plain(new, labels=labels)
    return differences(old, new) if was == now and old != new else differences(was, now)
