"""What one cell says: telephone, website, coordinates, beds. A cell that makes no sense says nothing."""

from __future__ import annotations

import math
import re
from urllib.parse import quote, urlsplit

LONGEST_WEBSITE = 300
_HOST = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})"
)
_SCHEME = re.compile(r"(?:http ?s?|hhtp|htpp)\s*[:;/]+\s*[:/]*\s*", re.IGNORECASE)
_EXTENSION = re.compile(r"[\s,;(]*(?:ext\.?|extension|x|wew\.)\s*(\d{1,6})\W*$", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;]|/(?=\s*\d{6,})|\bor\b|\blub\b|\boraz\b")
_NORTH_AMERICA = {"US", "CA", "PR", "GU", "VI", "AS", "MP"}

# Country to its calling code and the trunk digits that fall away behind it.
_CALLING: dict[str, tuple[str, str]] = {
    "AT": ("43", "0"),
    "BE": ("32", "0"),
    "BG": ("359", "0"),
    "CH": ("41", "0"),
    "CY": ("357", ""),
    "CZ": ("420", ""),
    "DE": ("49", "0"),
    "DK": ("45", ""),
    "ES": ("34", ""),
    "FI": ("358", "0"),
    "FR": ("33", "0"),
    "GB": ("44", "0"),
    "GF": ("594", "0"),
    "GP": ("590", "0"),
    "GR": ("30", ""),
    "HR": ("385", "0"),
    "HU": ("36", "06"),
    "IE": ("353", "0"),
    "IT": ("39", ""),
    "LT": ("370", ""),
    "LU": ("352", ""),
    "LV": ("371", ""),
    "MQ": ("596", "0"),
    "MT": ("356", ""),
    "NL": ("31", "0"),
    "NO": ("47", ""),
    "PL": ("48", ""),
    "PM": ("508", "0"),
    "PT": ("351", ""),
    "PW": ("680", "680"),
    "RE": ("262", "0"),
    "RO": ("40", "0"),
    "SE": ("46", "0"),
    "SI": ("386", "0"),
    "SK": ("421", "0"),
    "YT": ("262", "0"),
}


def phone(text: str, country: str) -> str:
    """ "+1 334-793-8701", "+44 20 7946 0000", with " ext. 12" where given; of several the first; or ""."""
    extension = _EXTENSION.search(text)
    first = _SEVERAL.split(text[: extension.start()] if extension else text)[0]
    number = _number(first, country)
    return f"{number} ext. {extension[1]}" if number and extension else number


def website(text: str) -> str:
    """A plain http or https address of a public host, or "": never another scheme, mail or login."""
    bare = _SCHEME.sub("", text.strip().rstrip(".,; "), count=1).lstrip("/")
    scheme = "https" if re.match(r"https", text.strip(), re.IGNORECASE) else "http"
    if not bare or any(character.isspace() or ord(character) < 32 for character in bare):
        return ""
    try:
        parts = urlsplit(f"{scheme}://{bare}")
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (UnicodeError, ValueError):
        return ""
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    path = "" if parts.path == "/" else quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    address = f"{scheme}://{host}{f':{port}' if port else ''}{path}{query}"
    return address if len(address) <= LONGEST_WEBSITE else ""


def position(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Degrees, or None twice: half a position is none, and 0, 0 is what broken software writes."""
    north, east = _degrees(latitude, 90), _degrees(longitude, 180)
    if north is None or east is None or (north == 0 and east == 0):
        return None, None
    return north, east


def whole(text: str) -> int | None:
    """A count, or None where the cell holds none; -999 is how HIFLD writes "unknown"."""
    number = text.strip()
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None


def us_postal_code(text: str) -> str:
    """Five digits, with the zeros at the start that a spreadsheet took away, and "-1234" where given."""
    found = re.fullmatch(r"(\d{3,5})(?:-?(\d{4}))?", text.strip())
    if not found:
        return ""
    return found[1].zfill(5) + (f"-{found[2]}" if found[2] else "")


def _number(text: str, country: str) -> str:
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if country in _NORTH_AMERICA:
        return _north_american(digits)
    if text.lstrip(" (").startswith("+"):
        known, trunk = _CALLING.get(country, ("", ""))
        digits = digits.removeprefix(known) if known and digits.startswith(known) else digits
        return _spaced(known, _without_trunk(digits, trunk), text) if known else f"+{digits}"
    calling, trunk = _CALLING.get(country, ("", ""))
    return _spaced(calling, _without_trunk(digits, trunk), text)


def _north_american(digits: str) -> str:
    digits = digits.removeprefix("1") if len(digits) == 11 else digits
    if len(digits) != 10 or digits[0] in "01" or len(set(digits)) == 1:
        return ""
    return f"+1 {digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _spaced(calling: str, digits: str, text: str) -> str:
    """The digits in the groups the register wrote, if it wrote any, behind the calling code."""
    if not 5 <= len(digits) <= 14:
        return ""
    groups: list[str] = []
    left = digits
    for group in reversed(re.findall(r"\d+", text)):
        taken, left = left[-len(group) :], left[: -len(group)]
        groups.insert(0, taken)
    spaced = " ".join(group for group in groups if group)
    return f"+{calling} {spaced}" if calling else spaced


def _without_trunk(digits: str, trunk: str) -> str:
    return digits.removeprefix(trunk) if trunk else digits


def _degrees(text: str, limit: int) -> float | None:
    try:
        degrees = float(text)
    except ValueError:
        return None
    return degrees if math.isfinite(degrees) and abs(degrees) <= limit else None
