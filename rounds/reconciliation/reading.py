"""What programs send, read: JSON from anybody to plain values. Pure; nothing raises but `Unreadable`.

A fault in one query of a batch is that query's alone: it is read as None, and gets an empty result.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import NamedTuple

LONGEST = 500  # characters of a text that are looked at
MOST_PROPERTIES = 40  # of one query; what is beyond is not looked at
MOST_VALUES = 10  # of one property
MOST_CANDIDATES = 25
CANDIDATES = 5  # where nobody says how many
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_STRICT = frozenset({"all", "any"})  # "should", which OpenRefine sends, is a wish


class Unreadable(ValueError):
    """Not JSON, or not of the shape that was asked for; says so in words."""


class Value(NamedTuple):
    """A value as text; `id` where it was reconciled before."""

    text: str
    id: str = ""


class Query(NamedTuple):
    text: str  # "" where only properties are given
    types: tuple[str, ...] = ()
    is_strict: bool = False  # nothing of another type may be answered
    limit: int = CANDIDATES
    properties: tuple[tuple[str, tuple[Value, ...]], ...] = ()


class Wanted(NamedTuple):
    """One column to add. `settings` as sent: texts, numbers and booleans."""

    property: str
    settings: Mapping[str, str | bool | float] = {}


class Extension(NamedTuple):
    ids: tuple[str, ...]
    columns: tuple[Wanted, ...]


def batch(text: str) -> dict[str, Query | None]:
    read = _json(text)
    if not isinstance(read, dict):
        raise Unreadable('Expected an object of queries, such as {"q0": {"query": "Mercy Hospital"}}.')
    return {key: _query(value) for key, value in read.items()}


def extension(text: str) -> Extension:
    read = _json(text)
    ids = read.get("ids") if isinstance(read, dict) else None
    properties = read.get("properties") if isinstance(read, dict) else None
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise Unreadable('Expected {"ids": ["…"], "properties": [{"id": "…"}]}.')
    wanted = (_wanted(one) for one in properties)
    return Extension(
        tuple(one for one in ids if isinstance(one, str)),
        tuple({one.property: one for one in wanted if one}.values()),
    )


def cleaned(text: str) -> str:
    """Without what no text holds and no database takes."""
    return " ".join(_UNREADABLE.sub(" ", text[: 4 * LONGEST]).split())[:LONGEST]


def _json(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Unreadable("This is not JSON.") from None


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _query(value: object) -> Query | None:
    if not isinstance(value, dict):
        return None
    given = value.get("properties")
    read = [_property(one) for one in given[:MOST_PROPERTIES]] if isinstance(given, list) else []
    properties = tuple(one for one in read if one)
    text = _text(value.get("query"))
    if not text and not properties:
        return None
    return Query(
        text,
        _types(value.get("type")),
        value.get("type_strict") in _STRICT if isinstance(value.get("type_strict"), str) else False,
        _limit(value.get("limit")),
        properties,
    )


def _property(one: object) -> tuple[str, tuple[Value, ...]] | None:
    if not isinstance(one, dict):
        return None
    pid, given = one.get("pid"), one.get("v")
    read = [_value(value) for value in (given[:MOST_VALUES] if isinstance(given, list) else [given])]
    values = tuple(value for value in read if value)
    return (cleaned(pid), values) if isinstance(pid, str) and values else None


def _value(given: object) -> Value | None:
    if isinstance(given, dict):
        id, name = _text(given.get("id")), _text(given.get("name"))
        return Value(name or id, id) if name or id else None
    text = _text(given)
    return Value(text) if text else None


def _types(given: object) -> tuple[str, ...]:
    read = given[:MOST_VALUES] if isinstance(given, list) else [given]
    return tuple(filter(None, (_text(one.get("id") if isinstance(one, dict) else one) for one in read)))


def _limit(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return CANDIDATES
    if isinstance(given, float) and not math.isfinite(given):
        return CANDIDATES
    return min(int(given), MOST_CANDIDATES) if given >= 1 else CANDIDATES


def _text(given: object) -> str:
    """A number is what a spreadsheet made of a text: 240010.0 was "240010"."""
    if isinstance(given, str):
        return cleaned(given)
    if isinstance(given, bool) or not isinstance(given, int | float):
        return ""
    if isinstance(given, float) and not (math.isfinite(given) and given.is_integer() and abs(given) < 1e15):
        return f"{given:g}" if math.isfinite(given) else ""
    return str(int(given))[:LONGEST]


def _wanted(one: object) -> Wanted | None:
    id = one.get("id") if isinstance(one, dict) else None
    if not isinstance(one, dict) or not isinstance(id, str) or not cleaned(id):
        return None
    settings = one.get("settings")
    plain = settings if isinstance(settings, dict) else {}
    return Wanted(
        cleaned(id),
        {key: value for key, value in plain.items() if isinstance(value, str | bool | int | float)},
    )
