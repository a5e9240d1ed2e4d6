"""Facebook pages of US federal health organizations: VA medical centers, naval hospitals, agencies.

From the US Digital Registry with a check of June 2017. Pages that did not answer then are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from rounds.core.countries import region_code
from rounds.directory.sources.agencies import speaker
from rounds.directory.sources.record import AccountRecord, AccountSource, Said
from rounds.organizations.sources.lines import read_lines
from rounds.organizations.sources.record import OtherName, Record, Reject
from rounds.organizations.sources.tables import Row, Table

_COLUMNS = {"url": ("url",), "name": ("page_name",), "valid": ("is_valid_2017-06",)}
_HEALTH = "health_related_by_name"  # a column of the whole file; the starter file holds only such pages
# Health only by a word in the name: wildlife, aircraft, memorials, and a person who left office.
_NOT_HEALTH = re.compile(
    r"\bNWR\b|fleet readiness|biosecurity for birds|avian|USGS|library of congress|cemeter|GI Bill"
    r"|veterans benefits administration|schools and hospitals abroad|weather service|secretary ",
    re.I,
)
_SPANISH = re.compile(r"español|instituto nacional|administración", re.I)
_PLACE = re.compile(r"\(([^(),]+),\s*([A-Z]{2})\)\s*$")
_ABROAD = {"naples": "IT", "rota": "ES", "yokosuka": "JP", "okinawa": "JP", "guam": "GU", "guantanamo": "CU"}
_HANDLE_ENDS = re.compile(r"^va(?=[a-z]{4})|(vamc|vahcs|vahospital|hcs|vahealthcare|va)\d*$")


def _read(path: Path) -> Iterator[AccountRecord | Reject]:
    columns = _COLUMNS | ({"health": (_HEALTH,)} if _has_health_column(path) else {})
    for row in Table(columns=columns).read(path):
        if isinstance(row, Reject):
            yield row
        elif row.cells.get("health", "1") == "1" and row.cells["valid"].casefold() == "true":
            yield _page(row)


def _has_health_column(path: Path) -> bool:
    first = next(read_lines(path))
    return not isinstance(first, Reject) and _HEALTH.encode() in first[1]


def _page(row: Row) -> AccountRecord | Reject:
    url, told = row.cells["url"], " ".join(row.cells["name"].split())
    if not url or not told:
        return row.reject("url or page_name is empty")
    if _NOT_HEALTH.search(told):
        return row.reject("page_name is of no health organization")
    city, region = "", ""
    if place := _PLACE.search(told):
        city, region = place[1], region_code("US", place[2])
    who = speaker(_PLACE.sub("", told).strip() or told)
    abroad = next((code for word, code in _ABROAD.items() if word in told.casefold()), "")
    record = Record(
        key=url.casefold()[-120:],
        line=row.line,
        name=who.name,
        source_name=told[:300],
        type=who.type,
        country=abroad or "US",
        region=region,
        city=city,
        website=who.website,
        ownership="public",
        names=(OtherName("acronym", who.acronym),) if who.acronym else (),
    )
    handle = urlsplit(url).path.strip("/").casefold()
    return AccountRecord(
        about=record,
        accounts=(Said(url, "facebook", who.purpose, "es" if _SPANISH.search(told) else ""),),
        hints=(_HANDLE_ENDS.sub("", handle),) if handle.isalpha() else (),
    )


SOURCE = AccountSource(
    slug="federal-pages-2017",
    family="federal-pages",
    name="Facebook pages of US federal health organizations, US Digital Registry",
    publisher="US General Services Administration",
    licence="Public domain (US government work), MIT",
    licence_url="https://github.com/GSA",
    attribution="US General Services Administration, Digital Registry, checked in June 2017.",
    as_of=date(2017, 6, 1),  # the month is known, the day is not
    url="https://github.com/GSA/ringsail",
    read=_read,
)
