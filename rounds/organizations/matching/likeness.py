"""How alike two organizations are: their names compared, and what in a name means that they are two.

All of it on folded text (`names.fold`). Scores run from 0 to 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from rounds.organizations.matching.kinds import KINDS
from rounds.organizations.names import fold

# Words that half the hospitals share, so they say little about which one it is.
_COMMON = frozenset(
    """
    a an and at by d dba de for in of on the to with campus care center centers clinic clinics co company corp
    corporation cah facility general group health healthcare hospital hospitals inc incorporated llc llp lp ltd
    main medical memorial regional service services system systems trust foundation community area district
    division affiliate member nhs cdh authority association
    """.split()  # noqa: SIM905
)
# Left out of a name at will: one door and one line are proof enough that these two are one.
_OFTEN_UNSAID = frozenset({"tribal", "learning", "veterans"})
# A word of one of these kinds in one name and in the other none: two organizations, even in one house.
_KIND_PATTERNS = {kind: re.compile(rf"\b(?:{said})\b") for kind, (said, _) in KINDS.items() if said}
_DIRECTIONS = re.compile(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest|northern|southern|eastern|western"
    r"|upper|lower|downtown|midtown|uptown|ne|nw|se|sw)\b"
)
_STATES_WITH_DIRECTIONS = re.compile(r"\b(?:north|south|west) (?:carolina|dakota|virginia)\b")
_HOUSES = re.compile(
    r"hospi\w*|hopita\w*|\bmedical cent|\binfirmary|krankenh\w*|klinik\w*|spital\w*|ziekenh\w*|ospedal\w*"
    r"|\bcenter\b|s[jy]u?k\w*hus|sygehus|\bmedisch\b|\bszpital|nemocni|bolni"
)
_SYSTEMS = re.compile(r"\bhealth\b|\bhealthcare\b|\bsystems?\b|\bnetwork\b|\btrust\b|\bgroup\b|^mayo clinic$")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7"}


@dataclass(frozen=True, slots=True)
class Told:
    """A name taken apart: what it is called, what kind it is, and which one of several."""

    folded: str
    core: str  # the words that tell it from others, sorted; without its city
    core_with_city: str
    kinds: frozenset[str]
    directions: frozenset[str]
    numbers: frozenset[str]
    scale: str  # "house", "system" of houses, or "" where the name does not tell


def told(name: str, city: str) -> Told:
    folded = fold(name)
    there = set(fold(city).split())
    words = [_singular(word) for word in folded.split() if word not in _COMMON]
    bare = _STATES_WITH_DIRECTIONS.sub(" ", " ".join(word for word in folded.split() if word not in there))
    return Told(
        folded=folded,
        core=" ".join(sorted(word for word in words if word not in there)),
        core_with_city=" ".join(sorted(words)),
        kinds=frozenset(kind for kind, pattern in _KIND_PATTERNS.items() if pattern.search(folded)),
        directions=frozenset(_DIRECTIONS.findall(bare)),
        numbers=frozenset(
            _ROMAN.get(word, word) for word in folded.split() if word.isdigit() or word in _ROMAN
        )
        - {"1"},
        scale="house" if _HOUSES.search(folded) else "system" if _SYSTEMS.search(folded) else "",
    )


def are_two(one: Told, other: Told, *, same_door: bool, same_line: bool) -> bool:
    """True where the names cannot be of one organization, although the door or the line (telephone) agrees.

    With either, "East" may be left out of one name, and a house may go by its system's name; with both, that
    it is for veterans, too.
    """
    unsaid = _OFTEN_UNSAID if same_door and same_line else frozenset()
    if (one.kinds ^ other.kinds) - unsaid or one.numbers != other.numbers:
        return True
    if same_door or same_line:
        return bool(one.directions and other.directions) and one.directions != other.directions
    return one.directions != other.directions or {one.scale, other.scale} == {"house", "system"}


def likeness(one: Told, other: Told) -> float:
    """The names' distinctive words count as much as the whole names."""
    if one.folded == other.folded:
        return 1.0
    whole = fuzz.token_sort_ratio(one.folded, other.folded) / 100
    if not one.core_with_city or not other.core_with_city:
        return whole / 2
    core = fuzz.ratio(one.core_with_city, other.core_with_city) / 100
    if one.core and other.core:
        core = max(core, fuzz.ratio(one.core, other.core) / 100)
    return (whole + 2 * core) / 3


def _singular(word: str) -> str:
    """ "lukes" and "luke" are one saint, "doctors" and "doctor" one owner."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
