"""Files that staff send in to be read: kept where no address leads, until the next one of the same content."""

from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage

LARGEST = 64 * 1024 * 1024  # bytes


def _storage() -> FileSystemStorage:
    return FileSystemStorage(
        location=settings.MEDIA_ROOT / "private" / "imports",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def keep(content: IO[bytes], digest: str) -> None:
    """Keep a file under its SHA-256, once. It has that name only when all of it is there."""
    storage = _storage()
    if not storage.exists(digest):
        part = storage.save(f"{digest}.part", File(content))
        Path(storage.path(part)).replace(storage.path(digest))


def path_of(digest: str) -> Path:
    return Path(_storage().path(digest))


def is_kept(digest: str) -> bool:
    return _storage().exists(digest)
