"""A dump is made, and old ones go."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rounds.open_data.dumps import folder as dumps
from rounds.open_data.dumps import load_into_sqlite
from rounds.open_data.dumps.package import package
from rounds.open_data.dumps.snapshot import snapshot
from rounds.open_data.dumps.tables import TABLES
from rounds.open_data.dumps.writing import Written, sha256, write
from rounds.organizations import versions
from rounds.organizations.models import Register

Watch = Callable[[str, int], None]  # a table is done: its name and its rows


class AlreadyThere(Exception):
    """A dump of that day has been published; whoever checks its sums must find what was there."""


def make_dump(*, at: datetime, replace: bool = False, watch: Watch | None = None) -> str:
    """Write everything public of this moment down, publish it, and let old dumps go. Returns its name."""
    name = f"{at:%Y-%m-%d}"
    if dumps.find(name) and not replace:
        raise AlreadyThere(name)
    with TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder, at, watch)
        dumps.publish(folder, name)
    for old in dumps.superfluous(dumps.names(), at.date()):
        dumps.remove(old)
    return name


def _write(folder: Path, at: datetime, watch: Watch | None) -> None:
    written: list[Written] = []
    with snapshot():
        version = versions.current()
        registers = list(Register.objects.order_by("slug"))
        for table in TABLES:
            written += write(table, folder, at=at)
            if watch:
                watch(table.name, written[-1].rows)
    manifest = package(written, registers, at=at, version=version)
    (folder / dumps.MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    shutil.copyfile(load_into_sqlite.__file__, folder / dumps.LOADER)
    sums = [f"{sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / dumps.SUMS).write_text("".join(sums))
