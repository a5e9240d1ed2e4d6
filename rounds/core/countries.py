"""Countries (ISO 3166-1) and their regions (ISO 3166-2): codes to names that people use, and names to codes.

A territory that has a country code of its own (Puerto Rico, Martinique, Hong Kong) stands under that code, as
the registers write it. The tables come from pycountry once, on first use, and are plain dicts from then on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

import pycountry

from rounds.core.country_names import OWN_NAMES
from rounds.core.region_names import ENGLISH_NAMES

# Where ISO's English name is not the one people use.
_FRIENDLY = {
    "BN": "Brunei",
    "BQ": "Caribbean Netherlands",
    "CC": "Cocos Islands",
    "CD": "DR Congo",
    "CG": "Republic of the Congo",
    "CV": "Cape Verde",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "MF": "Saint Martin",
    "PS": "Palestine",
    "RU": "Russia",
    "SH": "Saint Helena",
    "SX": "Sint Maarten",
    "TR": "Turkey",
    "VA": "Vatican City",
    "VG": "British Virgin Islands",
    "VI": "U.S. Virgin Islands",
    "XK": "Kosovo",  # not ISO's: the code the European Union, GeoNames and ROR use
}
# Of the United States: countries of their own in ISO 3166-1, as the registers write them, and regions in ISO 3166-2.
US_TERRITORIES = {code: f"US-{code}" for code in ("AS", "GU", "MP", "PR", "VI")}
# What kind of region it is, in the languages where registers write it or leave it out at will.
_KINDS = frozenset(
    {
        "province",
        "provincia",
        "region",
        "state",
        "county",
        "department",
        "departamento",
        "district",
        "division",
    }
    | {"prefecture", "municipality", "governorate", "voivodeship", "oblast", "kray", "krai", "pradesh"}
    | {
        "sheng",
        "shi",
        "zizhiqu",
        "gwangyeoksi",
        "teukbyeolsi",
        "teukbyeoljachido",
        "lan",
        "kraj",
        "megye",
        "judet",
    }
)


def is_country(code: str) -> bool:
    """True for a code as it is stored: two capital letters."""
    return code in _countries()


def country_name(code: str) -> str:
    """The English short name; the code itself where nothing is known by it."""
    return _countries().get(code, code)


def country_code(text: str) -> str:
    """ "US" for "us", "USA", "United States" and "U.S.", "DE" for "Deutschland"; "" for what is none."""
    return _country_keys().get(_key(text[:100]), "")


def region_name(code: str) -> str:
    """ "Minnesota" for "US-MN"; the code itself where nothing is known by it."""
    return _regions().get(code, code)


def region_code(country: str, text: str) -> str:
    """ "US-MN" for ("US", "Minnesota"), ("US", "mn") and ("US", "US-MN"); "" where that cannot be told."""
    keys = _region_keys().get(country, {})
    return keys.get(_key(text)) or keys.get(_key(_without_kind(text)), "")


@lru_cache(maxsize=2_000)
def regions_called(text: str) -> tuple[str, ...]:
    """Every region of any country that may be written so: "MN" is in the United States, Moldova and elsewhere."""
    key = _key(text[:100])
    return tuple(sorted({keys[key] for keys in _region_keys().values() if keys.get(key)}))


def place_of(city: str, region: str, country: str) -> str:
    """ "Rochester, Minnesota, United States", from the codes of region and country; what is blank is left out."""
    return ", ".join(part for part in (city, region_name(region), country_name(country)) if part)


def country_choices() -> list[tuple[str, str]]:
    """Code and name, ordered by name."""
    return sorted(_countries().items(), key=lambda pair: _key(pair[1]))


@cache
def _countries() -> Mapping[str, str]:
    names = {entry.alpha_2: getattr(entry, "common_name", entry.name) for entry in pycountry.countries}
    return names | _FRIENDLY


@cache
def _country_keys() -> Mapping[str, str]:
    found = {_key(name): code for name, code in OWN_NAMES.items()}
    for entry in pycountry.countries:
        told = ("name", "official_name", "common_name", "alpha_3", "alpha_2")
        found |= {_key(getattr(entry, field)): entry.alpha_2 for field in told if hasattr(entry, field)}
    return found | {_key(name): code for code, name in _FRIENDLY.items()} | {"xk": "XK"}


@cache
def _regions() -> Mapping[str, str]:
    names = {entry.code: _plain(entry.name) for entry in pycountry.subdivisions}
    return names | {"US-VI": _FRIENDLY["VI"]}


@cache
def _region_keys() -> Mapping[str, Mapping[str, str]]:
    """By country, what may be written to code: a code beats a name, a region its parts; a tie is nothing."""
    found: dict[str, dict[str, str]] = {}
    inner, outer = _by_level()
    for entries in (inner, outer):
        for country, names in entries.items():
            found.setdefault(country, {}).update(names)
    for country, aliases in ENGLISH_NAMES.items():
        found[country].update({_key(name): f"{country}-{code}" for name, code in aliases.items()})
    for code in _regions():
        country, _, short = code.partition("-")
        found[country] |= {_key(short): code, _key(code): code}
    return found


def _by_level() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    inner: dict[str, dict[str, str]] = {}
    outer: dict[str, dict[str, str]] = {}
    for entry in pycountry.subdivisions:
        level = inner if entry.parent_code else outer
        names = level.setdefault(entry.country_code, {})
        for name in _written_forms(entry.name):
            names[_key(name)] = "" if names.get(_key(name), entry.code) != entry.code else entry.code
    return inner, outer


def _written_forms(name: str) -> set[str]:
    """ "Catalunya [Cataluña]" is known by both names, "Anhui Sheng" as "Anhui" too."""
    plain, bracketed = _plain(name), name.partition("[")[2].rstrip("]")
    other = " ".join(word for word in bracketed.split() if not word[:3].isupper())
    return {form for form in (plain, _without_kind(plain), other) if form}


def _without_kind(name: str) -> str:
    words = name.replace("-", " ").split()
    return " ".join(word for word in words if _key(word) not in _KINDS)


def _plain(name: str) -> str:
    """ISO writes "Wales [Cymru GB-CYM]", "Vale of Glamorgan, The" and "wallonne, Région"; people do not."""
    name = name.partition(" [")[0].partition(" (")[0]
    head, comma, tail = name.partition(", ")
    turned = comma and tail in {"The", "Région", "Région de"}
    return f"{tail} {head}" if turned else name


def _key(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, decomposed))
