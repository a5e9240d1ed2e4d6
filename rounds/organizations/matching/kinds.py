"""What a word says of an organization: which kind of house it is, or which one of several. On plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rounds.organizations.names import plain_words

_KINDS = {
    "psychiatric": "psychiatric neuropsychiatric addiction substance recovery detox forensic alcohol drug"
    " chemical counseling aph autism",
    "rehabilitation": "rehabilitation",
    "long-term": "ltach ltac ltch term select kindred extended transitional continuing nursing acute hospice"
    " acuity subacute snf longterm",
    "children": "children shriner",
    "women": "women maternity obstetrics",
    "surgical": "surgical orthopedic spine surgeon surgicenter joint",
    "heart": "heart",
    "cancer": "cancer",
    "eye": "eye ear",
    "veterans": "veteran",
    "military": "military naval air force afb nh nmc",
    "tribal": "indian ihs phs tribal",
    "corrections": "correction correctional prison detention jail infirmary",
    "transplant": "transplant",
    "emergency": "emergency er freestanding urgent",
    "outpatient": "outpatient ambulatory annex",
    "learning": "research school college academy institute university education",
    "dental": "dental",
    "authority": "ministry department agency authority",
    "association": "association society federation foundation",
    "pharmacy": "pharmacy laboratory",
}
KIND_OF = {
    form: kind for kind, words in _KINDS.items() for word in words.split() for form in plain_words(word)
}
DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest upper lower downtown midtown uptown".split()  # noqa: SIM905
)
_DIRECTED_STATES = frozenset({"carolina", "dakota", "virginia"})


class Kind(NamedTuple):
    kinds: frozenset[str]
    directions: frozenset[str]
    numbers: frozenset[str]


def kind_of(words: Iterable[str], place: frozenset[str] = frozenset()) -> Kind:
    """`place`: the words of its city, which say nothing of the house."""
    said = list(words)
    kinds, directions, numbers = set(), set(), set()
    for at, word in enumerate(said):
        if word in place:
            continue
        if kind := KIND_OF.get(word):
            kinds.add(kind)
        elif word in DIRECTIONS:
            if at + 1 == len(said) or said[at + 1] not in _DIRECTED_STATES:
                directions.add(word)
        elif word.isdigit():
            numbers.add(word)
    return Kind(frozenset(kinds), frozenset(directions), frozenset(numbers))
