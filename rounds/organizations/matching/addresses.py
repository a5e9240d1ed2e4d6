"""Addresses, telephones and websites as keys: equal where two registers mean the same door, line or house."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rounds.organizations.names import fold

_PASSED_OVER = frozenset(
    """
    ave av avenue bd blvd boulevard bldg cir circle court ct dr drive expressway expwy freeway fwy highway hwy
    lane ln loop park parkway pike pkwy pky place pl plaza plz rd road route rt rte sq square st state street
    saint terrace trail trl turnpike us way county str strasse n s e w ne nw se sw north south east west rue
    fort northeast northwest southeast southwest center and the de la du des via calle
    """.split()  # noqa: SIM905
)
_ORDINALS = {
    word: f"{number}{'st' if number == 1 else 'nd' if number == 2 else 'rd' if number == 3 else 'th'}"
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "ten": "10"}
_TAIL = re.compile(
    r"\b(?:suite|unit|room|rm|floor|flr?|building|bldg|apt|drawer|box|p\.? ?o\.? ?box)\b.*|\bste\b\.? ?#?\d.*",
    re.IGNORECASE,
)
_SHARED_HOSTS = frozenset(
    {"facebook.com", "google.com", "wordpress.com", "blogspot.com", "wixsite.com", "weebly.com"}
)


def door(street: str, postal_code: str) -> str:
    """House number, street words and postal code; "" where one of the three is not told."""
    words = fold(_TAIL.sub("", street.partition(",")[0])).split()
    number = next((_NUMBERS.get(word, word) for word in words if word[:1].isdigit() or word in _NUMBERS), "")
    named = sorted({_ORDINALS.get(word, word) for word in words} - _PASSED_OVER - {number} - set(_NUMBERS))
    code = postal_area(postal_code)
    return f"{number} {' '.join(named)} {code}" if number and named and code else ""


def postal_area(postal_code: str) -> str:
    """The code without spaces; of a United States ZIP+4 the five digits that a register always has."""
    compact = re.sub(r"[^0-9A-Z]", "", postal_code.upper())
    return compact[:5] if re.fullmatch(r"\d{5}-\d{4}", postal_code.strip()) else compact


def line(phone: str) -> str:
    """The digits without an extension; "" for what is too short to be a subscriber's number."""
    digits = re.sub(r"\D", "", phone.partition("ext")[0])
    return digits if len(digits) >= 7 else ""


def subscriber(phone: str) -> str:
    """The last nine digits of the line: the same with and without the country's code or a leading zero."""
    return line(phone)[-9:]


def host_of(website: str) -> str:
    """ "mayoclinic.org" for "https://www.mayoclinic.org/about", with or without a scheme; "" where there is none."""
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")  # small already; folded, "groß.de" would be "gross.de"


def own_host(website: str) -> str:
    """The website's host; "" for hosts where anybody has a page."""
    host = host_of(website)
    return "" if any(host == shared or host.endswith(f".{shared}") for shared in _SHARED_HOSTS) else host


def town(city: str) -> str:
    return fold(city).replace(" ", "")
