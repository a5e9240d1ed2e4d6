"""Where in a text the words stand that somebody looked for. Pure, and the same for both databases.

Gives parts of the text as it was written, marked or not; a template escapes each and puts the marks around them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rounds.search.words import Term

LONGEST = 240  # characters of a snippet
BEFORE = 70  # of them before the first word that was looked for
FIRST_LOOK, LOOKED_AT = (
    4_000,
    100_000,
)  # characters: what comes later is read where these do not have all terms
APOSTROPHE = "['\u2019]?"
_REST = r"[^\W_]*(?:['\u2019][^\W_]+)*"  # of a word


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


def met(text: str, terms: Sequence[Term]) -> int:
    """How many of the terms stand in it."""
    return len({one.term for one in _marks(text, terms)})


def snippet(text: str, terms: Sequence[Term]) -> Snippet:
    """The part of the text in which most of the terms stand; its beginning where none does."""
    if len(text) > FIRST_LOOK:
        first = _snippet(text[:FIRST_LOOK].rpartition(" ")[0], terms, is_all=False)
        if len(first.terms) == len(terms):
            return first
    return _snippet(text[:LOOKED_AT], terms, is_all=len(text) <= LOOKED_AT)


def _snippet(text: str, terms: Sequence[Term], *, is_all: bool) -> Snippet:
    text = " ".join(text.split())
    marks = _marks(text, terms)
    start, end = _window(text, _best(marks))
    within = [
        _Mark(one.start - start, one.end - start, one.term)
        for one in marks
        if start <= one.start and one.end <= end
    ]
    parts = list(_parts(text[start:end], within))
    before = [Part("… ", False)] if start else []
    after = [] if is_all and end == len(text) else [Part(" …", False)]
    return Snippet([*before, *parts, *after], frozenset(one.term for one in marks))


def _marks(text: str, terms: Sequence[Term]) -> list[_Mark]:
    """Words that begin with what was looked for, and phrases, in the order of the text; none overlaps another."""
    if not terms:
        return []
    folded, places = _folded(text)
    return [
        _Mark(places[found.start()], places[found.end() - 1] + 1, int((found.lastgroup or "t0")[1:]))
        for found in _pattern(tuple(terms)).finditer(folded)
    ]


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Phrases first: what is met by a phrase is not met by one of its words."""
    ordered = sorted(enumerate(terms), key=lambda numbered: not numbered[1].is_phrase)
    each = "|".join(f"(?P<t{number}>{_regex(term)})" for number, term in ordered)
    return re.compile(rf"(?<![^\W_])(?<![^\W_]['\u2019])(?:{each})")


def _regex(term: Term) -> str:
    words = [APOSTROPHE.join(map(re.escape, word)) for word in term.words]
    if term.is_phrase:
        return r"[\W_]+".join(words) + r"(?![^\W_])"
    return f"(?:{'|'.join(words)}){_REST}"


class _Folding(dict[int, str]):
    """Each letter as the index has it: small and without accents."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        self[code] = "".join(letter for letter in plain if not unicodedata.combining(letter))
        return self[code]


_folding = _Folding()


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text to look in, and where each of its letters stands in the one that was written."""
    if text.isascii():
        return text.lower(), range(len(text))
    folded = text.translate(_folding)
    if len(folded) == len(text) and not any(map(unicodedata.combining, text)):
        return folded, range(len(text))
    places = [at for at, letter in enumerate(text) for _one in _folding[ord(letter)]]
    return folded, places


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
