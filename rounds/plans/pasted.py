"""What was pasted out of a word processor, as Markdown. Pure. No word of it is lost; done twice it changes nothing.

A page gives a text area the letters alone: bullets of symbol fonts, tabs between cells, the breaks that Word makes.
What somebody types by hand stays as it is, the space at its end too, for it is tidied while they type.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from rounds.core.plain_text import without_unprintable

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PADDING = re.compile(
    r"^[\u00a0\u2007\u202f]+|(?<=[ \t])[\u00a0\u2007\u202f]+|(?<![\u00a0\u2007\u202f])[\u00a0\u2007\u202f]+(?=[ \t])"
)
_BULLET = re.compile(r"([ \t]*)([•·▪■●◦○‣⁃➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc\uf076]|[-–—o§](?=\t))[ \t]+(?=\S)")
_NUMBER = re.compile(r"([ \t]*)(\d{1,3})[.)]\t[ \t]*(?=\S)")
_INNER = "◦○o"  # Word's marks of a list in a list


def cleaned(text: str) -> str:
    lines = without_unprintable(_INVISIBLE.sub("", _BREAKS.sub("\n", text))).split("\n")
    return "\n".join(_tables([_line(line) for line in lines]))


def _line(line: str) -> str:
    """With its mark as Markdown has it. Tabs between cells are still there."""
    line = _PADDING.sub(lambda found: " " * len(found.group()), line)
    if found := _BULLET.match(line):
        return f"{_indent(found[1], found[2])}- {_spaced(line[found.end() :])}"
    if found := _NUMBER.match(line):
        return f"{_indent(found[1], '')}{found[2]}. {_spaced(line[found.end() :])}"
    return line if line.strip("\t ") else line.replace("\t", "")


def _indent(before: str, mark: str) -> str:
    if "\t" not in before and before:
        return before
    return "  " * max(before.count("\t"), int(mark != "" and mark in _INNER))


def _spaced(line: str) -> str:
    return re.sub(r"(?<! ) *\t[\t ]*", " ", line)


def _tables(lines: list[str]) -> Iterator[str]:
    """Lines in a row with as many cells each are a table; a lone tab is a space."""
    for tabs, group in groupby(lines, key=_cells):
        rows = list(group)
        if tabs and len(rows) > 1:
            yield from _table(rows)
        else:
            yield from (_spaced(row.lstrip("\t") if "\t" in row else row) for row in rows)


def _cells(line: str) -> int:
    """How many tabs part it, none where the line only begins with one."""
    return line.count("\t") if line.lstrip(" \t").count("\t") else 0


def _table(rows: list[str]) -> Iterator[str]:
    cells = [[cell.strip(" ").replace("|", "\\|") for cell in row.split("\t")] for row in rows]
    yield _row(cells[0])
    yield _row(["---"] * len(cells[0]))
    yield from (_row(row) for row in cells[1:])
    yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
