"""Which existing accounts a handle, or which hosts an address, could be mistaken for. Pure: text in, findings out.

The homoglyphs are those of Unicode's confusables (UTS 39) that reach a handle or a host name in practice.
"""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# A one-letter difference says something only where the rest is long enough to be a name.
SHORTEST_TO_COMPARE = 5
LONGEST_TO_INDEX = 64  # letters; beyond that an index keeps no word for each letter left out

_TWINS = str.maketrans(
    "авезкмнорстухіԁӏјѕԛԝһαβγεικνορτυχωıɩɑɡʏ",
    "abe3kmhopctyxidljsqwhabyeikvoptuxwiiagy",
)
_SHAPES = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "5": "s", "|": "l", "!": "l"})
_SEPARATORS = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"(.)\1+")


class Why(StrEnum):
    """How two names come to look alike, the most deliberate first."""

    HOMOGLYPHS = "homoglyphs"
    DOUBLED = "doubled"
    SEPARATORS = "separators"
    ONE_LETTER = "one-letter"


class LookAlike(NamedTuple):
    text: str  # the existing name that it could be mistaken for
    why: Why


def find(name: str, among: Collection[str], *, limit: int = 5) -> list[LookAlike]:
    """Existing names that `name` could be mistaken for, most deliberate first; the name itself is none of them."""
    mine = _folded(name)
    found = {
        LookAlike(other, why) for other in _near(mine, among) if (why := _likeness(mine, other)) is not None
    }
    order = list(Why)
    return sorted(found, key=lambda seen: (order.index(seen.why), seen.text))[:limit]


def signatures(name: str) -> set[str]:
    """Words of which names that are alike share at least one: an index of them finds what `find` then judges.

    Two names a letter apart, or with two letters swapped, are the same once the right letter of each is left out.
    """
    mine = _folded(name)
    if not mine.joined:
        return set()
    words = {mine.joined, mine.shape, mine.single}
    if SHORTEST_TO_COMPARE <= len(mine.joined) <= LONGEST_TO_INDEX:
        words.update(mine.joined[:at] + mine.joined[at + 1 :] for at in range(len(mine.joined)))
    return words


def scripts(text: str) -> set[str]:
    """The alphabets of its letters: {"LATIN", "CYRILLIC"}."""
    return {unicodedata.name(letter, "UNKNOWN").split()[0] for letter in text if letter.isalpha()}


def mixes_alphabets(text: str) -> bool:
    """Whether one word has letters of two alphabets that have twins, as "Mаyo" with a Cyrillic а has."""
    return any(len(scripts(word) & {"LATIN", "CYRILLIC", "GREEK"}) > 1 for word in re.findall(r"\w+", text))


class _Folded(NamedTuple):
    plain: str  # case and compatibility folded: the same name as far as a platform is concerned
    joined: str  # without separators
    single: str  # without doubled letters
    latin: str  # letters of other alphabets as the Latin ones they look like
    shape: str  # as it looks


def _folded(name: str) -> _Folded:
    plain = unicodedata.normalize("NFC", name).casefold().strip("@/ ")
    joined = _SEPARATORS.sub("", plain)
    if joined.isascii():  # nearly all; the rest of the alphabets takes ten times as long
        return _Folded(plain, joined, _DOUBLED.sub(r"\1", joined), joined, _shape(joined))
    marks_off = "".join(
        letter for letter in unicodedata.normalize("NFKD", joined) if not unicodedata.combining(letter)
    )
    twins = marks_off.translate(_TWINS)
    return _Folded(plain, joined, _DOUBLED.sub(r"\1", joined), twins, _shape(twins))


def _shape(latin: str) -> str:
    return latin.translate(_SHAPES).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _near(mine: _Folded, among: Collection[str]) -> set[str]:
    """A first sieve in native code, since 50,000 foldings would take a second: a few letters apart at most."""
    return {
        other
        for text in {mine.plain, mine.latin}
        for other, _, _ in process.extract(text, among, scorer=OSA.distance, score_cutoff=4, limit=None)
    }


def _likeness(mine: _Folded, other: str) -> Why | None:
    theirs = _folded(other)
    if mine.plain == theirs.plain or not mine.joined or not theirs.joined:
        return None
    if mine.joined == theirs.joined:
        return Why.SEPARATORS
    if mine.shape == theirs.shape:
        return Why.HOMOGLYPHS
    if mine.single == theirs.single:
        return Why.DOUBLED
    long_enough = min(len(mine.joined), len(theirs.joined)) >= SHORTEST_TO_COMPARE
    if long_enough and OSA.distance(mine.joined, theirs.joined, score_cutoff=1) == 1:
        return Why.ONE_LETTER
    return None
