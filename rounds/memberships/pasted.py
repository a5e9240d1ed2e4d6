"""Mail addresses out of whatever people paste: lines, columns, "Jane Roe <jane@x.org>; bob@y.org". Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_PIECE = re.compile(r"[\s<>,;()\[\]\"“”|]+")
_LINE = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
LONGEST = 254  # characters of an address. Source: RFC 5321, 4.5.3.1.3


class Read(NamedTuple):
    """`email`: lower case; "" where `text`, as it was pasted, is no address."""

    text: str
    email: str


def read(pasted: str) -> list[Read]:
    """Each address once, where it first stands; and each line or word that was meant to hold one and does not."""
    found: dict[str, Read] = {}
    for line in _LINE.split(pasted):
        for one in _in_line(line):
            found.setdefault(one.email or one.text, one)
    return list(found.values())


def _in_line(line: str) -> Iterator[Read]:
    """Names beside an address are passed over. A line with words and no address is told whole."""
    words = [word for word in _PIECE.split(line) if any(sign.isalnum() for sign in word)]
    tries = [word for word in words if "@" in word or "＠" in word]
    if words and not tries:
        yield Read(" ".join(line.split())[:LONGEST], "")
    for word in tries:
        yield Read(word[:LONGEST], _address(word))


def _address(word: str) -> str:
    plain = word.removeprefix("mailto:").strip("'‘’`.:*•·").lower()
    try:
        validate_email(plain)
    except ValidationError:
        return ""
    return plain if len(plain) <= LONGEST else ""
