"""How far a source of changes has been read, although its rows are not committed in the order of their numbers.

A row may be committed long after rows with higher numbers. So everything behind a floor is looked through each time,
and the floor moves up to a mark only when every transaction that ran when the mark was made has ended.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

SETTLED = timedelta(minutes=1)  # between drawing a number and being known as a transaction that writes


@dataclass(frozen=True, slots=True)
class Position:
    floor: int = 0  # all rows up to this number are in the log
    mark: int = 0  # the highest number that was seen when the mark was made
    horizon: int = 0  # transactions with a lower number may have been running then
    marked_at: str = ""

    def settled(self, *, at: datetime) -> bool:
        """Whether nothing with a number up to the mark can be committed any more."""
        if not self.marked_at or at - datetime.fromisoformat(self.marked_at) < SETTLED:
            return False
        return _oldest_running() >= self.horizon

    def moved(self, *, top: int, at: datetime) -> "Position":
        """The floor at the mark, which was settled before the rows were read, and a new mark."""
        return replace(self.marked(top=top, at=at), floor=self.mark)

    def marked(self, *, top: int, at: datetime) -> "Position":
        return replace(self, mark=top, horizon=_newest(), marked_at=at.isoformat())

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _oldest_running() -> int:
    """SQLite lets one write at a time, so its rows are committed in order."""
    return _snapshot("xmin") if connection.vendor == "postgresql" else 0


def _newest() -> int:
    return _snapshot("xmax") if connection.vendor == "postgresql" else 0


def _snapshot(bound: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_snapshot_{bound}(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])
