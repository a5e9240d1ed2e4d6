"""Names of hospitals as people have them in their spreadsheets. Pure; the chance is the caller's.

`messy` spoils one name as hands and old systems do: abbreviations, slips of the finger, words left out, added or
turned round, signs and spaces lost. `strangers` and `moved` are names that nobody has there. What is spoilt so far
that a person could not tell it any more is not made: one of the words that tell it from others stays readable.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

_SHORT = {
    "hospital": ("Hosp", "Hosp.", "Hsptl", "HOSP"),
    "medical": ("Med", "Med.", "Medicl"),
    "center": ("Ctr", "Ctr.", "Cntr", "Centre"),
    "saint": ("St", "St.", "Ste"),
    "memorial": ("Mem", "Meml", "Mem."),
    "regional": ("Reg", "Regl", "Rgnl"),
    "community": ("Comm", "Cmty", "Comm."),
    "general": ("Gen", "Genl", "Gen."),
    "university": ("Univ", "Univ.", "U"),
    "county": ("Co", "Cnty", "Co."),
    "health": ("Hlth",),
    "healthcare": ("Health Care", "Hlthcare"),
    "children's": ("Childrens", "Children", "Chldrns"),
    "rehabilitation": ("Rehab", "Rehab."),
    "behavioral": ("Behav", "Behavioural"),
    "system": ("Sys", "Syst"),
    "services": ("Svcs", "Svc"),
    "district": ("Dist", "Dist."),
    "mount": ("Mt", "Mt."),
    "fort": ("Ft", "Ft."),
    "and": ("&", "+"),
    "&": ("and",),
    "north": ("N", "N."),
    "south": ("S", "S."),
    "east": ("E", "E."),
    "west": ("W", "W."),
    "presbyterian": ("Presb", "Presby"),
    "psychiatric": ("Psych",),
    "orthopedic": ("Ortho", "Orthopaedic"),
    "surgical": ("Surg",),
    "veterans": ("Vets", "Veteran's"),
    "st": ("Saint", "St."),
    "st.": ("Saint", "St"),
}
_PLAIN = frozenset(
    """
    hospital medical center memorial regional community general university county health healthcare system
    services district of the and at for in inc llc clinic campus care saint st st. & - / a
    """.split()  # noqa: SIM905
)
_ENDINGS = (
    ", Inc.",
    " LLC",
    " (Main Campus)",
    " - Main",
    ", The",
    " Inc",
    " *",
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # of a keyboard: the finger lands beside the key
_STARTS = (
    "Bral",
    "Kl",
    "Vor",
    "Thal",
    "Quen",
    "Zor",
    "Mel",
    "Drum",
    "Fen",
    "Glar",
    "Hul",
    "Jor",
    "Nim",
    "Rax",
    "Ulv",
)
_MIDDLES = ("a", "e", "i", "o", "u", "ae", "io", "en", "or", "al", "im", "ond", "arn", "esk", "ull")
_ENDS = (
    "brook",
    "mere",
    "vik",
    "ton",
    "dale",
    "stad",
    "holm",
    "ridge",
    "ness",
    "worth",
    "gard",
    "mont",
    "haven",
)
_KINDS = ("Hospital", "Medical Center", "Regional Hospital", "Memorial Hospital", "Community Hospital",
          "Health Center", "General Hospital", "Clinic", "Behavioral Hospital", "Rehabilitation Hospital")  # fmt: skip


class Line(NamedTuple):
    """One line of a spreadsheet. `state`: a code or a name, as people write it."""

    name: str
    city: str
    state: str


def messy(name: str, chance: random.Random) -> str:
    """The same name, spoilt in one to four ways. It may come out as it was, as some names in a sheet do."""
    spoilt = name
    for spoil in chance.choices(_WAYS, _OFTEN, k=chance.choice((1, 2, 2, 3, 3, 4))):
        tried = " ".join(spoil(spoilt, chance).split())
        if _can_be_told(name, tried):
            spoilt = tried
    return spoilt


def messy_place(city: str, state: str, state_name: str, chance: random.Random) -> tuple[str, str]:
    """City and state as they stand beside it: cased, abbreviated, now and then with a slip or without a city."""
    city = chance.choice((city, city, city, city.upper(), city.lower(), _shorten(city, chance), f" {city} "))
    if chance.random() < 0.05:
        city = _slip(city, chance)
    return city, chance.choice((state, state, state, state_name, state_name.upper(), state.lower()))


def line(name: str, city: str, state: str, state_name: str, chance: random.Random) -> Line:
    return Line(messy(name, chance), *messy_place(city, state, state_name, chance))


def strangers(
    known: Iterable[str], places: Sequence[tuple[str, str]], count: int, chance: random.Random
) -> list[Line]:
    """`count` names made up of words that no known name has, in real places (city, state)."""
    words = {word for name in known for word in _words(name)}
    made: list[Line] = []
    while len(made) < count:
        invented = chance.choice(_STARTS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)
        if invented.lower() in words:
            continue
        first = chance.choice(("", "", "Saint ", "Mount ", "Lake "))
        made.append(Line(f"{first}{invented} {chance.choice(_KINDS)}", *chance.choice(places)))
    return made


def moved(known: Sequence[Line], count: int, chance: random.Random) -> list[Line]:
    """`count` names that a hospital has, in places of a state where no name has any of their words."""
    words: dict[str, set[str]] = {}
    for one in known:
        words.setdefault(one.state, set()).update(_words(one.name))
    made: list[Line] = []
    while len(made) < count:
        name, place = chance.choice(known).name, chance.choice(known)
        told = {word for word in _words(name) if word not in _PLAIN and len(word) > 2}
        if told and not told & (words[place.state] | set(_words(place.city))):
            made.append(Line(name, place.city, place.state))
    return made


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", name.lower())


def _can_be_told(name: str, spoilt: str) -> bool:
    """Of the words that tell it from others, one stands as it was, or is off by what a finger does."""
    told = [word for word in _words(name) if word not in _PLAIN and len(word) > 2]
    left = _words(spoilt)
    return bool(left) and (
        not told or any(word == one or _is_slip(word, one) for word in told for one in left)
    )


def _is_slip(word: str, other: str) -> bool:
    if len(word) < 5 or abs(len(word) - len(other)) > 1:
        return False
    same = sum(one == two for one, two in zip(word, other, strict=False))
    same_from_the_end = sum(one == two for one, two in zip(word[::-1], other[::-1], strict=False))
    return same + same_from_the_end >= max(len(word), len(other)) - 1


def _shorten(name: str, chance: random.Random) -> str:
    """Each word that has a short form takes it half of the time; one does for sure."""
    words = name.split()
    able = [at for at, word in enumerate(words) if word.lower().strip(",") in _SHORT]
    sure = chance.choice(able) if able else -1
    for at in able:
        if at == sure or chance.random() < 0.5:
            words[at] = chance.choice(_SHORT[words[at].lower().strip(",")])
    return " ".join(words)


def _slip(name: str, chance: random.Random) -> str:
    """One letter left out, doubled, swapped with the next or taken from the key beside it."""
    able = [at for at, letter in enumerate(name) if letter.isalpha() and at > 0]
    if len(able) < 4:
        return name
    at = chance.choice(able)
    match chance.randrange(4):
        case 0:
            return name[:at] + name[at + 1 :]
        case 1:
            return name[:at] + name[at] + name[at:]
        case 2 if at + 1 < len(name):
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        case _:
            return name[:at] + _beside(name[at], chance) + name[at + 1 :]


def _beside(letter: str, chance: random.Random) -> str:
    row = next((row for row in _ROWS if letter.lower() in row), letter.lower())
    at = row.index(letter.lower())
    near = chance.choice([key for key in row[max(0, at - 1) : at + 2] if key != letter.lower()] or [letter])
    return near.upper() if letter.isupper() else near


def _slips(name: str, chance: random.Random) -> str:
    return _slip(_slip(name, chance), chance)


def _leave_out(name: str, chance: random.Random) -> str:
    """One of the words that every second hospital has."""
    words = name.split()
    able = [at for at, word in enumerate(words) if word.lower() in _PLAIN]
    if len(words) < 3 or not able:
        return name
    del words[chance.choice(able)]
    return " ".join(words)


def _turn_round(name: str, chance: random.Random) -> str:
    """ "Mercy Hospital" as "Hospital, Mercy", or two neighbours swapped."""
    words = name.split()
    if len(words) < 2:
        return name
    if chance.random() < 0.4:
        return f"{words[-1]}, {' '.join(words[:-1])}"
    at = chance.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _unpunctuate(name: str, chance: random.Random) -> str:
    return re.sub(r"[^\w\s]", chance.choice(("", " ")), name)


def _recase(name: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title))(name)


def _run_together(name: str, chance: random.Random) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def _add(name: str, chance: random.Random) -> str:
    return f"The {name}" if chance.random() < 0.3 else name + chance.choice(_ENDINGS)


def _cut_off(name: str, chance: random.Random) -> str:
    """An old system's field was so many characters long."""
    return name[: max(18, len(name) - chance.randrange(3, 9))]


def _as_is(name: str, chance: random.Random) -> str:
    return name


_WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    _shorten, _slip, _slips, _leave_out, _turn_round, _unpunctuate, _recase, _run_together, _add, _cut_off, _as_is,
)  # fmt: skip
_OFTEN = (26, 16, 5, 9, 6, 8, 12, 3, 7, 4, 4)
