"""Health care services of Europe (Eurostat GISCO): hospitals, often a row to a site, as countries report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from rounds.core.countries import is_country
from rounds.organizations.names import as_written, fold, place_as_written
from rounds.organizations.sources.record import OtherName, Record, Reject, Source
from rounds.organizations.sources.tables import Row, Table, records
from rounds.organizations.sources.values import phone, position, website, whole

_TABLE = Table(
    {
        "id": ("id",),
        "name": ("hospital_name",),
        "site": ("site_name",),
        "latitude": ("lat",),
        "longitude": ("lon",),
        "street": ("street",),
        "number": ("house_number",),
        "postal_code": ("postcode",),
        "city": ("city",),
        "country": ("cc",),
        "beds": ("cap_beds",),
        "owner": ("public_private",),
        "phone": ("tel",),
        "website": ("url",),
    }
)
_COUNTRIES = {"EL": "GR", "UK": "GB"}  # Eurostat's codes that are not ISO's
# Elsewhere the site's name is an owner, a town or a region.
_NAMED_BY_SITE = {"BE", "CH", "CY", "DE", "LU", "LV", "MT", "NL"}
_LANGUAGES = {
    language: countries.split()
    for language, countries in {
        "bg": "BG",
        "de": "AT CH DE",
        "es": "ES",
        "fr": "BE FR GF GP LU MQ PM RE YT",
        "hr": "HR",
        "it": "IT",
        "nl": "NL",
        "no": "NO",
        "pl": "PL",
        "pt": "PT",
        "sk": "SK",
        "sl": "SI",
    }.items()
}
# The Czech part was Windows-1250, read as Windows-1252: "Tøebíè" is Třebíč. Czech has none of the wrong letters.
_CZECH = str.maketrans(
    {meant.encode("cp1250").decode("cp1252"): meant for meant in "čďěňřůČĎĚŇŘŮ"} | {"\x9d": "ť"}
)
_LOST = "\ufffd"  # what upstream left where it could not read a character


def read(path: Path) -> Iterator[Record | Reject]:
    return records(_TABLE, path, _record)


def _record(row: Row) -> Record | Reject:
    cells = _repaired(row.cells)
    country = _COUNTRIES.get(cells["country"], cells["country"])
    if not cells["id"]:
        return row.reject("id is empty")
    if not is_country(country):
        return row.reject(f'cc "{cells["country"]}" is no country')
    if not cells["name"]:
        return row.reject("hospital_name is empty")
    if _LOST in cells["name"]:
        where = cells["name"].index(_LOST) + 1
        return row.reject(f"hospital_name lost its character {where} before it came into this file (U+FFFD)")
    language = _language(country, cells["name"])
    name, site = _written(cells["name"], country, language), _written(cells["site"], country, language)
    latitude, longitude = position(cells["latitude"], cells["longitude"])
    return Record(
        key=cells["id"],
        line=row.line,
        name=_with_site(name, site) if country in _NAMED_BY_SITE else name,
        source_name=row.cells["name"],
        type="hospital",
        country=country,
        city=_known(_placed(cells["city"], country, language)),
        street=_known(_placed(f"{cells['street']} {cells['number']}".strip(), country, language)),
        postal_code=_known(cells["postal_code"]),
        phone=phone(cells["phone"], country),
        website=website(cells["website"]),
        latitude=latitude,
        longitude=longitude,
        beds=whole(cells["beds"]) or None,  # nought beds is how some countries write "not told"
        ownership="public" if cells["owner"] == "public" else "",  # "private" may be for profit or not
        identifiers=(("eurostat", cells["id"]),),
        names=(OtherName("alternative", site),) if _is_other_name(country, name, site) else (),
    )


def _repaired(cells: Mapping[str, str]) -> Mapping[str, str]:
    if cells["country"] != "CZ":
        return cells
    return {column: cell.translate(_CZECH) for column, cell in cells.items()}


def _language(country: str, name: str) -> str:
    if country == "BE" and "ziekenhuis" in name.casefold():
        return "nl"
    return next((language for language, countries in _LANGUAGES.items() if country in countries), "en")


def _written(name: str, country: str, language: str) -> str:
    """Greek stays as it is: capitals carry no accents, and small letters without them would be misspelt."""
    text = re.sub(r"(?<= )\?(?= )", "–", name)  # a dash that upstream lost
    return text if country == "GR" else as_written(text, language=language)


def _placed(place: str, country: str, language: str) -> str:
    return place if country == "GR" else place_as_written(place, language=language)


def _with_site(name: str, site: str) -> str:
    if not site or _LOST in site or fold(site) in {"hauptstandort", *_folded_parts(name)}:
        return name
    if fold(name) in fold(site):
        return site
    return f"{name} – {site}"


def _folded_parts(name: str) -> tuple[str, str]:
    """With and without the legal form, for "Sophienklinik GmbH" at the site "Sophienklinik"."""
    return fold(name), re.sub(r" (g?gmbh|ag|se|ev)$", "", fold(name))


def _is_other_name(country: str, name: str, site: str) -> bool:
    return (
        country in {"FR", "GP", "MQ", "RE", "GF"}
        and bool(site)
        and _LOST not in site
        and fold(site) != fold(name)
    )


def _known(text: str) -> str:
    return "" if _LOST in text else text


EDITIONS = (
    Source(
        slug="eurostat-2020",
        family="eurostat",
        name="Healthcare services in Europe",
        publisher="Eurostat (GISCO)",
        licence="Reuse with attribution (Commission Decision 2011/833/EU)",
        licence_url="https://ec.europa.eu/eurostat/web/gisco/geodata/basic-services",
        attribution="Source: European Commission - Eurostat/GISCO, healthcare services, 2020",
        as_of=date(2020, 10, 28),
        url="https://ec.europa.eu/eurostat/web/gisco/geodata/basic-services",
        complete=True,
        joins=True,
        read=read,
    ),
)
