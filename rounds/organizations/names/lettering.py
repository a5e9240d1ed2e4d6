"""Capitals: registers write "ST JOSEPH'S HOSPITAL", people write "St. Joseph's Hospital"."""

from __future__ import annotations

import re

from rounds.organizations.names.lettering_words import (
    ADDRESS_INITIALS,
    BRANDS,
    DESCRIBED,
    INITIALS,
    SHORTENED,
    SMALL,
    VOWELLED,
)

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]*)*")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)", re.IGNORECASE)
_ROMAN = re.compile(r"II|III|IV|VI|VII|VIII|IX|XI{0,3}|XIV|XXIII", re.IGNORECASE)
_SCOTTISH = re.compile(r"MC(?!H[A-Z]?$)([A-Z]{2,}(?:['’`]S?)?)", re.IGNORECASE)  # McKee and McHenry, not MCHS
_PREFIXED = re.compile(r"([DLNO]|SANT|ALL|DALL|DELL|NELL|SULL)(['’`])([^\W\d_]{2,})", re.IGNORECASE)
_VOWEL = re.compile(r"[^BCDFGHJKLMNPQRSTVWXZ]", re.IGNORECASE)
_LOUD = re.compile(r"[A-Z][A-Z'’&-]{3,}")
_SAINTLESS = {"ave", "avenue", "campus", "ctr", "street"}
_DIRECTIONS = {"N", "S", "E", "W", "NE", "NW", "SE", "SW"}
_SAINTLY = {"en", "es"}  # where "ST" wants a full stop
_ELIDING = {"fr", "it"}  # "Centre Hospitalier de l'Ain"
_PHRASES = {
    "de Smet": "De Smet",
    "du LAC": "du Lac",
    "LAC du": "Lac du",
    "LAC Qui": "Lac qui",
    "the Woodlands": "The Woodlands",
    "Up Health": "UP Health",
}
_LAST_THE = re.compile(r"^(.+), THE$", re.IGNORECASE)  # "JOHNS HOPKINS HOSPITAL, THE"


def as_written(source: str, *, language: str = "en") -> str:
    """The name with the capitals people give it; "ST" before a name gains its stop, a last "The" comes first.

    A name that is in mixed case already is somebody's choice and stays, but for words shouted in a row.
    """
    text = _LAST_THE.sub(r"The \1", " ".join(source.split()))
    if _is_mixed(text.removeprefix("The ")):
        return _lettered(text, language) if _is_partly_shouted(text) else text
    return _lettered(text, language)


def place_as_written(source: str, *, language: str = "en") -> str:
    """A city or a street: as a name, but "NE" and "SW" point somewhere and "MAIN ST" is no saint."""
    text = " ".join(source.split())
    return text if _is_mixed(text) else _lettered(text, language, place=True)


def _is_mixed(text: str) -> bool:
    bare = _ORDINAL.sub("", text)
    return bare.upper() != bare and bare.lower() != bare


def _is_partly_shouted(text: str) -> bool:
    """ "UOFL HEALTH - JEWISH HOSPITAL and Mary & Elizabeth Hospital": three or more loud words."""
    return len(_LOUD.findall(text)) >= 3


def _lettered(text: str, language: str, *, place: bool = False) -> str:
    words = list(_WORD.finditer(text))
    pieces, end = [], 0
    for index, word in enumerate(words):
        pieces.append(text[end : word.start()])
        pieces.append(_word(words, index, text, language, place))
        end = word.end()
    return _mended("".join([*pieces, text[end:]]))


def _mended(text: str) -> str:
    for wrong, right in _PHRASES.items():
        text = text.replace(wrong, right)
    return text


def _word(words: list[re.Match[str]], index: int, text: str, language: str, place: bool) -> str:
    match = words[index]
    word, before, after = match[0], text[: match.start()].rstrip(), text[match.end() :]
    following = words[index + 1][0] if index + 1 < len(words) else ""
    if any(letter.islower() for letter in word) and text != text.lower():
        return _cased_ordinal(word)
    if language in _SAINTLY and word.upper() in {"ST", "STE"} and _is_saint(before, after, following, place):
        return word.capitalize() if after.startswith(".") or word.upper() == "STE" else "St."
    starts = (
        not before
        or before[-1] in ('(:;/"“«,' if place else '(:;/"“«')
        or (before.endswith("-") and before[-2:-1].isspace())
    )
    ends = not following or not after[:1].isspace()
    if not starts and not ends and _is_small(word, following, language):
        return word.lower()
    if not starts and language in _ELIDING and (elided := _PREFIXED.fullmatch(word)):
        return _elided(elided[1]) + elided[2] + elided[3].capitalize()
    if word.upper() == "MC" and len(following) > 3 and after.startswith(f" {following}"):
        return "Mc"  # "MC CAMEY"
    return _cased(word, frozenset() if place else INITIALS.get(language, frozenset()), place, language)


def _elided(word: str) -> str:
    return "Sant" if word.casefold() == "sant" else word.lower()


def _is_saint(before: str, after: str, following: str, place: bool) -> bool:
    """Before a name: not at the end, not after "7TH", not before a bare letter, nor after a street's name."""
    if not following or not following[0].isalpha() or after.lstrip(" .")[: len(following)] != following:
        return False
    if following.casefold() in _SAINTLESS or len(following) == 1 or following.upper() in _DIRECTIONS:
        return False
    last = before.split()[-1] if before else ""
    if _ORDINAL.fullmatch(last):
        return False
    is_address = place and before[:1].isdigit()
    return not (is_address and last.isalpha() and last.upper() not in _DIRECTIONS)


def _is_small(word: str, following: str, language: str) -> bool:
    small = word.casefold()
    if small not in SMALL.get(language, SMALL["en"]):
        return False
    if language == "en" and small == "a":
        return following.casefold() in DESCRIBED
    return not (language == "en" and small == "del" and len(following) == 1)


def _cased_ordinal(word: str) -> str:
    return word.lower() if _ORDINAL.fullmatch(word) else word


def _cased(word: str, initials: frozenset[str], place: bool, language: str) -> str:
    loud = word.upper()
    if loud in BRANDS and (place or language == "en"):
        return BRANDS[loud]
    if _ORDINAL.fullmatch(word):
        return word.lower()
    if len(word) == 1 or loud in initials or _ROMAN.fullmatch(word) or any(map(str.isdigit, word)):
        return loud
    if place and (loud in _DIRECTIONS or loud in ADDRESS_INITIALS):
        return loud
    if not place and language in VOWELLED and _is_consonants(loud):
        return loud
    return _cased_name(word)


def _is_consonants(loud: str) -> bool:
    return loud.isascii() and loud.isalpha() and loud not in SHORTENED and not _VOWEL.search(loud)


def _cased_name(word: str) -> str:
    if scottish := _SCOTTISH.fullmatch(word):
        return "Mc" + scottish[1].capitalize()
    if prefixed := _PREFIXED.fullmatch(word):
        return prefixed[1].capitalize() + prefixed[2] + prefixed[3].capitalize()
    return word[0].upper() + word[1:].lower()
