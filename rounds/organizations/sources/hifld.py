"""Hospitals of the Homeland Infrastructure Foundation-Level Data (United States): places, open and closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rounds.organizations.names import as_written, place_as_written
from rounds.organizations.sources.record import Record, Reject, Source
from rounds.organizations.sources.states import language_of, place_of_state
from rounds.organizations.sources.tables import Row, Table, records
from rounds.organizations.sources.values import phone, position, us_postal_code, website, whole

_TABLE = Table(
    {
        "id": ("ID",),
        "name": ("NAME",),
        "street": ("ADDRESS",),
        "city": ("CITY",),
        "state": ("STATE",),
        "zip": ("ZIP",),
        "phone": ("TELEPHONE",),
        "status": ("STATUS",),
        "latitude": ("LATITUDE",),
        "longitude": ("LONGITUDE",),
        "website": ("WEBSITE",),
        "owner": ("OWNER",),
        "beds": ("BEDS",),
    }
)
_OWNERS = {
    "GOVERNMENT - DISTRICT/AUTHORITY": "public",
    "GOVERNMENT - FEDERAL": "public",
    "GOVERNMENT - LOCAL": "public",
    "GOVERNMENT - STATE": "public",
    "NON-PROFIT": "nonprofit",
    "PROPRIETARY": "private",
}
_STATUSES = {"OPEN": "active", "CLOSED": "closed"}


def read(path: Path) -> Iterator[Record | Reject]:
    return records(_TABLE, path, _record)


def _record(row: Row) -> Record | Reject:
    cells = {column: "" if cell in {"NOT AVAILABLE", "-999"} else cell for column, cell in row.cells.items()}
    country, region = place_of_state(cells["state"])
    if not (cells["id"].isascii() and cells["id"].isdigit()):
        return row.reject(f'ID "{cells["id"]}" is no number')
    if not cells["name"]:
        return row.reject("NAME is empty")
    if not country:
        return row.reject(f'STATE "{cells["state"]}" is no state or territory')
    if cells["status"] not in _STATUSES:
        return row.reject(f'STATUS "{cells["status"]}" is neither OPEN nor CLOSED')
    language = language_of(country)
    latitude, longitude = position(cells["latitude"], cells["longitude"])
    return Record(
        key=cells["id"],
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
        website=website(cells["website"]),
        latitude=latitude,
        longitude=longitude,
        beds=whole(cells["beds"]),
        ownership=_OWNERS.get(cells["owner"], ""),
        status=_STATUSES[cells["status"]],
        identifiers=(("hifld", cells["id"]),),
    )


EDITIONS = (
    Source(
        slug="hifld-2023",
        family="hifld",
        name="HIFLD Hospitals",
        publisher="Oak Ridge National Laboratory for the Department of Homeland Security (United States)",
        licence="Public domain (work of the United States government)",
        licence_url="https://www.usa.gov/government-works",
        attribution="Homeland Infrastructure Foundation-Level Data (HIFLD), Hospitals, 2023",
        as_of=date(2023, 1, 1),  # the year is known, the day is not
        url="https://hifld-geoplatform.hub.arcgis.com/datasets/hospitals",
        complete=True,
        joins=True,
        read=read,
    ),
)
