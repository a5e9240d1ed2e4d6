"""Registers in memory for tests: a source whose rows are written in the test."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from rounds.organizations.sources.record import Record, Reject, Source, SourceError

AT = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


class Crash(Exception):
    """The machine stops in the middle of a file."""


@dataclass
class Rows:
    """What a source reads. `crash_after` rows of the second reading (the first one only looks) the machine stops."""

    rows: Sequence[Record | Reject]
    crash_after: int | None = None
    broken_after: int | None = None
    readings: int = field(default=0)

    def read(self, path: Path) -> Iterator[Record | Reject]:
        self.readings += 1
        for count, row in enumerate(self.rows):
            if count == self.crash_after and self.readings == 2:
                raise Crash
            if count == self.broken_after:
                raise SourceError(f"The file breaks off at line {row.line}.")
            yield row


def source(*rows: Record | Reject, slug: str = "cms-2026-06", **fields: object) -> Source:
    return source_of(Rows(rows), slug=slug, **fields)


def source_of(rows: Rows, *, slug: str = "cms-2026-06", **fields: object) -> Source:
    family, year, month = [*slug.split("-"), "01"][:3]
    made = Source(
        slug=slug,
        family=family,
        name=f"Register {slug}",
        publisher="A publisher",
        licence="CC0-1.0",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        attribution="",
        as_of=date(int(year), int(month), 1),
        url="https://register.example.org/",
        complete=family == "cms",
        joins=family != "cms",
        read=rows.read,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def hospital(number: int, **fields: object) -> Record:
    made = Record(
        key=f"{number:06}",
        line=number + 1,
        name=f"Hospital {number}",
        source_name=f"HOSPITAL {number}",
        type="hospital",
        country="US",
        region="US-MN",
        city="Rochester",
        street=f"{number} First Street",
        postal_code=f"{55000 + number}",
        phone=f"+1 507-555-{number:04}",
        ownership="nonprofit",
        identifiers=(("ccn", f"{number:06}"),),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def a_file(folder: Path, text: str = "one") -> Path:
    """A file to have a digest of; the rows come from memory."""
    path = folder / "register.csv"
    path.write_text(text)
    return path
