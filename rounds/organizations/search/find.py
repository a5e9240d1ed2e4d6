"""From what a person typed to organization ids."""

from typing import NamedTuple

from rounds.organizations.names import fold
from rounds.organizations.search.engines import engine
from rounds.search.words import LONGEST, MOST_TERMS, plain

RANKED = 1_000  # up to so many hits are put in order of relevance; more are shown by name


class Hits(NamedTuple):
    ids: list[int]
    ranked: bool  # in order of relevance; else in none
    guessed: bool  # nothing has these words; the ids are the most alike


def find(query: str) -> Hits:
    """Every organization that has all the words, each at the beginning of a word; else the most alike."""
    terms = terms_of(query)
    if not terms:
        return Hits([], ranked=True, guessed=False)
    ids = engine().matching(terms)
    if 0 < len(ids) <= RANKED:
        return Hits(engine().ranked(terms, RANKED), ranked=True, guessed=False)
    if ids:
        return Hits(ids, ranked=False, guessed=False)
    return Hits(similar(query, limit=20), ranked=True, guessed=True)


def is_found(query: str) -> bool:
    """Whether any organization has all the words. Asks less than `find`, which looks for those that are alike, too."""
    terms = terms_of(query)
    return bool(terms) and engine().has(terms)


def similar(text: str, *, limit: int) -> list[int]:
    """The organizations whose names share most trigrams with the text, best first."""
    return engine().similar(fold(text[:LONGEST]), limit)


def terms_of(query: str) -> list[tuple[str, ...]]:
    """The words of a query, each as typed and as folded: "st mary" is (("st", "saint"), ("mary",))."""
    terms = []
    for typed in plain(query[:LONGEST]).split()[:MOST_TERMS]:
        folded = fold(typed)
        terms.append(tuple(dict.fromkeys((*folded.split()[:1], typed))))
    return terms
