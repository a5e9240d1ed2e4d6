"""Hospitals of NHS Choices (England): no quoting, columns between "~" or "¬", Windows-1252 or UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from rounds.organizations.names import as_written, fold, place_as_written
from rounds.organizations.sources.record import Record, Reject, Source
from rounds.organizations.sources.tables import Row, Table, records
from rounds.organizations.sources.values import phone, position, website

_TABLE = Table(
    {
        "code": ("OrganisationCode",),
        "name": ("OrganisationName",),
        "sector": ("Sector",),
        "status": ("OrganisationStatus",),
        "address1": ("Address1",),
        "address2": ("Address2",),
        "address3": ("Address3",),
        "city": ("City",),
        "postcode": ("Postcode",),
        "latitude": ("Latitude",),
        "longitude": ("Longitude",),
        "parent": ("ParentODSCode",),
        "phone": ("Phone",),
        "website": ("Website",),
    },
    delimiters="~¬",
    encodings=("utf-8", "cp1252"),
    quoted=False,
)
_ODS_CODE = re.compile(r"[0-9A-Z]{3,10}", re.ASCII)
_ISLANDS = {"GY": "GG", "IM": "IM", "JE": "JE"}  # postcode areas that are no part of the United Kingdom
_NATIONS = {
    "GB-NIR": {"BT"},
    "GB-SCT": set("AB DD DG EH FK G HS IV KA KW KY ML PA PH ZE".split()),  # noqa: SIM905
    "GB-WLS": {"CF", "LD", "LL", "NP", "SA"},
}


def read(path: Path) -> Iterator[Record | Reject]:
    return records(_TABLE, path, _record)


def _record(row: Row) -> Record | Reject:
    cells = row.cells
    if not _ODS_CODE.fullmatch(cells["code"]):
        return row.reject(f'OrganisationCode "{cells["code"]}" is no ODS code')
    if not cells["name"]:
        return row.reject("OrganisationName is empty")
    country, region = _place(cells["postcode"])
    latitude, longitude = position(cells["latitude"], cells["longitude"])
    return Record(
        key=cells["code"],
        line=row.line,
        name=as_written(cells["name"]),
        source_name=cells["name"],
        type="hospital",
        country=country,
        region=region,
        city=place_as_written(cells["city"]),
        street=_street(cells),
        postal_code=cells["postcode"].upper(),
        phone=phone(cells["phone"], "GB"),
        website=website(cells["website"]),
        latitude=latitude,
        longitude=longitude,
        # "Independent" may be either of the others.
        ownership="public" if cells["sector"] == "NHS Sector" else "",
        status="closed" if cells["status"].casefold() == "closed" else "active",
        identifiers=(("ods", cells["code"]),),
        parent_key=cells["parent"],
    )


def _street(cells: Mapping[str, str]) -> str:
    """The first line is often the hospital's name once more."""
    lines = [cells["address1"], cells["address2"], cells["address3"]]
    return ", ".join(line for line in lines if line and fold(line) != fold(cells["name"]))


def _place(postcode: str) -> tuple[str, str]:
    area = re.match(r"[A-Z]*", postcode.upper())
    letters = area[0] if area else ""
    if letters in _ISLANDS:
        return _ISLANDS[letters], ""
    return "GB", next((nation for nation, areas in _NATIONS.items() if letters in areas), "GB-ENG")


EDITIONS = (
    Source(
        slug="nhs-2020",
        family="nhs",
        name="NHS Choices hospitals",
        publisher="NHS Digital (England)",
        licence="Open Government Licence v3.0",
        licence_url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        attribution="Contains public sector information from NHS Choices, "
        "licensed under the Open Government Licence v3.0",
        as_of=date(2020, 1, 1),  # the year is known, the day is not
        url="https://www.nhs.uk/about-us/nhs-website-datasets/",
        complete=True,
        joins=True,
        read=read,
    ),
)
