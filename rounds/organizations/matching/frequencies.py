"""How rare each word of names is in this List: counted in the database, kept in the process for a while.

Which answers are found never depends on it, and their score little: so it may be some seconds old while others write.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from typing import Any

from django.db import connection

from rounds.organizations import versions
from rounds.organizations.matching.weights import SHARES

RAREST = 1 / 20_000  # what is rarer weighs no more
_SEEN = 2_000  # names that the published shares count for
_RESTS = 50  # counting again waits so many times as long as it took


class Frequencies(defaultdict[str, float]):
    """Word to weight: 0 for one that every name has, 1 for one of the rarest."""

    def __init__(self, version: int, counts: dict[str, int], towns: dict[str, int], total: int) -> None:
        super().__init__()
        self.version = version
        self.counts = counts
        self.crowded = towns
        self.total = total
        self.kept: dict[int, tuple[tuple, tuple[Any, Any]]] = {}  # organizations ready to be compared

    def __missing__(self, word: str) -> float:
        expected = SHARES.get(word, RAREST) * _SEEN
        share = max((self.counts.get(word, 0) + expected) / (self.total + _SEEN), RAREST)
        weight = math.log(share) / math.log(RAREST)
        if len(self) < 200_000:  # strangers type the words
            self[word] = weight
        return weight


class _Kept:
    frequencies: Frequencies | None = None
    counted_at = 0.0
    took = 0.0


def current() -> Frequencies:
    version = versions.current()
    kept = _Kept.frequencies
    began = time.monotonic()
    if kept and (kept.version == version or began - _Kept.counted_at < _RESTS * _Kept.took):
        return kept
    counted = _counted(version)
    _Kept.frequencies, _Kept.counted_at = counted, time.monotonic()
    _Kept.took = _Kept.counted_at - began
    return counted


def forget() -> None:
    """What this process wrote itself counts at once."""
    _Kept.frequencies = None


def _counted(version: int) -> Frequencies:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, count(*) FROM organizations_keys WHERE key >= 'w:' AND key < 'w;' GROUP BY key"
        )
        counts = {key[2:]: count for key, count in cursor.fetchall()}
        cursor.execute(
            "SELECT key, count(*) FROM organizations_keys WHERE key >= 't:' AND key < 't;'"
            " GROUP BY key HAVING count(*) > 60"
        )
        towns = dict(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM organizations_called")
        [total] = cursor.fetchone()
    return Frequencies(version, counts, towns, total)
