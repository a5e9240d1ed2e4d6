"""The Open Database of Healthcare Facilities (Statistics Canada): no capitals, accents decoded twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rounds.core.countries import region_code
from rounds.organizations.names import as_written, place_as_written
from rounds.organizations.sources.kinds import kind_of
from rounds.organizations.sources.record import Record, Reject, Source
from rounds.organizations.sources.tables import Row, Table, records
from rounds.organizations.sources.values import position

_TABLE = Table(
    {
        "index": ("index",),
        "name": ("facility_name",),
        "kind": ("odhf_facility_type",),
        "unit": ("unit",),
        "number": ("street_no",),
        "street": ("street_name",),
        "postal_code": ("postal_code",),
        "city": ("city",),
        "province": ("province",),
        "municipality": ("CSDname",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
    }
)
_KINDS = {
    "hospitals": "hospital",
    "ambulatory health care services": "clinic",
    "nursing and residential care facilities": "other",
}
# The file was Windows-1252, read as Macintosh text before it became UTF-8: "montréal" is "montrÈal".
_MEANT = "àâäçèéêëîïôöùûüÿœæÀÂÇÈÉÊËÎÏÔÙÛÜŒ’–—°"
_REPAIRS = str.maketrans({meant.encode("cp1252").decode("mac_roman"): meant for meant in _MEANT})


def read(path: Path) -> Iterator[Record | Reject]:
    return records(_TABLE, path, _record)


def _record(row: Row) -> Record | Reject:
    cells = {column: cell.translate(_REPAIRS) for column, cell in row.cells.items()}
    region = region_code("CA", cells["province"])
    if not (cells["index"].isascii() and cells["index"].isdigit()):
        return row.reject(f'index "{cells["index"]}" is no number')
    if not cells["name"]:
        return row.reject("facility_name is empty")
    if not region:
        return row.reject(f'province "{cells["province"]}" is no province or territory')
    language = "fr" if region == "CA-QC" else "en"
    latitude, longitude = position(cells["latitude"], cells["longitude"])
    return Record(
        key=cells["index"],
        line=row.line,
        name=as_written(cells["name"].lower(), language=language),
        source_name=row.cells["name"],
        type=_KINDS.get(cells["kind"].casefold()) or kind_of(cells["name"]),
        country="CA",
        region=region,
        city=place_as_written((cells["city"] or cells["municipality"]).lower(), language=language),
        street=_street(cells, language),
        postal_code=_postal_code(cells["postal_code"]),
        latitude=latitude,
        longitude=longitude,
        identifiers=(("odhf", cells["index"]),),
    )


def _street(cells: dict[str, str], language: str) -> str:
    number = "-".join(filter(None, (cells["unit"], cells["number"])))
    return place_as_written(" ".join(filter(None, (number, cells["street"]))).lower(), language=language)


def _postal_code(text: str) -> str:
    code = text.replace(" ", "").upper()
    return f"{code[:3]} {code[3:]}" if re.fullmatch(r"[A-Z]\d[A-Z]\d[A-Z]\d", code, re.ASCII) else ""


EDITIONS = (
    Source(
        slug="odhf-v1",
        family="odhf",
        name="Open Database of Healthcare Facilities",
        publisher="Statistics Canada",
        licence="Open Government Licence - Canada",
        licence_url="https://open.canada.ca/en/open-government-licence-canada",
        attribution="Contains information licensed under the Open Government Licence - Canada: "
        "Statistics Canada, Open Database of Healthcare Facilities, version 1",
        as_of=date(2020, 1, 1),  # the year of version 1; the day is not known
        url="https://www.statcan.gc.ca/en/lode/databases/odhf",
        complete=True,
        joins=True,
        read=read,
    ),
)
