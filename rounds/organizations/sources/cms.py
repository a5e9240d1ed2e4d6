"""Hospital General Information of the Centers for Medicare & Medicaid Services (United States).

Editions differ in their headers ("City" became "City/Town"); the identifier is the CMS Certification Number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rounds.organizations.names import as_written, place_as_written
from rounds.organizations.sources.record import Record, Reject, Source
from rounds.organizations.sources.states import language_of, place_of_state
from rounds.organizations.sources.tables import Row, Table, records
from rounds.organizations.sources.values import phone, us_postal_code

_TABLE = Table(
    {
        "ccn": ("Facility ID", "Provider ID"),
        "name": ("Facility Name", "Hospital Name"),
        "street": ("Address",),
        "city": ("City/Town", "City"),
        "state": ("State",),
        "zip": ("ZIP Code",),
        "phone": ("Telephone Number", "Phone Number"),
        "owner": ("Hospital Ownership",),
    }
)
_CCN = re.compile(r"[0-9]{2}[0-9A-Z][0-9]{2}[0-9A-Z]", re.ASCII)  # a veterans' hospital's ends in a letter
_OWNERS = {
    "Department of Defense": "public",
    "Government - Federal": "public",
    "Government - Hospital District or Authority": "public",
    "Government - Local": "public",
    "Government - State": "public",
    "Physician": "private",
    "Proprietary": "private",
    "Tribal": "public",
    "Veterans Health Administration": "public",
    "Voluntary non-profit - Church": "nonprofit",
    "Voluntary non-profit - Other": "nonprofit",
    "Voluntary non-profit - Private": "nonprofit",
}


def read(path: Path) -> Iterator[Record | Reject]:
    return records(_TABLE, path, _record)


def _record(row: Row) -> Record | Reject:
    cells = row.cells
    country, region = place_of_state(cells["state"])
    if not _CCN.fullmatch(cells["ccn"]):
        return row.reject(
            f'Facility ID "{cells["ccn"]}" is no CMS number: six characters with the zeros at the start'
        )
    if not cells["name"]:
        return row.reject("Facility Name is empty")
    if not country:
        return row.reject(f'State "{cells["state"]}" is no state or territory')
    language = language_of(country)
    return Record(
        key=cells["ccn"],
        line=row.line,
        name=as_written(cells["name"], language=language),
        source_name=cells["name"],
        type="hospital",
        country=country,
        region=region,
        city=place_as_written(cells["city"], language=language),
        street=place_as_written(cells["street"], language=language),
        postal_code=us_postal_code(cells["zip"]),
        phone=phone(cells["phone"], country),
        ownership=_OWNERS.get(cells["owner"], ""),
        identifiers=(("ccn", cells["ccn"]),),
    )


def _edition(slug: str, as_of: date) -> Source:
    return Source(
        slug=slug,
        family="cms",
        name="CMS Hospital General Information",
        publisher="Centers for Medicare & Medicaid Services (United States)",
        licence="Public domain (work of the United States government)",
        licence_url="https://www.usa.gov/government-works",
        attribution="Centers for Medicare & Medicaid Services, Care Compare, Hospital General Information",
        as_of=as_of,
        url="https://data.cms.gov/provider-data/dataset/xubh-q36u",
        complete=True,
        joins=True,
        read=read,
    )


EDITIONS = (_edition("cms-2021-11", date(2021, 11, 1)), _edition("cms-2026-06", date(2026, 6, 1)))
