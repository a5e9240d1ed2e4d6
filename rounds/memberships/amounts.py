"""Amounts as people write them: "$80 million", "80,000,000", "1,5 Mio", to whole units."""

import re
from decimal import Decimal

_AMOUNT = re.compile(r"[^\d\-−]*(\d[\d.,'’\s]*)\s*([^\W\d_]*)[.\s$€£]*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\s]\d{3})+")
_SEPARATOR = re.compile(r"[.,'’\s]")
_FACTORS = {
    1: ("", "usd", "dollar", "dollars", "eur", "euro", "gbp"),
    10**3: ("k", "thousand", "tsd", "mil"),
    10**6: ("m", "mm", "mn", "mio", "million", "millions", "millionen", "millones"),
    10**9: ("b", "bn", "billion", "billions", "mrd", "milliarden"),
}
_FACTOR = {word: factor for factor, words in _FACTORS.items() for word in words}
MOST = 10**13


def read_amount(text: str) -> int | None:
    """None where it is no amount, a negative one, or more than there is."""
    found = _AMOUNT.fullmatch(text.strip().casefold())
    if not found or found[2] not in _FACTOR:
        return None
    digits, factor = found[1].strip(" .,'’\u00a0"), _FACTOR[found[2]]
    number = _number(digits, is_short=factor > 1)
    amount = int(number * factor) if number is not None else None
    return amount if amount is not None and amount <= MOST else None


def _number(digits: str, *, is_short: bool) -> Decimal | None:
    """Groups of three are thousands, unless a word follows and there is one: 1.500 million are one and a half."""
    separators = _SEPARATOR.findall(digits)
    if _GROUPED.fullmatch(digits) and not (is_short and len(separators) == 1):
        return Decimal(_SEPARATOR.sub("", digits))
    *whole, last = _SEPARATOR.split(digits)
    if not whole:
        return Decimal(last)
    if len(whole) > 1 and any(len(group) != 3 for group in whole[1:]):
        return None
    return Decimal(f"{''.join(whole)}.{last or 0}")
