"""Which organizations are worth comparing with a question: those found by its rarest words, its town and its keys.

A fixed number of statements for a whole batch, the same on both databases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from rounds.core.countries import regions_called
from rounds.organizations.matching.features import Asked
from rounds.organizations.matching.frequencies import Frequencies
from rounds.organizations.models import Identifier
from rounds.organizations.search.keys import grams, listed, name_key, town_key, word_key

COMPARED = 20  # candidates of a question that are compared closely
_ROWS = 400  # what the words of one question may bring
_MOST_ROWS = 4_000  # ... where even the rarest brings more
_SPELLINGS = 6  # words that a misspelt one may be
_TOWN, _NAME, _KEY, _IDENTIFIER = 1.5, 1.0, 3.0, 10.0  # what is found so is compared first


class Found(NamedTuple):
    ids: tuple[int, ...]  # best guesses first
    in_town: int  # how many organizations the asked town has; 0 where not known
    by_identifier: frozenset[int]


def find(asked: Sequence[Asked], frequencies: Frequencies) -> list[Found]:
    spelt = _spelt({word for one in asked for word in _unknown(one, frequencies)})
    keys = [_keys(one, frequencies, spelt) for one in asked]
    posted: defaultdict[str, list[int]] = defaultdict(list)
    for key, pk in listed(
        "SELECT key, organization_id FROM organizations_keys", "key", (key for one in keys for key in one)
    ):
        posted[key].append(pk)
    identified = _identified({pair for one in asked for pair in one.identifiers})
    return [_best(one, its, posted, identified) for one, its in zip(asked, keys, strict=True)]


def _unknown(asked: Asked, frequencies: Frequencies) -> Iterable[str]:
    return (word for word in asked.spoken.weights if word not in frequencies.counts and 4 <= len(word) <= 40)


def _spelt(words: set[str]) -> Mapping[str, list[tuple[str, float]]]:
    """The words of names that a word which no name has may stand for, and how alike they are."""
    by_gram: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for gram in grams(word):
            by_gram[gram].append(word)
    shared: Counter[tuple[str, str]] = Counter()
    for gram, known in listed("SELECT gram, word FROM organizations_spellings", "gram", by_gram):
        for word in by_gram[gram]:
            shared[word, known] += 1
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (word, known), count in shared.items():
        if count * 3 >= len(word):
            alike = OSA.normalized_similarity(word, known, score_cutoff=0.7)
            if alike:
                found[word].append((known, alike))
    return {
        word: sorted(ways, key=lambda way: (-way[1], way[0]))[:_SPELLINGS] for word, ways in found.items()
    }


def _keys(
    asked: Asked, frequencies: Frequencies, spelt: Mapping[str, list[tuple[str, float]]]
) -> dict[str, float]:
    """Key to what it counts when guessing whom to compare."""
    keys: dict[str, float] = {}
    counts = frequencies.counts
    words = {word: frequencies[word] for word in asked.spoken.weights if word in counts}
    for word in asked.spoken.weights:
        for known, alike in spelt.get(word, ()):
            words.setdefault(known, frequencies[known] * alike)
    for first, second in pairwise(asked.spoken.weights):
        if first + second in counts:
            words.setdefault(first + second, frequencies[first + second])
    rows = 0
    for word in sorted(words, key=lambda word: (counts.get(word, 0), word)):
        rows += counts.get(word, 0)
        if rows > (_ROWS if keys else _MOST_ROWS):
            break
        keys[word_key(word)] = words[word]
    if asked.spoken.weights:
        keys[name_key(list(asked.spoken.weights))[:100]] = _NAME
    for towns in _towns(asked):
        if sum(frequencies.crowded.get(town, 0) for town in towns) <= _ROWS:
            keys |= dict.fromkeys(towns, _TOWN)
            break
    if asked.host:
        keys[f"h:{asked.host}"] = _KEY
    if asked.phone:
        keys[f"p:{asked.phone}"] = _KEY
    if asked.door:
        keys[f"d:{asked.country}:{asked.door}"] = _KEY
    if asked.postal_area and not asked.town:
        keys[f"z:{asked.country}:{asked.postal_area}"] = _TOWN
    keys.pop("", None)
    return keys


def _towns(asked: Asked) -> Iterable[list[str]]:
    """Keys of the town, the narrowest first: in its region, in its country, anywhere."""
    if not asked.town:
        return
    if asked.region:
        regions = [asked.region] if asked.country else regions_called(asked.region)
        if regions:
            yield [town_key(region, asked.town) for region in regions]
    yield [town_key(asked.country, asked.town)]


def _identified(pairs: set[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    if not pairs:
        return {}
    known = Identifier.objects.filter(value__in={value for _, value in pairs}).values_list(
        "scheme", "value", "organization_id", "organization__merged_into_id"
    )
    return {(scheme, value): into or pk for scheme, value, pk, into in known if (scheme, value) in pairs}


def _best(
    asked: Asked,
    keys: Mapping[str, float],
    posted: Mapping[str, list[int]],
    identified: Mapping[tuple[str, str], int],
) -> Found:
    guesses: defaultdict[int, float] = defaultdict(float)
    in_town = 0
    for key, worth in keys.items():
        pks = posted.get(key, ())
        if key[0] == "t":
            in_town += len(pks)
        for pk in pks:
            guesses[pk] += worth
    mine = frozenset(identified[pair] for pair in asked.identifiers if pair in identified)
    for pk in mine:
        guesses[pk] += _IDENTIFIER
    ids = sorted(guesses, key=lambda pk: (-guesses[pk], pk))[:COMPARED]
    return Found(tuple(ids), in_town, mine)
