"""Maps for paper: a picture of its own, without words, in shades that a grey printer keeps apart."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rounds.core.charts.geometry.shapes import Shapes, shapes
from rounds.core.charts.maps import NONE, UNKNOWN, Area, Geography, Shading, shade

FILLS = {
    NONE: "#ffffff",
    UNKNOWN: "#f1efe8",
    "1": "#dcebe1",
    "2": "#a9cdb8",
    "3": "#6fa88a",
    "4": "#2f7353",
    "5": "#0d3d2a",
}
EDGE, CHOSEN = "#8a9189", "#a8480d"


class Printed(NamedTuple):
    svg: str
    legend: list[tuple[str, str]]  # fill and words
    missing: list[str]  # places without a shape, with what is known of them


def choropleth(
    geography: Geography, areas: Sequence[Area], *, chosen: str = "", equal_counts: bool = False
) -> Printed:
    """`chosen`: the code of the area that is set apart by its outline."""
    drawn = shapes(geography)
    shading = shade(areas, equal_counts=equal_counts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {drawn.height}"'
        f' width="{drawn.width}" height="{drawn.height}">{"".join(_paths(drawn, shading, chosen))}</svg>'
    )
    missing = [f"{one.area.label}, {one.words}" for one in shading.missing(drawn.areas)]
    return Printed(svg, [(FILLS[kind], words) for kind, words in shading.classes()], missing)


def _paths(drawn: Shapes, shading: Shading, chosen: str) -> Iterator[str]:
    for code, shape in drawn.areas.items():
        kind = shading.areas[code].shade if code in shading.areas else UNKNOWN
        dashes = ' stroke-dasharray="3 2"' if kind == UNKNOWN else ""
        yield f'<path d="{shape.path}" fill="{FILLS[kind]}" stroke="{EDGE}" stroke-width=".8"{dashes}/>'
    if chosen in drawn.areas:
        yield (
            f'<path d="{drawn.areas[chosen].path}" fill="none" stroke="#fff" stroke-width="7"/>'
            f'<path d="{drawn.areas[chosen].path}" fill="none" stroke="{CHOSEN}" stroke-width="4"/>'
        )
