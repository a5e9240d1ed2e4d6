"""Word by word: what differs between two texts, and two changes of one text brought together. Pure."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\n|[^\S\n]*\S+|[^\S\n]+")  # together they are the whole text
SAME, OUT, IN = "same", "out", "in"


class Piece(NamedTuple):
    """`how`: "same", "out" (in the old text alone) or "in" (in the new one alone)."""

    how: str
    text: str


class _Edit(NamedTuple):
    """Words of the base from `start` up to `end` become `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def differences(old: str, new: str) -> list[Piece]:
    """The pieces of both: without "in" they are the old text, without "out" the new."""
    left, right = _words(old), _words(new)
    pieces: list[Piece] = []
    at = 0
    for edit in _joined(_edits(left, right), left):
        pieces.append(Piece(SAME, "".join(left[at : edit.start])))
        pieces.append(Piece(OUT, "".join(left[edit.start : edit.end])))
        pieces.append(Piece(IN, "".join(edit.words)))
        at = edit.end
    pieces.append(Piece(SAME, "".join(left[at:])))
    return [one for one in pieces if one.text]


def merged(base: str, own: str, new: str) -> str | None:
    """Both changes of the base in one text; None where they meet, so that a person has to decide."""
    words = _words(base)
    ours, theirs = list(_edits(words, _words(own))), list(_edits(words, _words(new)))
    if any(_meet(one, other) for one in ours for other in theirs if one != other):
        return None
    done: list[str] = []
    at = 0
    for edit in sorted({*ours, *theirs}):
        done += [*words[at : edit.start], *edit.words]
        at = edit.end
    return "".join([*done, *words[at:]])


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _edits(left: Sequence[str], right: Sequence[str]) -> Iterator[_Edit]:
    for how, start, end, first, last in SequenceMatcher(None, left, right).get_opcodes():
        if how != "equal":
            yield _Edit(start, end, tuple(right[first:last]))


def _joined(edits: Iterator[_Edit], left: Sequence[str]) -> Iterator[_Edit]:
    """Two edits with a single word between them are read as one."""
    last: _Edit | None = None
    for edit in edits:
        if last and edit.start - last.end == 1 and left[last.end] != "\n":
            last = _Edit(last.start, edit.end, (*last.words, left[last.end], *edit.words))
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _meet(one: _Edit, other: _Edit) -> bool:
    """They overlap, or stand side by side."""
    return one.start <= other.end and other.start <= one.end
