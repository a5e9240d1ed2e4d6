"""Bars that lie: each with its name above it and its number at the end of the line. The axis begins at nought."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.core.charts.drawing import figure, frame, percent
from rounds.core.charts.scales import finite, part_of, ticks
from rounds.core.charts.words import cut, number, part, safe, share

LINE = 46  # pixels for one bar with its words
LABEL, BAR, THICK = 17, 24, 12  # down to the foot of the words and to the top of the bar; the bar's thickness
AXIS = 26
ROOM = 38  # letters that the narrowest screen has for name and number


class Bar(NamedTuple):
    """`whole`: what `value` is a part of; None where it is a plain count. `is_ours`: the one that is talked about."""

    label: str
    value: float
    whole: float | None = None
    url: str = ""
    is_ours: bool = False


def bars(name: str, title: str, rows: Sequence[Bar], *, desc: str = "", to_all: bool = True) -> SafeString:
    """Shares where the rows have wholes, counts where they have none; both in one chart are refused.

    `name`: an id that nothing else on the page has. `desc`: what is to be seen; made from the rows if left out.
    `to_all`: shares are drawn on an axis to 100%, with what is missing shown; else to the next round number.
    """
    lengths = _lengths(rows)
    is_share = any(row.whole is not None for row in rows)
    marks = _marks(lengths, is_share, to_all)
    height = LINE * len(rows) + AXIS
    inside = [*_axis(marks, LINE * len(rows), is_share)]
    shows_rest = is_share and marks[-1] == 1
    for at, (row, length) in enumerate(zip(rows, lengths, strict=True)):
        inside += _bar(row, length / marks[-1], LINE * at, shows_rest)
    return figure(frame(name, title, desc or described(rows), height, inside, "bars"))


def described(rows: Sequence[Bar]) -> str:
    """What a bar chart shows, in a sentence or two."""
    if not rows:
        return _("There is nothing to show.")
    ordered = sorted(rows, key=lambda row: part_of(row.value, row.whole) if row.whole else row.value)
    words = {"n": number(len(rows)), "most": _said(ordered[-1]), "least": _said(ordered[0])}
    if len(rows) == 1:
        return f"{words['most']}."
    return _("%(n)s bars. The longest: %(most)s. The shortest: %(least)s.") % words


def _said(row: Bar) -> str:
    return f"{row.label}, {part(row.value, row.whole)}"


def _lengths(rows: Sequence[Bar]) -> list[float]:
    if len({row.whole is None for row in rows}) > 1:
        raise ValueError("Shares and counts have no axis in common.")
    return [finite(row.value) if row.whole is None else part_of(row.value, row.whole) for row in rows]


def _marks(lengths: Sequence[float], is_share: bool, to_all: bool) -> list[float]:
    if is_share and to_all:
        return [0, 0.25, 0.5, 0.75, 1]
    largest = max(lengths, default=0)
    if not largest:
        return [0, 1]
    marks = ticks(largest, 4, is_count=not is_share and all(length == int(length) for length in lengths))
    return [mark for mark in marks if mark < 1] + [1] if is_share and marks[-1] > 1 else marks


def _axis(marks: Sequence[float], foot: float, is_share: bool) -> Iterator[str]:
    for mark in marks:
        x = percent(mark / marks[-1])
        yield f'<line class="chart__rule" x1="{x}" x2="{x}" y1="{BAR - 4}" y2="{foot + 4}"/>'
        side = (
            " chart__text--start"
            if mark == 0
            else " chart__text--end"
            if mark == marks[-1]
            else " chart__text--middle"
        )
        words = share(mark) if is_share else number(mark)
        yield f'<text class="chart__tick{side}" x="{x}" y="{foot + 19}">{safe(words)}</text>'


def _bar(row: Bar, length: float, top: float, shows_rest: bool) -> Iterator[str]:
    words = part(row.value, row.whole)
    label = cut(row.label, ROOM - len(words))
    ours = " chart-bar--ours" if row.is_ours else ""
    if shows_rest:
        yield f'<rect class="chart-bar__rest" y="{top + BAR}" width="100%" height="{THICK}"/>'
    yield (
        f'<rect class="chart-bar{ours}" y="{top + BAR}" width="{percent(length)}" height="{THICK}"/>'
        f'<text class="chart__label{ours}" y="{top + LABEL}">{label}</text>'
        f'<text class="chart__value chart__text--end" x="100%" y="{top + LABEL}">{safe(words)}</text>'
    )
