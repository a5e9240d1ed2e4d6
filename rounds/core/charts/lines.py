"""Lines over time. Where nothing is known there is a gap; where somebody else counted there is a break between panels.

Panels stand side by side, each with its own stretch of time, and share what they stand on: one axis from nought.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.core.charts.drawing import figure, frame, legend, percent
from rounds.core.charts.scales import apart, days, finite, ticks
from rounds.core.charts.words import cut, number, safe, share

Say = Callable[[float], str]
MOST_SERIES = 6
HIGH = 240  # pixels from the axis to its end
TOP, FOOT = 42, 26  # pixels above it for the panels' names, and below it for the days
LEFT, RIGHT, BETWEEN = (
    0.02,
    0.15,
    0.03,
)  # shares of the width: before the first point, for last numbers, for a break
NEAREST = 15  # pixels between two numbers
YEARS_APART, MONTHS_APART = 0.15, 0.34  # shares of the width between two days that are written out
MOST_MARKS = 24  # points of a series that are marked each; of a longer one only the last is
SHAPES = (
    '<circle r="4"/>',
    '<path d="M-4-4H4V4H-4z"/>',
    '<path d="M0-5.5 5 4H-5z"/>',
    '<path d="M0-5.5 5.5 0 0 5.5-5.5 0z"/>',
    '<path d="M0 5.5 5-4H-5z"/>',
    '<path d="M-5-2H-2V-5H2V-2H5V2H2V5H-2V2H-5z"/>',
)


class Point(NamedTuple):
    on: date
    value: float | None  # None: nothing is known of that day


class Series(NamedTuple):
    """`name`: the same in several panels is drawn the same."""

    name: str
    points: Sequence[Point]


class Panel(NamedTuple):
    """`label`: who counted, where there is more than one panel. `is_cited`: not by us; hollow marks say so."""

    label: str
    series: Sequence[Series]
    is_cited: bool = False


class _Place(NamedTuple):
    """Where a panel lies, in shares of the width, and which days it spans."""

    left: float
    width: float
    first: date
    last: date

    def x(self, day: date) -> float:
        whole = (self.last - self.first).days
        along = (day - self.first).days / whole if whole else 0.5
        return self.left + self.width * (LEFT + (1 - LEFT - _right(self.width)) * along)


def lines(
    name: str,
    title: str,
    panels: Sequence[Panel],
    *,
    desc: str = "",
    is_share: bool = False,
    own_scales: bool = False,
) -> SafeString:
    """`is_share`: values are 0 to 1 and written as per cent. Panels without any point are left out.

    `own_scales`: each panel has an axis of its own, where what one counts must not be compared with the other's.
    """
    filled = [panel for panel in panels if _known(panel)]
    names = list(dict.fromkeys(series.name for panel in filled for series in panel.series))
    if len(names) > MOST_SERIES:
        raise ValueError(f"No more than {MOST_SERIES} lines can be told apart.")
    say = share if is_share else number
    places = _places(filled)
    inside: list[str] = []
    if own_scales and filled:
        scales = [_marks([panel], is_share) for panel in filled]
        for marks, place in zip(scales, places, strict=True):
            inside += _axis(marks, say, place.left, place.left + place.width)
    else:
        scales = [_marks(filled, is_share)] * max(1, len(filled))
        inside += _axis(scales[0], say, 0, 1)
    for panel, place, marks in zip(filled, places, scales, strict=False):
        inside += _panel(panel, place, names, marks[-1], say, len(filled))
    inside += [_break(place.left - BETWEEN / 2) for place in places[1:]]
    box = frame(name, title, desc or described(filled, is_share), TOP + HIGH + FOOT, inside, "lines")
    return figure(legend([(_swatch(at), one) for at, one in enumerate(names)] if len(names) > 1 else []), box)


def described(panels: Sequence[Panel], is_share: bool = False) -> str:
    """Of each line where it begins and where it ends."""
    say = share if is_share else number
    said = []
    for panel in panels:
        for series in panel.series:
            if known := [one for one in series.points if one.value is not None]:
                first, last = known[0], known[-1]
                who = f"{panel.label}, {series.name}" if panel.label else series.name
                said.append(
                    f"{who}: {_said(first, say)}" + (f", {_said(last, say)}." if len(known) > 1 else ".")
                )
    return " ".join(said) or _("There is nothing to show.")


def _said(one: Point, say: Say) -> str:
    words = {"n": say(one.value or 0), "day": date_format(one.on, "DATE_FORMAT")}
    return _("%(n)s on %(day)s") % words


def _known(panel: Panel) -> list[Point]:
    return [one for series in panel.series for one in series.points if one.value is not None]


def _right(width: float) -> float:
    return RIGHT / width


def _places(panels: Sequence[Panel]) -> list[_Place]:
    each = (1 - BETWEEN * (len(panels) - 1)) / len(panels) if panels else 1
    found = []
    for at, panel in enumerate(panels):
        on = [one.on for one in _known(panel)]
        found.append(_Place(at * (each + BETWEEN), each, min(on), max(on)))
    return found


def _marks(panels: Sequence[Panel], is_share: bool) -> list[float]:
    """Of an axis on which all of them stand."""
    values = [finite(one.value or 0) for panel in panels for one in _known(panel)]
    marks = ticks(max(values, default=0), 5, is_count=all(value == int(value) for value in values))
    return [mark for mark in marks if mark < 1] + [1] if is_share and marks[-1] > 1 else marks


def _axis(marks: Sequence[float], say: Say, left: float, right: float) -> Iterator[str]:
    ends = f'x1="{percent(left)}" x2="{percent(right)}"'
    for mark in marks:
        y = TOP + HIGH - HIGH * mark / marks[-1]
        yield f'<line class="chart__rule{" chart__rule--foot" if not mark else ""}" {ends} y1="{y:g}" y2="{y:g}"/>'
        yield f'<text class="chart__tick" x="{percent(left)}" y="{y - 4:g}">{safe(say(mark))}</text>'


def _panel(
    panel: Panel, place: _Place, names: Sequence[str], top: float, say: Say, panels: int
) -> Iterator[str]:
    if panels > 1:
        yield f'<text class="chart__label" x="{percent(place.left)}" y="14">{cut(panel.label, 40 / panels)}</text>'
    yield from _days(place, panels)
    kind = " chart-series--cited" if panel.is_cited else ""
    ends: list[tuple[Point, int]] = []
    for series in panel.series:
        at = names.index(series.name)
        known = [one for one in series.points if one.value is not None]
        if not known:
            continue
        ends.append((known[-1], at))
        yield f'<g class="chart-series chart-series--{at + 1}{kind}">{_line(series, place, top)}'
        marked = known if len(known) <= MOST_MARKS else known[-1:]
        yield "".join(_mark(at, place.x(one.on), _y(one, top)) for one in marked)
        yield "</g>"
    heights = apart([_y(one, top) for one, _at in ends], NEAREST, TOP, TOP + HIGH)
    for (one, at), y in zip(ends, heights, strict=True):
        yield _end(safe(say(one.value or 0)), at if len(names) > 1 else None, place.x(one.on), y)


def _end(words: str, at: int | None, x: float, y: float) -> str:
    """The last number of a line, with the line's mark where there are several."""
    mark = "" if at is None else f'<g class="chart-series chart-series--{at + 1}">{_small(at)}</g>'
    text = f'<text class="chart__end" x="{9 if at is None else 20}" y="4">{words}</text>'
    return f'<svg x="{percent(x)}" y="{y:.1f}" overflow="visible">{mark}{text}</svg>'


def _small(at: int) -> str:
    return f'<svg x="13" overflow="visible"><g transform="scale(.7)">{SHAPES[at]}</g></svg>'


def _y(one: Point, top: float) -> float:
    return TOP + HIGH - HIGH * (one.value or 0) / top


def _line(series: Series, place: _Place, top: float) -> str:
    """Stretched with the page: so the strokes must not be."""
    runs = [list(run) for known, run in groupby(series.points, lambda one: one.value is not None) if known]
    drawn = "".join(
        f'<polyline vector-effect="non-scaling-stroke" points="{" ".join(_at(one, place, top) for one in run)}"/>'
        for run in runs
        if len(run) > 1
    )
    height = TOP + HIGH + FOOT
    return (
        f'<svg width="100%" height="{height}" viewBox="0 0 1000 {height}" preserveAspectRatio="none">{drawn}</svg>'
        if drawn
        else ""
    )


def _at(one: Point, place: _Place, top: float) -> str:
    return f"{place.x(one.on) * 1000:.1f},{_y(one, top):.1f}"


def _mark(at: int, x: float, y: float) -> str:
    return f'<svg x="{percent(x)}" y="{y:.1f}" overflow="visible">{SHAPES[at]}</svg>'


def _days(place: _Place, panels: int) -> Iterator[str]:
    marks = days(place.first, place.last, 5 if panels == 1 else 2)
    if len({mark.year for mark in marks}) < len(marks) or not marks:
        marks = days(place.first, place.last, 3 if panels == 1 else 1) or [place.last]
    are_years = all(mark.month == 1 for mark in marks) and len({mark.year for mark in marks}) == len(marks)
    says_years = are_years and len(marks) > 1
    last = -1.0
    for mark in marks:
        x = place.x(mark)
        if x - last < (YEARS_APART if says_years else MONTHS_APART):
            continue
        last = x
        words = date_format(mark, "Y" if says_years else "YEAR_MONTH_FORMAT")
        yield f'<line class="chart__rule" x1="{percent(x)}" x2="{percent(x)}" y1="{TOP + HIGH}" y2="{TOP + HIGH + 5}"/>'
        side = (
            "start"
            if x < place.left + place.width / 4
            else "end"
            if x > place.left + place.width * 0.75
            else "middle"
        )
        foot = TOP + HIGH + 20
        yield f'<text class="chart__tick chart__text--{side}" x="{percent(x)}" y="{foot}">{safe(words)}</text>'


def _break(x: float) -> str:
    """Two slanted strokes through the axis: what lies between is left out, and somebody else counted."""
    return (
        f'<svg class="chart__break" x="{percent(x)}" y="{TOP + HIGH}" overflow="visible">'
        f'<path class="chart__gap" d="M-7 3-1-11H7L1 3z"/><path d="M-7 6-1-12M1 6 7-12"/>'
        f'<path class="chart__fold" d="M0-14V-{HIGH}"/></svg>'
    )


def _swatch(at: int) -> str:
    return (
        f'<g class="chart-series chart-series--{at + 1}"><line x2="24" y1="7" y2="7"/>'
        f'<svg x="12" y="7" overflow="visible">{SHAPES[at]}</svg></g>'
    )
