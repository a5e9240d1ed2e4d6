"""Which register may write what over what. Pure: no Django, no database.

1. What a person of ours set (or emptied) stays; so does a value whose origin nobody wrote down.
2. A blank is filled by anybody.
3. Inside one register the newer edition writes over the older, never the reverse.
4. Between registers the one that knows the field better writes; equals by date.
5. Whether a place is open is news, so there the date decides, and only registers that visit places may close one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PERSON = "person"
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: a register's slug, its family and the date of the edition."""

    slug: str
    family: str
    as_of: date


# How well each register knows an organization, unless a field below says otherwise; any other register knows least.
_RANKS = {"cms": 30, "nhs": 30, "odhf": 30, "hifld": 20, "eurostat": 20, "ror": 10}
_RANKS_BY_FIELD = {
    "latitude": {"cms": 30, "nhs": 30, "odhf": 30, "hifld": 30, "eurostat": 30, "ror": 5},  # ROR: of the city
    "beds": {"hifld": 30, "eurostat": 30},
    # Addresses move: the newest counts.
    "website": {"nhs": 20, "odhf": 20, "hifld": 20, "eurostat": 20, "ror": 20},
}
_RANKS_BY_FIELD["longitude"] = _RANKS_BY_FIELD["latitude"]
_LEAST = 1
_VISITORS = frozenset({"cms", "nhs", "odhf", "hifld", "eurostat"})


def rank(family: str, field: str) -> int:
    return _RANKS_BY_FIELD.get(field, _RANKS).get(family, _LEAST)


def may_write(field: str, *, value: object, held: Origin | None, offered: Origin) -> bool:
    """Whether a register's value may take the place of the value that is there."""
    if held is not None and held.slug == PERSON:
        return False
    if value is None or value == "":
        return True
    if held is None:
        return False
    if held.family == offered.family:
        return offered.as_of >= held.as_of
    return (rank(offered.family, field), offered.as_of) > (rank(held.family, field), held.as_of)


def may_set_status(status: str, *, held: Origin | None, offered: Origin) -> bool:
    """Whether a register's status may take the place of the status that is there. A blank status does not exist."""
    if held is None or held.slug == PERSON:
        return False
    if held.family == offered.family:
        return offered.as_of >= held.as_of
    if offered.as_of <= held.as_of:
        return False
    if status == CLOSED and offered.family in _VISITORS:
        return True
    return rank(offered.family, "status") > rank(held.family, "status")
