"""What every register gives: one shape for a row, for a row that cannot be used, and for the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TYPES = frozenset(
    {
        "hospital",
        "health-system",
        "clinic",
        "medical-school",
        "public-health-agency",
        "professional-association",
        "patient-organization",
        "nonprofit",
        "payer",
        "publisher",
        "other",
    }
)
OWNERSHIPS = frozenset({"public", "nonprofit", "private", ""})
STATUSES = frozenset({"active", "closed"})
NAME_KINDS = frozenset({"alternative", "former", "acronym", "translation"})

LONGEST_REJECTED_TEXT = 500


class SourceError(Exception):
    """The file as a whole is not what this reader can read; the message says what it found and expected."""


@dataclass(frozen=True, slots=True)
class OtherName:
    kind: str  # one of NAME_KINDS
    text: str
    language: str = ""  # BCP 47


@dataclass(frozen=True, slots=True)
class Record:
    key: str  # the register's own identifier of the row; unique in the file
    line: int  # 1-based line in the file
    name: str  # as people write it
    source_name: str  # as the register writes it
    type: str  # one of TYPES
    country: str  # ISO 3166-1 alpha-2
    region: str = ""  # ISO 3166-2, "US-MN"
    city: str = ""
    street: str = ""
    postal_code: str = ""
    phone: str = ""
    website: str = ""
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    beds: int | None = None
    ownership: str = ""  # one of OWNERSHIPS
    status: str = "active"  # one of STATUSES
    closed_on: date | None = None
    identifiers: tuple[tuple[str, str], ...] = ()  # ("ccn", "010001"), ("ror", "02qp3tb03")
    names: tuple[OtherName, ...] = ()
    parent_key: str = ""  # key of the parent in the same register


@dataclass(frozen=True, slots=True)
class Reject:
    line: int
    reason: str  # plain words that name the column
    text: str  # the line as it stands, at most LONGEST_REJECTED_TEXT characters

    @classmethod
    def of(cls, line: int, reason: str, text: str) -> Reject:
        """Of a line of any length."""
        return cls(line, reason, text[:LONGEST_REJECTED_TEXT])


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of an outside list, of organizations or of accounts: what a `Register` remembers of it."""

    slug: str  # "cms-2026-06"
    family: str  # "cms": an edition of the same register replaces the older one
    name: str
    publisher: str
    licence: str
    licence_url: str
    attribution: str
    as_of: date
    url: str


@dataclass(frozen=True, slots=True)
class Source(Edition):
    """An edition of a register of organizations, with its reader."""

    complete: bool  # a whole register of its field: a row that is missing in a newer edition is gone
    joins: bool  # rows may describe organizations already known from other registers
    read: Callable[[Path], Iterator[Record | Reject]]  # streams; a bad line is a Reject
