"""What no register may bring into the database, whatever its reader let through."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from rounds.core.countries import is_country
from rounds.organizations.models import Organization, Scheme
from rounds.organizations.sources.record import OWNERSHIPS, STATUSES, TYPES, Record, Reject

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TEXTS = tuple(
    field.name for field in fields(Record) if field.type == "str" and field.name not in {"key", "parent_key"}
)
_MOST_BEDS = 100_000
_LONGEST = {
    name: getattr(Organization._meta.get_field(name), "max_length", 0)
    for name in ("name", "street", "city", "region", "postal_code", "phone", "website")
} | {"source_name": 300, "key": 120}


def checked(record: Record) -> Record | Reject:
    """The record without characters that no database takes; a `Reject` if something in it cannot be kept."""
    record = _writable(record)
    reason = _fault(record)
    return Reject.of(record.line, reason, record.source_name) if reason else record


def checked_once(record: Record, repeated: Mapping[int, str]) -> Record | Reject:
    """The same, where an earlier line with this key is enough for a `Reject`. `repeated`: line to key."""
    if record.line in repeated:
        return Reject.of(
            record.line, f"An earlier line has the same identifier, {record.key}.", record.source_name
        )
    return checked(record)


def writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _writable(record: Record) -> Record:
    dirty: dict[str, Any] = {
        name: writable(text) for name in _TEXTS if _UNWRITABLE.search(text := getattr(record, name))
    }
    if any(_UNWRITABLE.search(name.text + name.language) for name in record.names):
        dirty["names"] = tuple(
            replace(name, text=writable(name.text), language=writable(name.language)) for name in record.names
        )
    return replace(record, **dirty) if dirty else record


def _fault(record: Record) -> str:
    if not record.key or _UNWRITABLE.search(record.key):
        return "The identifier is empty or holds characters that cannot be stored."
    if not record.name.strip():
        return "The name is empty."
    for name, longest in _LONGEST.items():
        if len(getattr(record, name)) > longest:
            return f"The {name.replace('_', ' ')} is longer than {longest} characters."
    if record.type not in TYPES or record.ownership not in OWNERSHIPS or record.status not in STATUSES:
        return (
            f"Type, ownership or status is none of ours: {record.type}, {record.ownership}, {record.status}."
        )
    if not is_country(record.country):
        return f"{record.country or 'Nothing'} is not the code of a country."
    if record.website and not record.website.startswith(("http://", "https://")):
        return f"{record.website[:100]} is not the address of a website."
    if not _on_earth(record.latitude, record.longitude):
        return f"The coordinates {record.latitude}, {record.longitude} are not a place on earth."
    if record.beds is not None and not 0 <= record.beds <= _MOST_BEDS:
        return f"{record.beds} beds cannot be."
    if not all(_can_be_kept(*identifier) for identifier in record.identifiers):
        return "One of its identifiers is of no known kind, empty, too long or unreadable."
    return ""


def _can_be_kept(scheme: str, value: str) -> bool:
    return scheme in Scheme.values and 0 < len(value) <= 80 and not _UNWRITABLE.search(value)


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return latitude is longitude
    return -90 <= latitude <= 90 and -180 <= longitude <= 180
