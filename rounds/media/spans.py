"""Which part of a file `Range` asks for (RFC 9110, section 14)."""

from typing import NamedTuple

MOST_DIGITS = 18  # of a number in `Range`: no file is larger


class Span(NamedTuple):
    first: int
    last: int  # the last byte itself

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class Unsatisfiable(Exception):
    """No byte of the file is in the range that was asked for."""


def span_of(header: str, size: int) -> Span | None:
    """The one range that `Range` asks for, of a file of `size` bytes; None: send the whole, as of what we do not read.

    Several ranges are answered with the whole, which the standard allows. Raises Unsatisfiable.
    """
    unit, _equals, ranges = header.partition("=")
    first, dash, last = ranges.strip().partition("-")
    if (
        unit.strip().lower() != "bytes"
        or not dash
        or not (first + last).isascii()
        or not (first + last).isdigit()
        or max(len(first), len(last)) > MOST_DIGITS
    ):
        return None
    if first and last and int(last) < int(first):
        return None
    begin = int(first) if first else max(0, size - int(last))
    end = min(size - 1, int(last)) if first and last else size - 1
    if begin > end or (not first and int(last) == 0):
        raise Unsatisfiable
    return Span(begin, end)
