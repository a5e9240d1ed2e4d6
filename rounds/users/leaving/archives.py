"""The archives, in the private storage: where no address leads, under names that nobody can guess."""

import contextlib
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import File
from django.core.files.storage import Storage, storages

FOLDER = "take-outs"


def _storage() -> Storage:
    return storages["private"]


def keep(name: str, content: File) -> str:
    """Returns the name under which it is kept."""
    return _storage().save(name, content)


def opened(name: str) -> File:
    """Raises FileNotFoundError where it is gone."""
    return _storage().open(name)


def erase(name: str) -> None:
    if name:
        _storage().delete(name)


def leftovers(known: set[str], *, before: datetime) -> Iterator[str]:
    """Files that nobody knows of any more, because whoever made or erased them was cut off."""
    found: list[str] = []
    with contextlib.suppress(FileNotFoundError):
        found = _storage().listdir(FOLDER)[1]
    for name in (f"{FOLDER}/{one}" for one in found):
        if name not in known and _storage().get_modified_time(name) < before:
            yield name
