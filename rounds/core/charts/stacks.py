"""Bars made of parts: how a whole is divided. The parts stand in the order of their kinds, by shade and pattern."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.core.charts.bars import BAR, LABEL, LINE, ROOM, THICK
from rounds.core.charts.drawing import figure, frame, hatch, legend, percent
from rounds.core.charts.scales import finite
from rounds.core.charts.words import cut, number, part, safe

SHADES = 4  # from dark to light; the same again with lines across them
MOST_KINDS = 2 * SHADES
THICKER = THICK + 6


class Stack(NamedTuple):
    """`parts`: a number for each kind, in their order."""

    label: str
    parts: Sequence[float]


def stacks(
    name: str,
    title: str,
    kinds: Sequence[str],
    rows: Sequence[Stack],
    *,
    desc: str = "",
    to_all: bool = True,
    has_rest: bool = False,
) -> SafeString:
    """`to_all`: each bar is as long as the page, and its parts are shares of it; else lengths can be compared.

    `has_rest`: the last kind is what is missing, and drawn as an outline.

    Bars of one row print each part in the legend; of several, in the table that stands beside them.
    """
    if len(kinds) > MOST_KINDS:
        raise ValueError(f"No more than {MOST_KINDS} kinds can be told apart.")
    rest = len(kinds) - 1 if has_rest else MOST_KINDS
    totals = [sum(finite(one) for one in row.parts) for row in rows]
    longest = max(totals, default=0)
    inside = [f"<defs>{hatch(name)}</defs>"]
    for at, (row, total) in enumerate(zip(rows, totals, strict=True)):
        inside += _stack(name, row, rest, (total if to_all else longest) or 1, LINE * at + 4 * at)
    height = (LINE + 4) * len(rows) + 6
    swatches = [
        (_rect(name, at, rest, "0", "100%", 0, 14), words)
        for at, words in enumerate(_kinds(kinds, rows, totals))
    ]
    return figure(
        legend(swatches), frame(name, title, desc or described(kinds, rows), height, inside, "stacks")
    )


def described(kinds: Sequence[str], rows: Sequence[Stack]) -> str:
    """Each bar with its parts, in words; of many, the first ten."""
    if not rows:
        return _("There is nothing to show.")
    return " ".join(f"{row.label}: {_said(kinds, row)}." for row in rows[:10])


def _said(kinds: Sequence[str], row: Stack) -> str:
    said = [f"{kind} {number(one)}" for kind, one in zip(kinds, row.parts, strict=True) if one]
    return ", ".join(said) or _("nothing")


def _kinds(kinds: Sequence[str], rows: Sequence[Stack], totals: Sequence[float]) -> list[str]:
    if len(rows) != 1:
        return list(kinds)
    return [f"{kind} {part(one, totals[0])}" for kind, one in zip(kinds, rows[0].parts, strict=True)]


def _stack(name: str, row: Stack, rest: int, whole: float, top: float) -> Iterator[str]:
    words = number(sum(row.parts))
    yield (
        f'<text class="chart__label" y="{top + LABEL}">{cut(row.label, ROOM - len(words))}</text>'
        f'<text class="chart__value chart__text--end" x="100%" y="{top + LABEL}">{safe(words)}</text>'
    )
    start = 0.0
    for at, one in enumerate(row.parts):
        if one:
            yield _rect(name, at, rest, percent(start / whole), percent(one / whole), top + BAR, THICKER)
        start += one


def _rect(name: str, at: int, rest: int, x: str, width: str, y: float, height: float) -> str:
    place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    if at == rest:
        return f'<rect class="chart-part chart-part--rest" {place}/>'
    drawn = f'<rect class="chart-part chart-part--{at % SHADES + 1}" {place}/>'
    if at >= SHADES:
        drawn += f'<rect class="chart-part__lines" fill="url(#{safe(name)}-hatch)" {place}/>'
    return drawn
