"""Puts an archive together outside the request: holding by holding into a file on our disk, then into the storage."""

import hashlib
import os
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.utils import timezone, translation

from rounds.users.actions import archiving
from rounds.users.leaving import archives, reading
from rounds.users.leaving.writing import CHUNK, Writer
from rounds.users.models import TakeOut
from rounds.users.personal_data import holdings


def build(take_out_id: int) -> None:
    """Raises Overtaken where somebody else is at it, or it is not needed any more."""
    take_out = archiving.begin(take_out_id=take_out_id, at=timezone.now())
    with TemporaryFile() as file, translation.override(take_out.user.language):
        _write(take_out, file, timezone.now())
        size, digest = file.tell(), _digest(file)
        kept_as = archives.keep(archiving.new_name(), File(file))
    try:
        archiving.finish(take_out=take_out, kept_as=kept_as, size=size, digest=digest, at=timezone.now())
    except Exception:
        archives.erase(kept_as)
        raise


def _write(take_out: TakeOut, file: IO[bytes], at: datetime) -> None:
    shown: list[reading.Shown] = []
    with Writer(file, at) as writer:
        for position, (folder, holding) in enumerate(holdings().items(), 1):
            for part in holding.export(take_out.user):
                shown.append(reading.shown(writer.add(folder, part), part))
            archiving.move_on(take_out=take_out, position=position, at=timezone.now())
        for part in reading.page(take_out.user, shown, at):
            writer.add("", part)
        writer.add_manifest({"about": take_out.user.email, "from": settings.PUBLIC_URL, "made_at": at})
    file.seek(0, os.SEEK_END)


def _digest(file: IO[bytes]) -> str:
    """SHA-256 of the whole, which is then read from its beginning again."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
