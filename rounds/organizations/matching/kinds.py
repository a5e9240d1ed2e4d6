"""What a word says of an organization: which kind of house it is, or which one of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rounds.organizations.names import plain_words

# Kind to what says it: a pattern on folded names, for lines of registers (`likeness`), and plain words, for questions.
# One without a pattern means nothing between two registers; one without words is said in phrases alone.
KINDS: dict[str, tuple[str, str]] = {
    "psychiatric": (
        r"behav\w*|psych\w*|mental|neuropsych\w*|addiction|substance|recovery|detox|forensic"
        r"|alcohol\w*|drug|chemical|counseling|aph",
        "psychiatric neuropsychiatric addiction substance recovery detox forensic alcohol drug"
        " chemical counseling aph autism",
    ),
    "rehabilitation": (r"rehab\w*", "rehabilitation"),
    "long-term": (
        r"long term|ltach|ltac|ltch|select specialty|kindred|extended care|transitional"
        r"|continuing care|nursing|specialty hospital|post acute|hospice|acuity|subacute|snf|extended",
        "ltach ltac ltch term select kindred extended transitional continuing nursing hospice"
        " acuity subacute snf longterm",
    ),
    "children": (r"children\w*|pediatrics?|shriners|kids|child", "children shriner"),
    "women": (r"wom[ae]ns?|maternity", "women maternity obstetrics"),
    "surgical": (
        r"surgical|surgery|surgicenter|orthop\w*|spine|surgeons",
        "surgical orthopedic spine surgeon surgicenter joint",
    ),
    "heart": (r"heart|cardiac|cardiovascular", "heart"),
    "cancer": (r"cancer|oncology|oncologico", "cancer"),
    "eye": (r"eye|ear|ophthalm\w*", "eye ear"),
    "veterans": (r"va|veterans|veteran", "veteran"),
    "military": (
        r"army|naval|nh|nmc|ach|afb|air force|medical group|amc",
        "military naval air force afb nh nmc",
    ),
    "tribal": (r"indian|ihs|phs|tribal", "indian ihs phs tribal"),
    "corrections": (
        r"correction\w*|prison|detention|jail|infirmary",
        "correction correctional prison detention jail infirmary",
    ),
    "transplant": (r"transplant\w*", "transplant"),
    "emergency": (r"emergency|er|freestanding|urgent|ed", "emergency er freestanding urgent"),
    "outpatient": (r"outpatient|ambulatory|annex", "outpatient ambulatory annex"),
    "learning": (
        r"research|school|college|academy",
        "research school college academy institute university education",
    ),
    "dental": (r"dental|dentistry", "dental"),
    "authority": ("", "ministry department agency authority"),
    "association": ("", "association society federation foundation"),
    "pharmacy": ("", "pharmacy laboratory"),
    "state": (r"state hospital|developmental", ""),
    "micro": (r"micro|neighborhood|exceptional", ""),
}
KIND_OF = {
    form: kind for kind, (_, words) in KINDS.items() for word in words.split() for form in plain_words(word)
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
