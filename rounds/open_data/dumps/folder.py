"""Where dumps lie: a folder, or whatever Django storage the setting names. A dump is there when its manifest is."""

import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files import File
from django.core.files.storage import Storage, storages

MANIFEST, SUMS, LOADER = "datapackage.json", "SHA256SUMS", "load_into_sqlite.py"
KEPT = 14  # the newest
MONTHS = 24  # and of so many months the first
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Dump(NamedTuple):
    """`name`: its day, "2026-05-03"."""

    name: str
    manifest: dict[str, Any]

    @property
    def bytes(self) -> int:
        return sum(one["bytes"] for one in self.manifest["resources"])

    @property
    def files(self) -> frozenset[str]:
        paths = {one["path"] for one in self.manifest["resources"]}
        return frozenset({*paths, MANIFEST, SUMS, LOADER})


def storage() -> Storage:
    return storages["dumps"]


def names() -> list[str]:
    """The newest first."""
    try:
        folders, _files = storage().listdir("")
    except FileNotFoundError:
        return []
    whole = [name for name in folders if _NAME.fullmatch(name) and storage().exists(f"{name}/{MANIFEST}")]
    return sorted(whole, reverse=True)


def find(name: str) -> Dump | None:
    """None where there is none of that day."""
    path = f"{name}/{MANIFEST}"
    if not _NAME.fullmatch(name) or not storage().exists(path):
        return None
    return Dump(name, _manifest(path, storage().get_modified_time(path).isoformat()))


def newest() -> Dump | None:
    known = names()
    return find(known[0]) if known else None


@lru_cache(maxsize=64)
def _manifest(path: str, modified: str) -> dict[str, Any]:
    with storage().open(path) as file:
        return json.load(file)


def publish(folder: Path, name: str) -> None:
    """The manifest last: before it is there nobody sees the dump, and what a crash left behind is written anew."""
    remove(name)
    for path in sorted(folder.iterdir(), key=lambda path: (path.name == MANIFEST, path.name)):
        with path.open("rb") as file:
            storage().save(f"{name}/{path.name}", File(file))


def remove(name: str) -> None:
    try:
        _folders, files = storage().listdir(name)
    except FileNotFoundError:
        return
    for file in sorted(files, key=lambda file: file != MANIFEST):
        storage().delete(f"{name}/{file}")
    storage().delete(name)


def superfluous(known: list[str], today: date) -> list[str]:
    """Those that are to go: neither among the newest, nor the first of one of the last months. Pure."""
    first_of: dict[str, str] = {}
    for name in sorted(known):
        first_of.setdefault(name[:7], name)
    months = sorted(first_of, reverse=True)[:MONTHS]
    kept = {*sorted(known, reverse=True)[:KEPT], *(first_of[month] for month in months)}
    return sorted(name for name in known if name not in kept and name < today.isoformat())
