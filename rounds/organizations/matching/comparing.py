"""How alike what was asked and a name are: words weighed by how rare they are, and letters. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from rounds.organizations.matching.kinds import DIRECTIONS, Kind, kind_of
from rounds.organizations.names.common_words import FORMS

LEAST_ALIKE = 0.74  # words that are less alike are two words
_PLACE = 0.3  # what a letter, or a word of the city's own name, weighs of what it would weigh otherwise
_INITIALS = 0.8  # what initials are worth for the words they stand for
_VOWELS = frozenset("aeiou")
_COMMON = 0.45  # a word that weighs less tells little

_Words = tuple[str, ...]


class Spoken(NamedTuple):
    """A name, ready to be compared."""

    weights: Mapping[str, float]  # of each word, in their order; 0 to 1
    letters: str  # all words, sorted
    core: str  # those that tell it from others, sorted
    kind: Kind
    weight: float  # of all words together


class Alike(NamedTuple):
    """0 to 1 each."""

    asked: float  # how much of what was asked the name has, by weight
    known: float  # how much of the name was asked
    letters: float
    core: float
    rare: float  # the rarest word that both have
    missing: float  # the rarest word of the question that the name has not
    unsaid: float  # the rarest word of the name that was not asked
    same: bool  # the same words

    @property
    def worth(self) -> float:
        """To choose among the names of one organization."""
        return self.asked + self.known + self.letters + self.core + self.rare


def spoken(words: Sequence[str], place: frozenset[str], weight_of: Mapping[str, float]) -> Spoken:
    weights = {
        word: weight_of[word] * (_PLACE if word in place or (len(word) == 1 and not word.isdigit()) else 1.0)
        for word in words
    }
    ordered = sorted(weights)
    core = [word for word in ordered if weights[word] >= _COMMON]
    return Spoken(
        weights=weights,
        letters=" ".join(ordered),
        core=" ".join(core),
        kind=kind_of(words, place),
        weight=sum(weights.values()) or 1e-9,
    )


def compare(asked: Spoken, known: Spoken) -> Alike:
    both = asked.weights.keys() & known.weights.keys()
    gained_asked = gained_known = rare = 0.0
    whole_asked = asked.weight
    for word in both:
        mine, its = asked.weights[word], known.weights[word]
        gained_asked += mine
        gained_known += its
        rare = max(rare, min(mine, its))
    left = [word for word in asked.weights if word not in both]
    over = [word for word in known.weights if word not in both]
    if left and over:
        for mine_words, its_words, alike in _pairs(left, over):
            its = sum(known.weights[word] for word in its_words)
            mine = sum(asked.weights[word] for word in mine_words)
            if its < mine:  # a slip in a common word is no rare word
                whole_asked += its - mine
                mine = its
            gained_asked += mine * alike
            gained_known += its * alike
            rare = max(rare, min(mine, its) * alike)
            for word in mine_words:
                left.remove(word)
            for word in its_words:
                over.remove(word)
    return Alike(
        asked=gained_asked / whole_asked,
        known=gained_known / known.weight,
        letters=fuzz.ratio(asked.letters, known.letters) / 100,
        core=fuzz.ratio(asked.core, known.core) / 100 if asked.core and known.core else 0.0,
        rare=min(rare, 1.0),
        missing=max((asked.weights[word] for word in left), default=0.0),
        unsaid=max((known.weights[word] for word in over), default=0.0),
        same=not left and not over and len(both) > 0,
    )


def _pairs(left: list[str], over: list[str]) -> list[tuple[_Words, _Words, float]]:
    """Words that are the same but for a slip, an abbreviation or a blank; each once, the most alike first."""
    found: list[tuple[float, _Words, _Words]] = []
    for mine in left:
        for its in over:
            if (mine[0] == its[0] or abs(len(mine) - len(its)) < 3) and (alike := _word_alike(mine, its)):
                found.append((alike, (mine,), (its,)))
    found += [(_INITIALS, (word,), run) for word in left for run in _spelt_out(word, over)]
    found += [(_INITIALS, run, (word,)) for word in over for run in _spelt_out(word, left)]
    for one, other, turned in ((left, over, False), (over, left, True)):
        for first, second in pairwise(one):
            if (joined := first + second) in other:
                apart: _Words = (first, second)
                found.append((1.0, (joined,), apart) if turned else (1.0, apart, (joined,)))
    found.sort(key=lambda one: -one[0])
    pairs: list[tuple[_Words, _Words, float]] = []
    used_left, used_over = set[str](), set[str]()
    for alike, mine_words, its_words in found:
        if used_left.isdisjoint(mine_words) and used_over.isdisjoint(its_words):
            used_left.update(mine_words)
            used_over.update(its_words)
            pairs.append((mine_words, its_words, alike))
    return pairs


def _spelt_out(word: str, words: Sequence[str]) -> list[_Words]:
    """ "jps" is "john peter smith"."""
    long = len(word)
    if not 2 < long < 7 or long > len(words):
        return []
    runs = (tuple(words[at : at + long]) for at in range(len(words) - long + 1))
    return [run for run in runs if all(part[0] == letter for part, letter in zip(run, word, strict=True))]


def _word_alike(one: str, other: str) -> float:
    """0 where they are two words."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) < 3:
        return 0.75 if len(shorter) == 1 and longer.startswith(shorter) and longer.isalpha() else 0.0
    if one.isdigit() or other.isdigit() or (one in DIRECTIONS and other in DIRECTIONS):
        return 0.0
    if longer.startswith(shorter):
        return 0.75 + 0.25 * len(shorter) / len(longer)
    if (
        len(shorter) < 6
        and one[0] == other[0]
        and _VOWELS.isdisjoint(shorter[1:])
        and _is_in(shorter, longer)
    ):
        return 0.75
    if 4 <= len(shorter) < len(longer) - 1 and longer in FORMS and _begins(shorter, longer):
        return 0.75
    return OSA.normalized_similarity(one, other, score_cutoff=LEAST_ALIKE)


def _begins(short: str, word: str) -> bool:
    """ "hoosp" begins "hospital" but for one slip; of common words alone, for many names begin alike."""
    return any(OSA.distance(short, word[:to]) <= 1 for to in (len(short) - 1, len(short)))


def _is_in(letters: str, word: str) -> bool:
    """ "cmty" in "community": the letters in their order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
