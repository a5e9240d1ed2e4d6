"""Numbers and labels as a chart prints them: in the reader's language, escaped, cut where they would not fit."""

from functools import lru_cache
from html import escape
from unicodedata import combining, east_asian_width

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[] -"), frozenset("mwMWQOGD@%&")
CONTROLS = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), " ")


def number(value: float) -> str:
    """5,381; with at most two digits behind the point."""
    return _number(float(value), get_language())


def share(value: float) -> str:
    """68.2% of 0.682. Never 0% of something, nor 100% of less than all."""
    return _share(float(value), get_language())


def part(value: float, whole: float | None) -> str:
    """62.1% (3,341 of 5,381); the number alone where it is a part of nothing."""
    return number(value) if whole is None else _part(float(value), float(whole), get_language())


def safe(text: object) -> str:
    """For markup. What would steer the line (controls, overrides of direction) is taken out."""
    return _safe(str(text))


def cut(text: object, widest: float) -> str:
    """Escaped, and ended with "…" where it is wider than so many letters n."""
    return _cut(str(text), widest)


def width(text: str) -> float:
    """About how many letters n would be as wide. Errs on the side of too wide."""
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _cut(text: str, widest: float) -> str:
    if width(text) <= widest:
        return safe(text)
    room = widest - 1.5
    for at, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            return f"{safe(text[:at].rstrip())}…"
    return safe(text)


def _width(letter: str) -> float:
    if letter in NARROW:
        return 0.55
    if combining(letter):
        return 0
    return (
        1.9 if east_asian_width(letter) in "FW" else 1.5 if letter in WIDE else 1.1 if letter.isupper() else 1
    )


@lru_cache(maxsize=8192)
def _number(value: float, language: str | None) -> str:
    is_whole = value == int(value)
    return number_format(int(value) if is_whole else round(value, 2), use_l10n=True, force_grouping=True)


@lru_cache(maxsize=4096)
def _share(value: float, language: str | None) -> str:
    hundredths = round(value * 100, 1)
    if hundredths == 0 and value > 0:
        return gettext("under %(n)s%%") % {"n": number_format(0.1, 1)}
    if hundredths == 100 and value < 1:
        return gettext("over %(n)s%%") % {"n": number_format(99.9, 1)}
    places = 0 if hundredths == int(hundredths) else 1
    return gettext("%(n)s%%") % {"n": number_format(hundredths, places)}


@lru_cache(maxsize=8192)
def _part(value: float, whole: float, language: str | None) -> str:
    words = {"share": share(value / whole if whole else 0), "part": number(value), "whole": number(whole)}
    if not whole:
        return gettext("%(part)s of %(whole)s") % words
    return gettext("%(share)s (%(part)s of %(whole)s)") % words


@lru_cache(maxsize=8192)
def _safe(text: str) -> str:
    return escape(text.translate(CONTROLS))
