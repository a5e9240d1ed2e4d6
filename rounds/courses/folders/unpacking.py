"""A directory or a ZIP as sources, looked at before anything is read: nothing is unpacked to the disk."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from rounds.courses.folders.shape import Fault, Faulty, Source, Sources

MB = 1024 * 1024
MOST_FILES = 500
MOST_OF_ONE = 50 * MB
MOST_OF_ALL = 300 * MB
LONGEST_PATH = 200
_NOISE = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".git"}
_BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, RuntimeError)


def from_directory(top: Path) -> Sources:
    """Raises Faulty."""
    found: dict[str, Source] = {}
    faults: list[Fault] = []
    for path in _walked(top):
        name = path.relative_to(top).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            found[name] = Source(path.stat().st_size, partial(path.open, "rb"))
        elif not stat.S_ISDIR(mode):
            faults.append(Fault(name, 0, _("This is a link to another place. Put the file itself here.")))
        if len(found) > MOST_FILES:
            break
    return _weighed(found, faults)


def from_zip(file: IO[bytes]) -> Sources:
    """`file` stays open as long as the sources are read. Raises Faulty."""
    try:
        archive = zipfile.ZipFile(file)
        listed = [one for one in archive.infolist() if not one.is_dir() and not _is_noise(one.filename)]
    except _BROKEN:
        raise Faulty([Fault("", 0, _("This is no ZIP file, or it ends in the middle."))]) from None
    if len(listed) > MOST_FILES:
        raise Faulty([_too_many()])
    found: dict[str, Source] = {}
    faults: list[Fault] = []
    for one in listed:
        if what := _unfit(one, found):
            faults.append(Fault(_shown(one.filename), 0, what))
        found[one.filename] = Source(one.file_size, partial(archive.open, one))
    return _weighed(_without_top(found), faults)


def content(source: Source) -> bytes | None:
    """All of it; None where the archive is damaged at this place."""
    try:
        with source.open() as opened:
            return opened.read(source.size)
    except (*_BROKEN, zlib.error):
        return None


def _walked(top: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(top, followlinks=False):
        folders[:] = sorted(one for one in folders if one not in _NOISE and not one.startswith("."))
        yield from (Path(folder, one) for one in folders)
        yield from (Path(folder, one) for one in sorted(files) if one not in _NOISE and one[0] != ".")


def _weighed(found: Sources, faults: list[Fault]) -> Sources:
    """Raises Faulty where something is too large, or unfit was found before."""
    if len(found) > MOST_FILES:
        faults.append(_too_many())
    for path, source in found.items():
        if source.size > MOST_OF_ONE:
            faults.append(Fault(path, 0, _("The file is larger than 50 MB.")))
    if sum(source.size for source in found.values()) > MOST_OF_ALL:
        faults.append(Fault("", 0, _("Unpacked, the folder is larger than 300 MB.")))
    if faults:
        raise Faulty(faults)
    return found


def _unfit(one: zipfile.ZipInfo, found: Sources) -> str:
    """Why a part of an archive is not taken, or ""."""
    name = one.filename
    if name in found:
        return _("The archive has this file twice.")
    if len(name) > LONGEST_PATH:
        return _("The name is too long.")
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in one.orig_filename:
        return _("The archive would write outside its own folder. Pack it anew.")
    if ".." in PurePosixPath(name).parts:
        return _("The archive would write outside its own folder. Pack it anew.")
    kind = stat.S_IFMT(one.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return _("This is a link to another place. Put the file itself here.")
    if one.flag_bits & 1:
        return _("The file is locked with a password, so nobody could look into it.")
    return ""


def _without_top(found: Sources) -> Sources:
    """People pack the folder itself, or what is in it: both are the same course."""
    if "course.toml" in found:
        return found
    tops = {path.partition("/")[0] for path in found}
    if len(tops) != 1 or not all("/" in path for path in found):
        return found
    return {path.partition("/")[2]: source for path, source in found.items()}


def _is_noise(name: str) -> bool:
    return any(part in _NOISE or part.startswith("._") for part in name.split("/"))


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:LONGEST_PATH])


def _too_many() -> Fault:
    return Fault("", 0, _("There are more than 500 files in it."))
