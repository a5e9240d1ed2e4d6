"""The words of what everybody may find, counted: what a misspelt word may have meant, and how one may go on.

Words of what is for some alone are not in it, so neither a completion nor a spelling can tell of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Q
from rapidfuzz.distance import OSA

from rounds.core.zones import Zone
from rounds.search.models import Passage, Word
from rounds.search.words import COMMON, Term, forms, plain

SHORTEST, LONGEST = 3, 40
LOOKED_AT = 3_000  # words that begin as the misspelt one does, the most frequent first
BATCH = 500
_LAST = "\U0010ffff"
_LETTERS = re.compile(r"[^\W\d_]")


def words_in(passages: Iterable[Passage]) -> Counter[str]:
    """In how many of these each word stands; of what is not for everybody none is counted, of moments neither."""
    found: Counter[str] = Counter()
    for one in passages:
        if one.zone == Zone.PUBLIC and one.at_seconds is None:
            found.update(_words(f"{one.title} {one.text}"))
    return found


def _words(text: str) -> set[str]:
    return {
        word
        for word in plain(text).split()
        if SHORTEST <= len(word) <= LONGEST and word not in COMMON and _LETTERS.search(word)
    }


def count(before: Counter[str], now: Counter[str]) -> None:
    """These passages took the place of those. Within the transaction that keeps them."""
    change = {word: now[word] - before[word] for word in before.keys() | now.keys()}
    add(sorted((word, by) for word, by in change.items() if by))


def add(changes: Sequence[tuple[str, int]]) -> None:
    less = [(by, word) for word, by in changes if by < 0]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_word (text, first, letters, passages) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (text) DO UPDATE SET passages = search_word.passages + excluded.passages",
            [(word, word[0], len(word), by) for word, by in changes if by > 0],
        )
        cursor.executemany(
            "UPDATE search_word SET passages = CASE WHEN passages + %s > 0 THEN passages + %s ELSE 0 END"
            " WHERE text = %s",
            [(by, by, word) for by, word in less],
        )
    gone = [word for _by, word in less]
    for start in range(0, len(gone), BATCH):
        Word.objects.filter(text__in=gone[start : start + BATCH], passages=0).delete()


def completed(beginning: str, most: int) -> list[str]:
    """Words that go on from this, the most frequent first; of singular and plural one."""
    if len(beginning) < 2:
        return []
    going_on = Word.objects.filter(_begins(beginning)).exclude(text=beginning)
    found: list[str] = []
    for word in going_on.order_by("-passages", "text").values_list("text", flat=True)[: 2 * most]:
        if not any(word in forms(one) or one in forms(word) for one in found):
            found.append(word)
    return found[:most]


def spelled(terms: Sequence[Term]) -> list[str]:
    """The words asked for, with those that nobody wrote put right. Empty where there is nothing to put right."""
    asked = [word for term in terms for word in (term.words if term.is_phrase else term.words[:1])]
    right = [_nearest(word) if len(word) >= SHORTEST and not _is_known(word) else word for word in asked]
    return [] if None in right or right == asked else [word for word in right if word]


def _is_known(word: str) -> bool:
    return Word.objects.filter(_begins(word)).exists()


def _nearest(word: str) -> str | None:
    """The most frequent of those with the fewest letters wrong: one in short words, two in long ones."""
    wrong = 1 if len(word) < 6 else 2
    alike = Word.objects.filter(
        first__in={word[0], word[1]}, letters__range=(len(word) - wrong, len(word) + wrong)
    )
    near = (
        (distance, -passages, text)
        for text, passages in alike.order_by("-passages", "text").values_list("text", "passages")[:LOOKED_AT]
        if (distance := OSA.distance(word, text, score_cutoff=wrong)) <= wrong
    )
    return min(near, default=(0, 0, None))[2]


def _begins(word: str) -> Q:
    if connection.vendor == "postgresql":
        return Q(text__startswith=word)
    return Q(text__gte=word, text__lt=word + _LAST)  # LIKE would pass over the index
