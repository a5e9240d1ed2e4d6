"""The words of a name to compare it by: what is said in any language and any script, in one form.

`fold` makes spellings of one word equal; this makes words of one meaning equal ("Krankenhaus", "hôpital", "病院" are
"hospital"), writes other scripts in Latin letters and leaves out what names have or lack at will.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rounds.organizations.names.common_words import BEGINNINGS, ENDINGS, FORMS, LEGAL, SMALL, WORDS
from rounds.organizations.names.folding import fold
from rounds.organizations.names.unspaced import UNSPACED, spaced

LONGEST = 300  # characters of a name that are read
MOST_WORDS = 40
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}
_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first 1st",
            "second 2nd",
            "third 3rd",
            "fourth 4th",
            "fifth 5th",
            "sixth 6th",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        1,
    )
    for word in words.split()
}
_NUMBERS = {**_ROMAN, **_ORDINALS}
_SHORTEST_SLIP, _LONG = 6, 9  # letters of a word in which one slip is believed, and two
_SPELLINGS = sorted(word for word in {*WORDS, *FORMS} if word.isascii() and len(word) >= _SHORTEST_SLIP)


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> tuple[str, ...]:
    """("saint", "mary", "hospital") for "St. Mary's Hospital, Inc." and for "Krankenhaus Sankt Maria"."""
    text = text[:LONGEST]
    if not text.isascii() and UNSPACED.search(text):
        text = spaced(unicodedata.normalize("NFKC", text))
    words = _put_plainly(text)
    for _ in range(3):  # initials that were letters of another script are joined only now
        again = _put_plainly(" ".join(words))
        if again == words:
            break
        words = again
    return words


def _put_plainly(text: str) -> tuple[str, ...]:
    found = [form for word in fold(text).split() for form in _forms(word)]
    said = [word for word in found if word not in SMALL and word not in LEGAL]
    return tuple((said or found)[:MOST_WORDS])


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    if known := WORDS.get(word):
        return known
    if not word.isascii():
        latin = fold(anyascii(word)).split()
        return tuple(form for part in latin if part.isascii() for form in _forms(part))
    if word in FORMS:
        return (word,)
    single = singular(word)
    if known := WORDS.get(single):
        return known
    if single in _NUMBERS:
        return (_NUMBERS[single],)
    return _parts(single)


def _parts(word: str) -> tuple[str, ...]:
    """ "kreiskrankenhaus" is "county hospital"."""
    if word in FORMS:
        return (word,)
    for ending, form in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            before = word.removesuffix(ending)
            before = before if before in WORDS else before.rstrip("s")
            return (*_forms(before), form) if len(before) > 3 else (word,)
    for beginning, form in BEGINNINGS:
        if word.startswith(beginning) and len(word) > len(beginning) + 3:
            return (form, *_forms(word.removeprefix(beginning)))
    return (word,)


@lru_cache(maxsize=20_000)
def meant(word: str) -> tuple[str, ...]:
    """What a word that no name has was meant to be: "behavoiral" is "psychiatric"; itself where nothing is near."""
    if len(word) < _SHORTEST_SLIP or not word.isascii() or word in FORMS:
        return (word,)
    slips = 1 if len(word) < _LONG else 2
    near = process.extractOne(word, _SPELLINGS, scorer=OSA.distance, score_cutoff=slips)
    return _forms(near[0]) if near else (word,)


def singular(word: str) -> str:
    """ "lukes" and "luke" are one saint, "doctors" and "doctor" one owner."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "siu" else word
