"""A mapping as TOML, always the same way. Pure: `tomllib` reads what this writes.

Lists of tables below a table stand in lines of their own, as people write them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\f": "\\f", "\r": "\\r", "\n": "\\n"}
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
MANY_LINES = 3  # quotation marks


def document(top: Mapping[str, Any]) -> str:
    """`top`: values; mappings become [tables], lists of mappings [[tables]]. What is None is left out."""
    return "\n".join(_blocks(top)).strip("\n")


def _blocks(top: Mapping[str, Any]) -> Iterator[str]:
    yield from _lines({key: value for key, value in top.items() if not _is_table(value)})
    for key, value in top.items():
        if isinstance(value, Mapping) and value:
            yield f"\n[{_key(key)}]"
            yield from _lines(value)
        elif _is_table(value) and isinstance(value, list):
            for one in value:
                yield f"\n[[{_key(key)}]]"
                yield from _lines(one)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
    )


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if value is not None:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _value(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        return "[\n" + "".join(f"  {_inline(one)},\n" for one in value) + "]"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and "\n" in value:
        return _many_lines(value)
    return _string(value) if isinstance(value, str) else repr(value)


def _inline(table: Mapping[str, Any]) -> str:
    told = (f"{_key(key)} = {_one_line(value)}" for key, value in table.items() if value is not None)
    return "{ " + ", ".join(told) + " }"


def _one_line(value: Any) -> str:
    return _string(value) if isinstance(value, str) else _value(value)


def _string(text: str) -> str:
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _many_lines(text: str) -> str:
    """With real line breaks. A line "+++" would close the head of a lesson, so its first letter is escaped."""
    inside = "".join(letter if letter in "\n" else _escaped(letter) for letter in text)
    inside = re.sub(r"(?m)^\+\+\+(?=[ ]*$)", r"\\u002B++", inside)
    return f'"""\n{inside}"""'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return letter if letter >= " " and letter != "\x7f" else f"\\u{ord(letter):04X}"
