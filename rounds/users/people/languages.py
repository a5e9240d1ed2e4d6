"""Languages that people speak: ISO 639 codes and their English names. Pure."""

import difflib
import unicodedata
from functools import cache

import pycountry

# Where ISO's name is not the one people use.
_FRIENDLY = {
    "el": "Greek",
    "sw": "Swahili",
    "ms": "Malay",
    "pa": "Punjabi",
    "ps": "Pashto",
    "ne": "Nepali",
    "or": "Odia",
    "km": "Khmer",
    "to": "Tongan",
    "ase": "American Sign Language",
    "cmn": "Mandarin",
    "yue": "Cantonese",
}
_ALSO_CALLED = {
    "farsi": "fa",
    "tagalog": "tl",
    "filipino": "tl",
    "mandarin chinese": "cmn",
    "castilian": "es",
    "flemish": "nl",
    "asl": "ase",
    "bsl": "bfi",
    "deutsch": "de",
    "español": "es",
    "français": "fr",
    "italiano": "it",
    "português": "pt",
    "nederlands": "nl",
    "svenska": "sv",
    "русский": "ru",
    "українська": "uk",
    "polski": "pl",
    "中文": "zh",
    "日本語": "ja",
    "한국어": "ko",
    "العربية": "ar",
    "हिन्दी": "hi",
    "tiếng việt": "vi",
}


def name_of(code: str) -> str:
    return _names().get(code, code)


def read(text: str) -> str | None:
    """The code of a language that somebody wrote, by its name or its code."""
    return _codes().get(_fold(text))


def nearest(text: str) -> str:
    """The name that is most alike, or ""."""
    common = [_fold(name_of(code)) for code in common_codes()]
    found = difflib.get_close_matches(_fold(text), common, n=1, cutoff=0.7)
    return name_of(_codes()[found[0]]) if found else ""


@cache
def common_codes() -> tuple[str, ...]:
    """Those of two letters, and a few more that are spoken in many hospitals; in order of their names."""
    two = {one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")}
    return tuple(sorted(two | {"ase", "bfi", "cmn", "yue", "hmn"}, key=name_of))


@cache
def _names() -> dict[str, str]:
    names = {
        getattr(one, "alpha_2", one.alpha_3): one.name.partition(" (")[0].partition(";")[0]
        for one in pycountry.languages
    }
    return names | _FRIENDLY


@cache
def _codes() -> dict[str, str]:
    by_name = {_fold(name): code for code, name in reversed(list(_names().items()))}
    by_name |= {_fold(name_of(code)): code for code in common_codes()}
    two_letters = {code: code for code in _names() if len(code) == 2}
    return by_name | two_letters | {_fold(name): code for name, code in _ALSO_CALLED.items()}


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
