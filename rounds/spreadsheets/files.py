"""The files that people bring, on our disk: where no address leads, under a name that nobody can guess."""

import contextlib
import secrets
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage


def _storage() -> FileSystemStorage:
    return FileSystemStorage(
        location=settings.MEDIA_ROOT / "private" / "spreadsheets",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def keep(content: IO[bytes]) -> str:
    """Keep a file. Returns its name here."""
    return _storage().save(secrets.token_hex(16), File(content))


def path_of(name: str) -> Path:
    return Path(_storage().path(name))


def erase(name: str) -> None:
    if name:
        with contextlib.suppress(FileNotFoundError):
            _storage().delete(name)


def leftovers(known: set[str]) -> list[str]:
    """Files that nobody knows of any more: whoever brought them was cut off."""
    folder = Path(_storage().location)
    return [one.name for one in folder.glob("*") if one.name not in known] if folder.exists() else []


def erase_if_old(name: str, before: datetime) -> None:
    if _storage().get_modified_time(name) < before:
        erase(name)
