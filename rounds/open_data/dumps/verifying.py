"""Whether a dump is whole: every file that its manifest names, with the bytes, sums, rows and columns that it tells."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rounds.open_data.dumps.folder import MANIFEST, SUMS
from rounds.open_data.dumps.writing import sha256


def faults(folder: Path) -> Iterator[str]:
    """What is wrong, a sentence each; nothing where it is whole."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        sums = dict(line.split("  ", 1)[::-1] for line in (folder / SUMS).read_text().splitlines())
    except (OSError, ValueError) as wrong:
        yield f"This is no dump: {wrong}"
        return
    for name, expected in sums.items():
        path = folder / name
        if Path(name).name != name or not path.is_file():
            yield f"{name}: is not there"
        elif sha256(path) != expected:
            yield f"{name}: is not what {SUMS} says"
    for resource in manifest["resources"]:
        if resource["path"] not in sums:
            yield f"{resource['path']}: is not in {SUMS}"
        elif (folder / resource["path"]).is_file():
            yield from _faults_of(folder / resource["path"], resource)


def _faults_of(path: Path, resource: dict[str, Any]) -> Iterator[str]:
    if path.stat().st_size != resource["bytes"]:
        yield f"{path.name}: {path.stat().st_size} bytes, not {resource['bytes']}"
    if f"sha256:{sha256(path)}" != resource["hash"]:
        yield f"{path.name}: its sum is not that of the manifest"
        return
    columns = [field["name"] for field in resource["schema"]["fields"]]
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        found, count = _counted_csv(file) if resource["format"] == "csv" else _counted_lines(file, columns)
    if found != columns:
        yield f"{path.name}: its columns are not those of the manifest"
    if count != resource["rows"]:
        yield f"{path.name}: {count} rows, not {resource['rows']}"


def _counted_csv(file: Iterable[str]) -> tuple[list[str], int]:
    """The names of the columns, and how many rows."""
    rows = csv.reader(file)
    return next(rows, []), sum(1 for _ in rows)


def _counted_lines(file: Iterable[str], columns: list[str]) -> tuple[list[str], int]:
    """The same; a line with other names than the first tells these."""
    found, count = columns, 0
    for line in file:
        names = list(json.loads(line))
        found, count = (found if names == columns else names), count + 1
    return found, count
