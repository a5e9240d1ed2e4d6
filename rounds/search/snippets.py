"""Where in a text the words stand that somebody looked for. Pure, and the same for both databases.

Gives parts of the text as it was written, marked or not; a template escapes each and puts the marks around them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rounds.search.words import Term, plain

LONGEST = 240  # characters of a snippet
BEFORE = 70  # of them before the first word that was looked for
LOOKED_AT = 100_000  # characters
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class Part(NamedTuple):
    text: str
    is_marked: bool


class Snippet(NamedTuple):
    parts: list[Part]
    terms: frozenset[int]  # which of those that were looked for stand in the text


class _Mark(NamedTuple):
    start: int
    end: int
    term: int


def marked(text: str, terms: Sequence[Term]) -> list[Part]:
    """The whole text."""
    return list(_parts(text, _marks(text, terms)))


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """The part of the text in which most of the terms stand; its beginning where none does."""
    text = " ".join(text[:LOOKED_AT].split())
    marks = _marks(text, terms)
    start, end = _window(text, _best(marks))
    within = [
        _Mark(one.start - start, one.end - start, one.term)
        for one in marks
        if start <= one.start and one.end <= end
    ]
    parts = list(_parts(text[start:end], within))
    before = [Part("… ", False)] if start else []
    after = [Part(" …", False)] if end < len(text) else []
    return Snippet([*before, *parts, *after], frozenset(one.term for one in marks))


def _marks(text: str, terms: Sequence[Term]) -> list[_Mark]:
    """Words that begin with what was looked for, and phrases, in the order of the text; none overlaps another."""
    words = list(_words(text))
    found: list[_Mark] = []
    at = 0
    while at < len(words):
        length, term = _met(words, at, terms)
        if length:
            found.append(_Mark(words[at][1], words[at + length - 1][2], term))
        at += max(length, 1)
    return found


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word as the index has it, and where it stands."""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii() and "'" not in word:
            yield word.lower(), match.start(), match.end()
            continue
        for one in plain(unicodedata.normalize("NFKC", word)).split():
            yield one, match.start(), match.end()


def _met(words: Sequence[tuple[str, int, int]], at: int, terms: Sequence[Term]) -> tuple[int, int]:
    """How many words from here meet a term, and which; the longest first. 0 where none does."""
    best = (0, -1)
    for number, term in enumerate(terms):
        if term.is_phrase:
            length = len(term.words)
            said = tuple(word for word, _start, _end in words[at : at + length])
            if said == term.words and length > best[0]:
                best = (length, number)
        elif not best[0] and words[at][0].startswith(term.words):
            best = (1, number)
    return best


def _best(marks: Sequence[_Mark]) -> int:
    """Where to begin so that most different terms are in sight."""
    best, most = 0, 0
    for number, first in enumerate(marks):
        if number > 400:
            break
        near = {one.term for one in marks[number : number + 12] if one.end - first.start < LONGEST - BEFORE}
        if len(near) > most:
            best, most = first.start, len(near)
    return best


def _window(text: str, at: int) -> tuple[int, int]:
    """From before `at`, at the beginning of a word, to the end of one."""
    start = max(0, at - BEFORE)
    if start:
        start = text.find(" ", start, at) + 1 or at
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start) or end
        end = end if end > start else min(len(text), start + LONGEST)
    return start, end


def _parts(text: str, marks: Sequence[_Mark]) -> Iterator[Part]:
    at = 0
    for one in marks:
        if one.start > at:
            yield Part(text[at : one.start], False)
        if one.end > at:
            yield Part(text[max(at, one.start) : one.end], True)
            at = one.end
    if at < len(text):
        yield Part(text[at:], False)
