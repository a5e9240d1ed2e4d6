"""What a column is by what stands in it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rounds.core import npi
from rounds.core.countries import country_code, is_country, region_code
from rounds.directory.platforms import PLATFORMS, Address, parse
from rounds.directory.platforms.table import LABELS
from rounds.organizations.identifiers import read as read_identifier
from rounds.spreadsheets.columns.roles import ON, Role

SEEN = 150  # values of a column that are looked at
MOST = 0.6  # of them that must be of one kind
BEGINNING = 200  # characters of a value that are looked at: patterns take their time with long ones
_EMAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()./+-]{6,22}(?:\s*(?:x|ext\.?)\s*[0-9]{1,6})?", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_ZIP = re.compile(
    r"[0-9]{5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}|"
    r"〒?[0-9]{3}-[0-9]{4}"
)
_HANDLE = re.compile(r"@[A-Za-z0-9_.-]{2,60}")


class Shape(NamedTuple):
    """What most values of a column look like; `share` of them."""

    role: str
    share: float


def shape_of(values: Sequence[str]) -> Shape:
    """The clearest thing that can be said of a column's values, or ("", 0)."""
    seen = _seen(values)
    if not seen:
        return Shape(Role.NOTHING, 0.0)
    for role, is_one in _SHAPES:
        share = sum(map(is_one, seen)) / len(seen)
        if share >= MOST:
            return Shape(_which(role, seen), share)
    return Shape(Role.NOTHING, 0.0)


def fits(values: Sequence[str], platform: str) -> bool:
    """Whether at least some of the values could be accounts of a platform."""
    seen = _seen(values)
    read = sum(isinstance(parse(value, platform), Address) for value in seen)
    return read >= 0.3 * len(seen)


def is_data(value: str) -> bool:
    """Whether a value can hardly be the name of a column."""
    value = value[:BEGINNING]
    return bool(
        _EMAIL.search(value) or "://" in value or value.lower().startswith("www.") or _PHONE.fullmatch(value)
    ) or (_DIGITS.sub("", value).strip(" .,%-/:") == "")


def _seen(values: Sequence[str]) -> list[str]:
    return [value[:BEGINNING] for value in values if value][:SEEN]


def _which(role: str, seen: Sequence[str]) -> str:
    """Accounts that are all of one platform are that platform's."""
    if role != Role.ACCOUNT:
        return role
    platforms = Counter(address.platform for value in seen if isinstance(address := parse(value), Address))
    if not platforms:
        return role
    first, count = platforms.most_common(1)[0]
    return ON + first if count >= 0.9 * sum(platforms.values()) else role


def _is_account(value: str) -> bool:
    """An address, not a name or a number that could be one. Several may stand in one cell."""
    pieces = re.split(r"[\s,;|]+", value)
    return any("." in piece and isinstance(parse(piece), Address) for piece in pieces[:4])


def _is_npi(value: str) -> bool:
    return len(value) == 10 and value.isascii() and value.isdigit() and npi.is_valid(value)


def _is_ccn(value: str) -> bool:
    return bool(re.fullmatch(r"(?:0[1-9]|[1-6][0-9]|7[0-9])[0-9A-Z][0-9]{3}", value)) or bool(
        re.fullmatch(r"[1-9][0-9]{4}", value)
    )


def _is_six(value: str) -> bool:
    return len(value) == 6 and _is_ccn(value)


def _is_ror(value: str) -> bool:
    return not read_identifier("ror", value).fault


def _is_wikidata(value: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?Q[1-9][0-9]{2,11}", value))


def _is_country(value: str) -> bool:
    return (len(value) > 3 and bool(country_code(value))) or (
        len(value) == 2 and value.isupper() and is_country(value)
    )


def _is_us_state(value: str) -> bool:
    return len(value) == 2 and value.isupper() and bool(region_code("US", value))


def _is_platform(value: str) -> bool:
    return value.casefold() in LABELS or any(
        value.casefold() == one.name.casefold() for one in PLATFORMS.values()
    )


def _is_phone(value: str) -> bool:
    digits = sum(letter.isdigit() for letter in value)
    return 7 <= digits <= 15 and bool(_PHONE.fullmatch(value)) and not value.isdigit()


_SHAPES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (Role.EMAIL, lambda value: bool(_EMAIL.fullmatch(value))),
    (Role.WIKIDATA, _is_wikidata),
    (Role.ROR, lambda value: "ror.org/" in value.lower() and _is_ror(value)),
    (Role.ACCOUNT, _is_account),
    (Role.PLATFORM, _is_platform),
    (Role.HANDLE, lambda value: bool(_HANDLE.fullmatch(value))),
    (Role.WEBSITE, lambda value: bool(_WEB.fullmatch(value)) and any(map(str.isalpha, value))),
    (Role.NPI, _is_npi),
    (Role.PHONE, _is_phone),
    (Role.REGION, _is_us_state),
    (Role.COUNTRY, _is_country),
    (Role.CCN, _is_six),
    (Role.POSTAL_CODE, lambda value: bool(_ZIP.fullmatch(value))),
    (Role.ROR, _is_ror),
)
