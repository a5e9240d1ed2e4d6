"""A table of TOML, read field by field. What is wrong is gathered with its line, and a stand-in is given back."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from rounds.courses.folders.shape import Fault
from rounds.courses.folders.texts import MOST_TOLD, Part

KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,59})", re.ASCII)


class Table:
    """`raw`, as it stands in `part` from the line `first` (from 1) on. `header`: "[[questions]]", which ends it."""

    def __init__(
        self, raw: Mapping[str, Any], part: Part, faults: list[Fault], *, first: int = 1, header: str = ""
    ) -> None:
        self.raw, self.part, self.faults, self.first = raw, part, faults, first
        self.asked: set[str] = set()
        self.lines = _own_lines(_split(part.text), first, header)

    def tables(self, name: str) -> list["Table"]:
        """Of `[[name]]`, one after the other."""
        self.asked.add(name)
        found = self.raw.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
            self.say(name, _("Each of them begins with a line [[%(name)s]].") % {"name": name})
            return []
        heads = lines_of(self.part.text, f"[[{name}]]")
        firsts = heads if len(heads) == len(found) else [1] * len(found)
        pairs = zip(found, firsts, strict=True)
        return [
            Table(one, self.part, self.faults, first=line, header=f"[[{name}]]" if heads else "")
            for one, line in pairs
        ]

    def table(self, name: str) -> "Table | None":
        self.asked.add(name)
        found = self.raw.get(name)
        if found is None:
            return None
        if not isinstance(found, Mapping):
            self.say(name, _("“%(name)s” is a table of its own: a line [%(name)s].") % {"name": name})
            return None
        heads = lines_of(self.part.text, f"[{name}]")
        return Table(found, self.part, self.faults, first=heads[0] if heads else self.line_of(name))

    def text(self, name: str, most: int, *, is_needed: bool = False, default: str = "") -> str:
        self.asked.add(name)
        if name not in self.raw:
            if is_needed:
                self.say("", _("“%(name)s” is missing.") % {"name": name})
            return default
        return self._text(self.raw[name], name, most, is_needed=is_needed)

    def number(self, name: str, least: int, most: int, default: Any = None) -> Any:
        self.asked.add(name)
        found = self.raw.get(name, default)
        if found is default:
            return default
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            told = {"name": name, "least": least, "most": most}
            self.say(name, _("“%(name)s” is a whole number from %(least)d to %(most)d.") % told)
            return default
        return found

    def yes_or_no(self, name: str) -> bool:
        self.asked.add(name)
        found = self.raw.get(name, False)
        if not isinstance(found, bool):
            self.say(name, _("“%(name)s” is true or false.") % {"name": name})
        return found is True

    def one_of(self, name: str, choices: Sequence[str], default: str) -> str:
        found = self.text(name, 100, default=default)
        if found not in choices:
            told = {"name": name, "found": found[:40], "choices": ", ".join(choices)}
            self.say(name, _("“%(name)s” cannot be “%(found)s”. It is one of: %(choices)s.") % told)
            return default
        return found

    def matching(self, name: str, pattern: re.Pattern[str], default: str, what: str) -> str:
        """`what`: the sentence that says how it is written."""
        found = self.text(name, 100, default=default)
        if not pattern.fullmatch(found):
            self.say(name, what)
            return default
        return found

    def texts(self, name: str, most: int, *, longest: int = 100) -> list[str]:
        """A list of lines, each once."""
        self.asked.add(name)
        found = self.raw.get(name, [])
        if not isinstance(found, list) or len(found) > most:
            told = {"name": name, "most": most}
            self.say(name, _("“%(name)s” is a list of at most %(most)d, in square brackets.") % told)
            return []
        return list(dict.fromkeys(self._text(one, name, longest, is_needed=True) for one in found))

    def named(self, most: int, *, longest: int) -> dict[str, str]:
        """All that is in it: texts by their keys."""
        self.asked.update(self.raw)
        if len(self.raw) > most:
            self.say("", _("There are more than %(most)d of them.") % {"most": most})
        return {
            key: self._text(value, key, longest, is_needed=True)
            for key, value in islice(self.raw.items(), most)
        }

    def finish(self) -> None:
        """Nothing is passed over in silence."""
        for name in islice((one for one in self.raw if one not in self.asked), MOST_TOLD):
            near = get_close_matches(name, self.asked, n=1)
            told = {"name": name[:40], "near": near[0] if near else ""}
            self.say(
                name,
                _("There is no “%(name)s” here. Do you mean “%(near)s”?") % told
                if near
                else _("There is no “%(name)s” here.") % told,
            )

    def say(self, name: str, what: str) -> None:
        self.faults.append(self.part.fault(what, self.line_of(name)))

    def line_of(self, name: str) -> int:
        if name:
            wanted = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(name)}[\"']?\s*(?:[=\].]|$)")
            for number in self.lines:
                if wanted.match(_split(self.part.text)[number - 1]):
                    return number
        return self.first

    def _text(self, found: Any, name: str, most: int, *, is_needed: bool) -> str:
        told = {"name": name, "most": most}
        if not isinstance(found, str):
            self.say(name, _("“%(name)s” has to be text in quotation marks.") % told)
            return ""
        text = found.strip("\n").rstrip()
        if is_needed and not text.strip():
            self.say(name, _("“%(name)s” is empty.") % told)
        if len(text) > most:
            self.say(name, _("“%(name)s” is longer than %(most)d characters.") % told)
        return text


def lines_of(text: str, header: str) -> list[int]:
    """Where it stands, from 1."""
    bare = header.replace("[", "").replace("]", "")
    depth = header.count("[")
    wanted = re.compile(rf"\s*\[{{{depth}}}\s*[\"']?{re.escape(bare)}[\"']?\s*\]{{{depth}}}\s*(?:#.*)?")
    return [number for number, line in enumerate(_split(text), start=1) if wanted.fullmatch(line)]


@lru_cache(maxsize=4)
def _split(text: str) -> tuple[str, ...]:
    """Once for each text: it is asked for at every table of it."""
    return tuple(text.split("\n"))


def _own_lines(lines: Sequence[str], first: int, header: str) -> range:
    """From `first` to where the next table of the same rank begins."""
    if not header:
        return range(first, len(lines) + 1)
    for number in range(first + 1, len(lines) + 1):
        if lines[number - 1].lstrip().startswith("[["):
            return range(first, number)
    return range(first, len(lines) + 1)
