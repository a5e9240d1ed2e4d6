"""WebVTT, the captions of the web, read strictly and mended where that takes nothing away; SubRip (.srt) as well.

W3C WebVTT (Candidate Recommendation, 4 April 2019): https://www.w3.org/TR/webvtt1/
SubRip has no standard: https://www.loc.gov/preservation/digital/formats/fdd/fdd000569.shtml
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.media import cue_text
from rounds.media.cues import Cue
from rounds.media.moments import clock, exact
from rounds.media.passages import paragraphs, passages

__all__ = ["Cue", "Malformed", "Read", "decode", "paragraphs", "passages", "read", "write"]

MOST_BYTES = 4_000_000  # an hour of talk has about 100,000
MOST_CUES = 30_000
SLACK = 1_500  # ms by which words may begin after the end: durations are rounded
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
ARROW = "-->"
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s+(.*))?\s*", re.ASCII)
_EXACT = re.compile(
    r"\s*(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}\s+-->\s+(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}(?:\s.*)?", re.ASCII
)
_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
_SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(?:-?\d{{1,3}}|{_PERCENT})(?:,(?:start|center|end))?", re.ASCII),
    "position": re.compile(rf"{_PERCENT}(?:,(?:line-left|center|line-right))?", re.ASCII),
    "size": re.compile(_PERCENT, re.ASCII),
    "align": re.compile(r"start|center|end|left|right"),
}


class Malformed(Exception):
    """`str()` of it tells an editor the line and what to do."""


class Read(NamedTuple):
    cues: list[Cue]
    mended: list[str]  # sentences for whoever brought it


class Block(NamedTuple):
    """Lines between two empty ones. `line`: the number of the first, from 1."""

    line: int
    lines: list[str]


def decode(content: bytes) -> str:
    """What stands in a file. Raises Malformed."""
    if len(content) > MOST_BYTES:
        raise Malformed(
            _("The file is larger than 4 MB: captions of a whole day are smaller. Is it another file?")
        )
    encoding = BYTE_ORDER_MARKS.get(content[:2], "utf-8-sig")
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise Malformed(
            _("Line %(line)d: this is not written in UTF-8. Save the file as UTF-8 and bring it again.")
            % {"line": line}
        ) from None


def read(text: str, *, seconds: int | None = None) -> Read:
    """WebVTT or SubRip; of a recording that lasts `seconds`. Raises Malformed."""
    if len(text) > MOST_BYTES:
        raise Malformed(_("This is longer than the captions of a whole day. Is it the right text?"))
    lines = (
        text.removeprefix("\ufeff")
        .replace("\0", "\ufffd")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    )
    reader = _Reader(seconds)
    blocks = list(_blocks(lines))
    if not blocks:
        raise Malformed(_("There is nothing in it."))
    for block in reader.without_header(blocks):
        reader.take(block)
    return reader.finish()


def write(cues: Iterable[Cue]) -> str:
    """`read` gives the same cues back."""
    return "WEBVTT\n" + "".join(f"\n{_timing(cue)}\n{_payload(cue)}\n" for cue in cues)


def _timing(cue: Cue) -> str:
    return f"{exact(cue.start_ms)} {ARROW} {exact(cue.end_ms)} {cue.settings}".rstrip()


def _payload(cue: Cue) -> str:
    return f"<v {cue_text.as_text(cue.voice)}>{cue.text}" if cue.voice else cue.text


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    gathered: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            gathered.append(line)
        elif gathered:
            yield Block(number - len(gathered), gathered)
            gathered = []


class _Reader:
    def __init__(self, seconds: int | None) -> None:
        self.most = None if seconds is None else seconds * 1000
        self.cues: list[Cue] = []
        self.notes: dict[str, list[int]] = {}  # what was mended, and in which lines

    def without_header(self, blocks: list[Block]) -> list[Block]:
        first, *rest = blocks
        name = first.lines[0]
        if name == "WEBVTT" or name.startswith(("WEBVTT ", "WEBVTT\t")):
            if any(ARROW in line for line in first.lines[1:]):
                return [Block(first.line + 1, first.lines[1:]), *rest]
            return rest
        if not any(ARROW in line for line in first.lines):
            raise Malformed(
                _("Line %(line)d: this is neither WebVTT nor SubRip. The first line of WebVTT is “WEBVTT”.")
                % {"line": first.line}
            )
        self._note(_("“WEBVTT” was put in front: it was missing."), first.line)
        return blocks

    def take(self, block: Block) -> None:
        word = block.lines[0].partition(" ")[0].strip()
        has_times = any(ARROW in line for line in block.lines)
        if word == "NOTE" or block.lines[0].startswith("NOTE\t"):
            return
        if word in ("STYLE", "REGION") and not has_times:
            self._note(_("Styles and regions were left out: the player has its own."), block.line)
            return
        at = next((at for at, line in enumerate(block.lines[:2]) if ARROW in line), None)
        if at is None:
            raise Malformed(
                _(
                    "Line %(line)d: “%(text)s” stands alone. Words come below a line with their times, "
                    "with no empty line between."
                )
                % {"line": block.line, "text": _short(block.lines[0])}
            )
        self._cue(block.line + at, block.lines[at], block.lines[at + 1 :])

    def _cue(self, line: int, timing: str, payload: list[str]) -> None:
        start, end, settings = self._times(line, timing)
        for offset, more in enumerate(payload, start=1):
            if _TIMING.fullmatch(more):
                raise Malformed(
                    _("Line %(line)d: an empty line is missing before these times.") % {"line": line + offset}
                )
        if len(self.cues) >= MOST_CUES:
            raise Malformed(_("There are more than 30,000 captions in it. Is it the right file?"))
        found = cue_text.read("\n".join(payload))
        for tag in found.mended:
            self._note(_("<%(tag)s> is nothing that captions have: it was taken out.") % {"tag": tag}, line)
        if not found.parts:
            self._note(_("Captions without a word were left out."), line)
        self.cues += [Cue(start, end, part.voice, part.text, settings) for part in found.parts]

    def _times(self, line: int, timing: str) -> tuple[int, int, str]:
        found = _TIMING.fullmatch(timing)
        if not found:
            raise Malformed(
                _("Line %(line)d: “%(text)s” are no times. Write them as 00:01:05.000 --> 00:01:08.000.")
                % {"line": line, "text": _short(timing)}
            )
        groups = found.groups()
        start, end = self._ms(line, groups[:4]), self._ms(line, groups[4:8])
        self._hold(line, start, end)
        if not _EXACT.fullmatch(timing):
            self._note(_("Times were written as WebVTT wants them: 00:01:05.000."), line)
        return start, self._ended(line, start, end), self._settings(line, groups[8] or "")

    def _ms(self, line: int, parts: Sequence[str | None]) -> int:
        hours, minutes, seconds, rest = parts
        if int(minutes or 0) > 59 or int(seconds or 0) > 59:
            raise Malformed(_("Line %(line)d: an hour has 60 minutes, a minute 60 seconds.") % {"line": line})
        whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
        return whole * 1000 + int((rest or "0").ljust(3, "0"))

    def _hold(self, line: int, start: int, end: int) -> None:
        told = {"line": line, "start": clock(start), "end": clock(end), "length": clock(self.most or 0)}
        if end // 1000 == start // 1000 and end <= start:
            told |= {"start": exact(start), "end": exact(end)}
        if end < start:
            raise Malformed(_("Line %(line)d: the end %(end)s is before the start %(start)s.") % told)
        if end == start:
            raise Malformed(
                _("Line %(line)d: it ends when it begins, at %(start)s. Give it a second.") % told
            )
        if self.most is not None and start > self.most + SLACK:
            raise Malformed(
                _(
                    "Line %(line)d: it begins at %(start)s, but the recording ends at %(length)s. Are these its words?"
                )
                % told
            )

    def _ended(self, line: int, start: int, end: int) -> int:
        if self.most is None or end <= self.most + SLACK:
            return end
        self._note(_("The last words were made to end with the recording."), line)
        return max(start + 1, self.most + SLACK)

    def _settings(self, line: int, told: str) -> str:
        kept: dict[str, str] = {}
        for setting in told.split():
            name, _colon, value = setting.partition(":")
            if name in _SETTINGS and _SETTINGS[name].fullmatch(value):
                kept[name] = value
            else:
                self._note(_("Settings that no player knows were left out."), line)
        return " ".join(f"{name}:{value}" for name, value in kept.items())

    def _note(self, what: str, line: int) -> None:
        self.notes.setdefault(what, []).append(line)

    def finish(self) -> Read:
        if not self.cues:
            raise Malformed(_("There are no words in it."))
        in_order = sorted(self.cues, key=lambda cue: cue.start_ms)
        if in_order != self.cues:
            self._note(_("Captions were put in the order of their times."), 0)
        return Read(in_order, [_where(what, lines) for what, lines in self.notes.items()])


def _where(what: str, lines: Sequence[int]) -> str:
    if not lines[0]:
        return what
    if len(lines) == 1:
        return _("Line %(line)d: %(what)s") % {"line": lines[0], "what": what}
    return _("%(what)s In %(count)d places, first in line %(line)d.") % {
        "what": what,
        "count": len(lines),
        "line": lines[0],
    }


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 60 else f"{line[:59]}…"
