"""The credentials that we know: abbreviation, what it stands for, and the kind of professional."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent.parent / "data" / "credentials.csv"


class Known(NamedTuple):
    abbreviation: str
    expansion: str
    group: str


@cache
def known() -> dict[str, Known]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["abbreviation"]: Known(**row) for row in csv.DictReader(lines)}
