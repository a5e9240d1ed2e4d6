"""Names as people type them into spreadsheets: made from the register's own, anew at every run."""

import random
from collections.abc import Iterator

from tests.bench.matching.pairs import Pair, is_tuning, question, registered

_SHORT = {
    "hospital": ("Hosp", "Hosp.", "Hospital"),
    "medical": ("Med", "Med.", "Medical"),
    "center": ("Ctr", "Ctr.", "Cntr", "Centre"),
    "saint": ("St", "St.", "Saint"),
    "st.": ("Saint", "St", "ST"),
    "regional": ("Reg", "Regl", "Reg."),
    "memorial": ("Mem", "Mem.", "Meml"),
    "university": ("Univ", "Univ."),
    "community": ("Comm", "Cmty"),
    "county": ("Co", "Cnty", "Co."),
    "general": ("Gen", "Gen."),
    "health": ("Hlth", "Health"),
    "system": ("Sys", "Syst"),
    "and": ("&", "and"),
    "mount": ("Mt", "Mt."),
    "rehabilitation": ("Rehab",),
    "children's": ("Childrens", "Children", "Childrens'"),
}
_DROPPED = frozenset(
    {"hospital", "medical", "center", "the", "of", "inc", "llc", "health", "and", "regional"}
)
_NEAR = {"a": "s", "e": "r", "i": "o", "o": "p", "n": "m", "t": "y", "s": "d", "r": "t", "l": "k", "c": "v"}


def dirty(seed: int, count: int) -> Iterator[Pair]:
    chance = random.Random(seed)
    known = list(registered())
    for one in chance.sample(known, min(count, len(known))):
        yield Pair(question(one, spoilt(one.name, chance)), one.key, is_tuning(one.key))


def spoilt(name: str, chance: random.Random) -> str:
    """With one to three faults."""
    words = name.split()
    for _ in range(chance.choice((1, 1, 2, 2, 3))):
        words = chance.choice((_abbreviated, _abbreviated, _slipped, _slipped, _shortened, _turned, _loud))(
            words, chance
        )
    return " ".join(words)


def _abbreviated(words: list[str], chance: random.Random) -> list[str]:
    known = [at for at, word in enumerate(words) if word.lower().strip(",") in _SHORT]
    if not known:
        return [word.replace("'", "").replace("-", " ") for word in words]
    at = chance.choice(known)
    return [*words[:at], chance.choice(_SHORT[words[at].lower().strip(",")]), *words[at + 1 :]]


def _slipped(words: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(words))
    word = words[at]
    if len(word) < 4:
        return words
    place = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        word = word[:place] + word[place + 1 :]
    elif kind == 1:
        word = word[:place] + word[place] + word[place:]
    elif kind == 2:
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    else:
        word = word[:place] + _NEAR.get(word[place].lower(), "e") + word[place + 1 :]
    return [*words[:at], word, *words[at + 1 :]]


def _shortened(words: list[str], chance: random.Random) -> list[str]:
    spare = [at for at, word in enumerate(words) if word.lower().strip(",.") in _DROPPED]
    if not spare or len(words) < 3:
        return words
    at = chance.choice(spare)
    return [*words[:at], *words[at + 1 :]]


def _turned(words: list[str], chance: random.Random) -> list[str]:
    if len(words) < 2:
        return words
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _loud(words: list[str], chance: random.Random) -> list[str]:
    return [word.upper() if chance.random() < 0.7 else word.lower() for word in words]
