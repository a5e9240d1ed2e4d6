"""Writes the archive: a folder for each holding, a page to read it with, and a manifest to check it by."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any, Self

from django.core.files.base import File
from django.core.serializers.json import DjangoJSONEncoder

from rounds.users.personal_data import Part

CHUNK = 64 * 1024


class Writer:
    """One archive, file by file. Nothing larger than a holding's JSON is ever in memory."""

    def __init__(self, target: IO[bytes], at: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._date = at.timetuple()[:6]
        self._names: set[str] = set()
        self.files: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self._zip.close()

    def add(self, folder: str, part: Part) -> str:
        """Write one part. Returns its name in the archive."""
        name = self._free(folder, part.name)
        self._write(name, _bytes_of(part.content))
        return name

    def add_manifest(self, about: dict[str, Any]) -> None:
        """`about`: what it says besides the files. To be added last."""
        self._write("manifest.json", iter([as_json({**about, "files": list(self.files)})]))

    def _write(self, name: str, chunks: Iterator[bytes]) -> None:
        entry = zipfile.ZipInfo(name, self._date)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.files.append({"path": name, "bytes": size, "sha256": digest.hexdigest()})

    def _free(self, folder: str, name: str) -> str:
        """Never outside the folder, and never twice the same: people name their files as they like."""
        parts = [one for one in name.replace("\\", "/").split("/") if one not in ("", ".", "..")]
        path = PurePosixPath(folder, *parts or ["file"])
        free, number = path, 1
        while str(free).casefold() in self._names:
            number += 1
            free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        self._names.add(str(free).casefold())
        return str(free)


def as_json(content: Any) -> bytes:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode() + b"\n"


def _bytes_of(content: Any) -> Iterator[bytes]:
    if not isinstance(content, File):
        yield as_json(content)
        return
    with content:
        yield from content.chunks(CHUNK)
