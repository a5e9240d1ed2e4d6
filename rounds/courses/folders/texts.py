"""The text files of a folder: their bytes to lines that can be read, and TOML to a mapping. Pure."""

import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rounds.core import plain_text
from rounds.courses.folders.shape import Fault, Source
from rounds.courses.folders.unpacking import MB, content

FENCE = "+++"
LARGEST = 1 * MB
MOST_TOLD = 10  # of the same kind, in one file
# A key of so many parts takes the reader of TOML hours.
_DEEP = re.compile(r"""(?<![\w-])(?:(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){20}""")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Part(NamedTuple):
    """A part of a file. `begins`: the number of its first line."""

    path: str
    begins: int
    text: str

    def fault(self, what: str, line: int = 0) -> Fault:
        """`line`: in this part, from 1; 0 where it is about the whole of it."""
        return Fault(self.path, self.begins + line - 1 if line else self.begins, what)


class Parts(NamedTuple):
    front: Part
    body: Part
    tail: Part


def text_of(path: str, source: Source, faults: list[Fault]) -> Part | None:
    """The whole file, with one kind of line ending; None where it cannot be read, and why in `faults`."""
    found = len(faults)
    if source.size > LARGEST:
        faults.append(Fault(path, 0, _("The text is larger than 1 MB.")))
        return None
    raw = content(source)
    if raw is None:
        faults.append(damaged(path))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        faults.append(Fault(path, line, _("This is not written in UTF-8. Save the file as UTF-8.")))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults.extend(islice(_unprintable(path, text), MOST_TOLD))
    return Part(path, 1, text) if len(faults) == found else None


def _unprintable(path: str, text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            plain_text.paragraph(line)
        except ValidationError as refused:
            yield Fault(path, number, refused.messages[0])


def damaged(path: str) -> Fault:
    return Fault(path, 0, _("The archive is damaged here. Pack it anew."))


def parts_of(whole: Part, faults: list[Fault]) -> Parts | None:
    """Of a lesson: TOML between two lines "+++", the text, and after a third line the questions and cards."""
    lines = whole.text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if not fences or any(line.strip() for line in lines[: fences[0]]):
        faults.append(whole.fault(_("A lesson begins with a line “+++”, and its title below it."), 1))
        return None
    if len(fences) == 1:
        faults.append(whole.fault(_("The line “+++” that closes the head is missing."), fences[0] + 1))
        return None
    if len(fences) > 3:
        what = _("This is the fourth line “+++”; a lesson has at most three. In the text write \\+++.")
        faults.append(whole.fault(what, fences[3] + 1))
        return None
    first, second, third = [*fences, len(lines)][:3]
    return Parts(
        Part(whole.path, first + 2, "\n".join(lines[first + 1 : second])),
        Part(whole.path, second + 2, "\n".join(lines[second + 1 : third]).strip("\n").rstrip()),
        Part(whole.path, third + 2, "\n".join(lines[third + 1 :])),
    )


def toml_of(part: Part, faults: list[Fault]) -> dict[str, Any] | None:
    if deep := _DEEP.search(part.text):
        line = part.text.count("\n", 0, deep.start()) + 1
        faults.append(part.fault(_("This is not TOML as it should be: a key has too many parts."), line))
        return None
    try:
        return tomllib.loads(part.text)
    except tomllib.TOMLDecodeError as wrong:
        why, at = str(wrong), _AT.search(str(wrong))
        line = int(at.group(1)) if at and at.group(1) else part.text.rstrip().count("\n") + 1
        told = {"why": _AT.sub("", why)}
        faults.append(part.fault(_("This is not TOML as it should be: %(why)s.") % told, line))
    except (RecursionError, ValueError):
        faults.append(part.fault(_("This is not TOML as it should be: it cannot be read."), 1))
    return None
