"""The Research Organization Registry, an extract of type "healthcare": one JSON record to a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rounds.core.countries import is_country, region_code
from rounds.organizations.sources.kinds import kind_of
from rounds.organizations.sources.lines import read_lines
from rounds.organizations.sources.record import (
    OtherName,
    Record,
    Reject,
    Source,
    SourceError,
)
from rounds.organizations.sources.tables import clean, once
from rounds.organizations.sources.values import position, website

_ID = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
_STATUSES = {"active": "active", "inactive": "closed"}


def read(path: Path) -> Iterator[Record | Reject]:
    return once(_entries(path))


def _entries(path: Path) -> Iterator[Record | Reject]:
    for found in read_lines(path):
        if isinstance(found, Reject):
            yield found
            continue
        number, line = found
        if number == 1 and not line.lstrip().startswith(b"{"):
            raise SourceError(f"{path.name}: line 1 is no JSON record; one record to a line was expected")
        if line.strip():
            yield _entry(number, line)


def _entry(number: int, line: bytes) -> Record | Reject:
    try:
        text = line.decode("utf-8")
        entry = json.loads(text)
        return (
            _record(number, entry, text)
            if isinstance(entry, dict)
            else Reject.of(number, "no JSON record", text)
        )
    except UnicodeDecodeError as problem:
        return Reject.of(
            number, f"byte {problem.start + 1} is not UTF-8 text", line.decode("utf-8", "replace")
        )
    except json.JSONDecodeError as problem:
        return Reject.of(number, f"no JSON: {problem.msg} at character {problem.pos + 1}", text)
    except RecursionError:
        return Reject.of(number, "the JSON is nested too deeply", text)


def _record(number: int, entry: Mapping[str, Any], text: str) -> Record | Reject:
    key, name, country = _text(entry, "id"), _text(entry, "name"), _text(entry, "country_code")
    status = _text(entry, "status")
    if not _ID.fullmatch(key):
        return Reject.of(number, f'id "{key}" is no ROR identifier', text)
    if status == "withdrawn":
        return Reject.of(number, f"withdrawn by ROR{_successor(entry)}", text)
    if status not in _STATUSES:
        return Reject.of(number, f'status "{status}" is not known', text)
    if not name:
        return Reject.of(number, "name is empty", text)
    if not is_country(country):
        return Reject.of(number, f'country_code "{country}" is no country', text)
    names = _names(entry, name)
    latitude, longitude = position(str(entry.get("lat")), str(entry.get("lng")))
    return Record(
        key=key,
        line=number,
        name=name,
        source_name=name,
        type=kind_of(name, *(other.text for other in names if other.kind != "acronym")),
        country=country,
        region=region_code(country, _text(entry, "subdivision")),
        city=_text(entry, "city"),
        website=website(_text(entry, "website")),
        latitude=latitude,
        longitude=longitude,
        status=_STATUSES[status],
        identifiers=_identifiers(entry, key),
        names=names,
        parent_key=next(_related(entry, "parent"), ""),
    )


def _names(entry: Mapping[str, Any], name: str) -> tuple[OtherName, ...]:
    found = [
        OtherName("alternative", clean(alias)) for alias in _list(entry, "aliases") if isinstance(alias, str)
    ]
    for label in _list(entry, "labels"):
        if isinstance(label, dict) and (text := _text(label, "name")):
            language = _text(label, "lang")
            found.append(OtherName("translation" if language else "alternative", text, language))
    found += [
        OtherName("acronym", clean(short)) for short in _list(entry, "acronyms") if isinstance(short, str)
    ]
    return tuple(dict.fromkeys(other for other in found if other.text and other.text != name))


def _identifiers(entry: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    told = (
        ("ror", key),
        ("wikidata", _text(entry, "wikidata")),
        ("isni", _text(entry, "isni").replace(" ", "")),
        ("grid", _text(entry, "grid")),
    )
    return tuple((scheme, value) for scheme, value in told if value)


def _successor(entry: Mapping[str, Any]) -> str:
    successors = ", ".join(_related(entry, "successor"))
    return f"; it points to {successors}" if successors else ""


def _related(entry: Mapping[str, Any], kind: str) -> Iterator[str]:
    for other in _list(entry, "relationships"):
        if isinstance(other, dict) and other.get("type") == kind and _ID.fullmatch(_text(other, "id")):
            yield _text(other, "id")


def _text(entry: Mapping[str, Any], field: str) -> str:
    value = entry.get(field)
    return clean(value) if isinstance(value, str) else ""


def _list(entry: Mapping[str, Any], field: str) -> list[Any]:
    value = entry.get(field)
    return value if isinstance(value, list) else []


EDITIONS = (
    Source(
        slug="ror-2026",
        family="ror",
        name="Research Organization Registry (ROR), health care",
        publisher="Research Organization Registry",
        licence="CC0 1.0",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        attribution="Research Organization Registry (ROR), records of type health care",
        as_of=date(2026, 6, 1),
        url="https://ror.org/",
        complete=False,  # an extract, not the whole registry
        joins=True,
        read=read,
    ),
)
