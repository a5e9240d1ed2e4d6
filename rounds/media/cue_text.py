"""The words of one cue: WebVTT's markup, read as the standard says and written again with what we know to be harmless.

W3C WebVTT (Candidate Recommendation, 4 April 2019), sections 4.2.2 and 6.4: https://www.w3.org/TR/webvtt1/
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

KEPT = frozenset(["b", "i", "u", "ruby", "rt"])  # they mean something to whoever reads captions
DROPPED = frozenset(["c", "lang"])  # ... these do not once their style or their reader is gone
SILENT = frozenset(["script", "style"])  # what is inside is no words
_TOKEN = re.compile(r"<\d[\d:.]*>|<(/?)([A-Za-z][A-Za-z0-9]*)?([^<>\n]*)>|[^<]+|<", re.ASCII)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SPACES = re.compile(r"[ \t\f\r]+")


class Part(NamedTuple):
    """What one voice says in a cue; "" where nobody is named. `text` is markup of WebVTT."""

    voice: str
    text: str


class Read(NamedTuple):
    parts: list[Part]
    mended: list[str]  # names of tags that were taken out


def read(raw: str) -> Read:
    """A cue's payload, one part for each voice that speaks in it."""
    reader = _Reader()
    for token in _TOKEN.finditer(raw):
        reader.take(token)
    return Read(reader.finish(), sorted(reader.taken_out))


def plain(text: str) -> str:
    """The words of a text that `read` gave, without markup."""
    return from_entities(re.sub(r"</?[a-z]+>", "", text))


def as_text(words: str) -> str:
    """Plain words as markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def from_entities(raw: str) -> str:
    """Only the entities that the standard knows, and numbers; an ampersand by itself is one."""
    return _ENTITY.sub(lambda found: _mild(unescape(found[0])), raw)


def _mild(character: str) -> str:
    """A number may stand for what would break lines or say nothing."""
    return character if character.isprintable() or character in "\u00a0\u200e\u200f" else " "


class _Reader:
    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.taken_out: set[str] = set()
        self.voice = ""
        self.written: list[str] = []
        self.open: list[str] = []
        self.silent = ""

    def take(self, token: re.Match[str]) -> None:
        whole, (closing, name, rest) = token[0], token.groups()
        if not whole.startswith("<") or whole == "<":
            if not self.silent:
                self.written.append(as_text(from_entities(whole)))
        elif name:
            self._tag(name.lower(), bool(closing), rest)
        elif rest and not self.silent:  # "5 < 6 > 3" is no tag
            self.written.append(as_text(from_entities(whole)))

    def _tag(self, name: str, is_closing: bool, rest: str) -> None:
        if self.silent or name in SILENT:
            self.taken_out.add(name)
            self.silent = "" if is_closing and name == self.silent else self.silent or name
            if is_closing and name in SILENT:
                self.silent = ""
        elif name == "v":
            self._speak("" if is_closing else _annotation(rest))
        elif name in KEPT:
            self._close(name) if is_closing else self._open(name)
        elif name not in DROPPED:
            self.taken_out.add(name)

    def _speak(self, voice: str) -> None:
        self._finish_part()
        self.voice = voice

    def _open(self, name: str) -> None:
        if name not in self.open and (name != "rt" or "ruby" in self.open):
            self.open.append(name)
            self.written.append(f"<{name}>")

    def _close(self, name: str) -> None:
        while name in self.open:
            self.written.append(f"</{self.open.pop()}>")

    def _finish_part(self) -> None:
        again = [*self.open]
        while self.open:
            self.written.append(f"</{self.open.pop()}>")
        text = "\n".join(_lines("".join(self.written)))
        if plain(text).strip():
            self.parts.append(Part(self.voice, text))
        self.written = []
        for name in again:
            self._open(name)

    def finish(self) -> list[Part]:
        self._finish_part()
        return self.parts


def _annotation(rest: str) -> str:
    """`.loud Dr. Lee` names Dr. Lee: classes come before the first space."""
    _classes, _space, name = rest.replace("\t", " ").partition(" ")
    return " ".join(from_entities(name).split())


def _lines(text: str) -> Iterator[str]:
    """Without empty lines: those would end the cue. Tags that hold nothing go."""
    before = None
    while before != text:
        before, text = text, re.sub(r"<(b|i|u|ruby|rt)>(\s*)</\1>", r"\2", text)
    for line in text.split("\n"):
        shorter = _SPACES.sub(" ", line).strip()
        if plain(shorter).strip() or re.search(r"<", shorter):
            yield shorter
