"""What a word says of an organization: which kind of house it is, or which one of several. On plain words."""

from __future__ import annotations

from collections.abc import Sequence
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
_DIRECTED_STATES = (["carolina"], ["dakota"], ["virginia"])
_DIGITS = frozenset("0123456789")


class Kind(NamedTuple):
    kinds: frozenset[str]
    directions: frozenset[str]
    numbers: frozenset[str]


_NONE: frozenset[str] = frozenset()


def kind_of(words: Sequence[str], place: frozenset[str] = _NONE) -> Kind:
    """`place`: the words of its city, which say nothing of the house."""
    kinds = {KIND_OF[word] for word in words if word in KIND_OF and word not in place}
    directions = {
        word
        for at, word in enumerate(words)
        if word in DIRECTIONS and word not in place and words[at + 1 : at + 2] not in _DIRECTED_STATES
    }
    numbers = {word for word in words if word[0] in _DIGITS and word.isdigit()}
    return Kind(*(frozenset(found) if found else _NONE for found in (kinds, directions, numbers)))
