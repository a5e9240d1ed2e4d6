"""Which files a page may carry, and whether one is what its name says. Pure: an open file and a name in, words out.

Office files with macros, programs, web pages and pictures are none of them. Of an archive its list is read, and nothing
is unpacked.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_IN_AN_ARCHIVE = 5_000
MOST_UNPACKED = 2 * 1024**3  # bytes that an archive may say it holds
_HEAD = 8_192
_OFFICE = {  # the part that makes a file of Microsoft's what it is
    "docx": "word/", "dotx": "word/", "xlsx": "xl/", "xltx": "xl/", "pptx": "ppt/", "potx": "ppt/",
}  # fmt: skip
_OPEN = {  # what files of the other kinds say of themselves
    "odt": "application/vnd.oasis.opendocument.text",
    "ott": "application/vnd.oasis.opendocument.text-template",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
}
_TEXT = ("csv", "md", "txt")
KINDS = ("pdf", *_OFFICE, *_OPEN, *_TEXT, "zip")
_MACROS = {
    "docm",
    "dotm",
    "xlsm",
    "xltm",
    "xlsb",
    "pptm",
    "potm",
    "ppsm",
    "xlam",
    "ppam",
    "doc",
    "xls",
    "ppt",
}
_PROGRAMS = {
    "app", "apk", "bat", "cmd", "com", "cpl", "dll", "dmg", "exe", "hta", "htm", "html", "iso", "jar", "js", "jse",
    "lnk", "msi", "pif", "ps1", "reg", "scr", "sh", "svg", "vb", "vbe", "vbs", "wsf", "xhtml",
}  # fmt: skip
_MARKUP = re.compile(rb"^\s*<(?:!doctype\s+html|html|head|body|script|svg|\?xml|iframe)", re.IGNORECASE)


def ending(name: str) -> str:
    return PurePath(name).suffix.lstrip(".").lower()


def check(file: IO[bytes], name: str) -> None:
    """Raises ValidationError, in words for whoever brought it. The file stands at its beginning afterwards."""
    kind = ending(name)
    if kind in _MACROS:
        raise _refused(
            _(
                "Files of this kind can hold macros, which harm whoever opens them. Save it as DOCX, XLSX or PPTX."
            ),
            "macros",
        )
    if kind not in KINDS:
        kinds = ", ".join(one.upper() for one in KINDS)
        raise _refused(
            _("Files of this kind are not taken. What is taken: %(kinds)s.") % {"kinds": kinds}, "kind"
        )
    file.seek(0)
    try:
        _check_of(kind)(file, kind)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, KeyError, RuntimeError, EOFError):
        raise _not_what_it_says(kind) from None
    finally:
        file.seek(0)


def _check_of(kind: str) -> Callable[[IO[bytes], str], None]:
    if kind == "pdf":
        return _pdf
    if kind in _TEXT:
        return _text
    return _office if kind in _OFFICE else _open_document if kind in _OPEN else _archive


def _pdf(file: IO[bytes], kind: str) -> None:
    if not file.read(_HEAD).lstrip().startswith(b"%PDF-"):
        raise _not_what_it_says(kind)


def _text(file: IO[bytes], kind: str) -> None:
    """Every byte is read, and none is that of a program."""
    first = True
    while part := file.read(1024 * 1024):
        if b"\0" in part or (first and _MARKUP.match(part)):
            raise _not_what_it_says(kind)
        first = False


def _office(file: IO[bytes], kind: str) -> None:
    archive = _listed(file)
    names = archive.namelist()
    if any("vbaproject" in name.lower() or "/activex/" in name.lower() for name in names):
        raise _refused(
            _("There are macros in this file, which harm whoever opens it. Save it without them."), "macros"
        )
    types = _part(archive, "[Content_Types].xml")
    if b"macroEnabled" in types:
        raise _refused(
            _("There are macros in this file, which harm whoever opens it. Save it without them."), "macros"
        )
    if not any(name.startswith(_OFFICE[kind]) for name in names):
        raise _not_what_it_says(kind)


def _open_document(file: IO[bytes], kind: str) -> None:
    archive = _listed(file)
    if _part(archive, "mimetype").strip().decode("ascii", "replace") != _OPEN[kind]:
        raise _not_what_it_says(kind)
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in archive.namelist()):
        raise _refused(
            _("There are macros in this file, which harm whoever opens it. Save it without them."), "macros"
        )


def _archive(file: IO[bytes], kind: str) -> None:
    for one in _listed(file).infolist():
        if one.filename.startswith("/") or ".." in PurePath(one.filename).parts or "\\" in one.filename:
            raise _refused(_("This archive would write outside its own folder. Pack it anew."), "outside")
        if one.flag_bits & 1:
            raise _refused(
                _("This archive is locked with a password, so nobody could look into it."), "locked"
            )
        if ending(one.filename) in _PROGRAMS | _MACROS:
            told = {"name": PurePath(one.filename).name[:80]}
            raise _refused(
                _("There is a program, a web page or a file with macros in this archive: “%(name)s”.") % told,
                "program",
            )


def _listed(file: IO[bytes]) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(file)
    listed = archive.infolist()
    if len(listed) > MOST_IN_AN_ARCHIVE or sum(one.file_size for one in listed) > MOST_UNPACKED:
        raise _refused(_("There is more in this file than anybody could want to unpack."), "bomb")
    return archive


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(256 * 1024)


def _not_what_it_says(kind: str) -> ValidationError:
    told = {"kind": kind.upper()}
    return _refused(
        _("The name of this file says %(kind)s, but what is in it is something else.") % told,
        "not_what_it_says",
    )


def _refused(words: str, code: str) -> ValidationError:
    return ValidationError(words, code=code)
