"""Numbers as people type them: "1,000.5", "1 000,5", "1/2", "14 %", "$3". Pure.

One comma before exactly three digits groups thousands ("1,000" is a thousand), any other one is a decimal comma; one
point is a decimal point.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

LONGEST = 60
_SPACES = " \u00a0\u2009\u202f'’_"
_DIGITS = rf"\d[\d.,{_SPACES}]*"
_NUMBER = re.compile(
    r"(?:[≈~=$€£¥]|about|ca\.?)?\s*"
    rf"(?P<sign>[+-]?)\s*[$€£¥]?\s*(?P<digits>{_DIGITS}|[.,]\d+)(?P<power>[eE][+-]?\d{{1,2}})?"
    r"(?P<unit>[^\d/⁄]{0,24}(?:/[^\d]{1,12})?\d?)",
    re.ASCII,
)
_FRACTION = re.compile(
    r"(?P<sign>[+-]?)\s*(?:(?P<whole>\d{1,9})\s+)?(?P<over>\d{1,9})\s*[/⁄]\s*(?P<under>\d{1,9})(?P<unit>\D{0,24})",
    re.ASCII,
)


def number(text: str) -> Decimal | None:
    """The one number in it, without its unit; None where there is none, or more than one."""
    plain = _in_digits(text.strip()[: LONGEST + 1]).strip()
    if not plain or len(text.strip()) > LONGEST:
        return None
    if found := _FRACTION.fullmatch(plain):
        return _fraction(found)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    digits = _grouped(found["digits"].strip(_SPACES).rstrip(".,"))
    if digits is None:
        return None
    try:
        return Decimal(found["sign"] + digits + (found["power"] or ""))
    except InvalidOperation:
        return None


def _in_digits(text: str) -> str:
    """Minus signs and digits of every script in ASCII; "1½" as "1 1/2"."""
    parts = []
    for character in text:
        if character in "\u2212\u2013":
            parts.append("-")
        elif unicodedata.category(character) == "No" and "⁄" in unicodedata.normalize("NFKC", character):
            parts.append(" " + unicodedata.normalize("NFKC", character))
        elif unicodedata.category(character) == "Nd":
            parts.append(str(unicodedata.decimal(character)))
        else:
            parts.append(character)
    return "".join(parts)


def _fraction(found: re.Match[str]) -> Decimal | None:
    under = int(found["under"])
    if not under:
        return None
    value = int(found["whole"] or 0) + Decimal(found["over"]) / under
    return -value if found["sign"] == "-" else value


def _grouped(digits: str) -> str | None:
    """With a point for the decimals and nothing between thousands; None where the groups make no sense."""
    bare = re.sub(rf"(?<=\d)[{_SPACES}](?=\d{{3}}(?!\d))", "", digits)
    if any(space in bare for space in _SPACES):
        return None
    commas, points = bare.count(","), bare.count(".")
    if commas and points:
        decimal = "," if bare.rindex(",") > bare.rindex(".") else "."
    elif commas > 1 or points > 1:
        decimal = ""
    else:
        decimal = "" if re.fullmatch(r"[1-9]\d{0,2},\d{3}", bare) else "," if commas else "."
    whole, _, rest = bare.partition(decimal) if decimal else (bare, "", "")
    if re.search(r"[.,]", rest) or not re.fullmatch(r"\d*|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+", whole):
        return None
    return re.sub(r"[.,]", "", whole) + ("." + rest if rest else "")
