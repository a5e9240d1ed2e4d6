"""The charts and maps that `/styleguide/` shows, of invented numbers."""

from datetime import date

from django.utils.safestring import SafeString

from rounds.core.charts import (
    Area,
    Bar,
    Geography,
    Panel,
    Point,
    Series,
    Stack,
    bars,
    choropleth,
    lines,
    stacks,
)
from rounds.core.charts.geometry.shapes import shapes

KINDS = ["Official, both ways", "Official, by its own site", "Official, attested", "Reported", "Out of date"]
OTHERS = [
    (2009, 4, 216, 83),
    (2010, 1, 540, 316),
    (2010, 7, 762, 551),
    (2011, 5, 965, 777),
    (2013, 4, 1501, None),
]


def charts() -> dict[str, SafeString]:
    return {
        "bars": bars(
            "guide-bars",
            "Hospitals by platform",
            [
                Bar("Facebook", 3341, 5381),
                Bar("YouTube", 2004, 5381, is_ours=True),
                Bar("A platform whose name is far too long for any telephone", 118, 5381),
                Bar("Nobody is here", 0, 5381),
            ],
        ),
        "counts": bars("guide-counts", "Accounts by platform", [Bar("Facebook", 1018), Bar("YouTube", 548)]),
        "stacks": stacks("guide-stacks", "Accounts by proof", KINDS, [Stack("All", [1204, 611, 87, 2500, 120])]),
        "lines": _lines(),
        "states": _states(),
        "world": _world(),
    }  # fmt: skip


def _lines() -> SafeString:
    cited = Panel(
        "Counted by others",
        [
            Series(
                "Organizations", [Point(date(y, m, 1), organizations) for y, m, organizations, _ in OTHERS]
            ),
            Series("On Facebook", [Point(date(y, m, 1), facebook) for y, m, _, facebook in OTHERS]),
        ],
        is_cited=True,
    )
    ours = Panel(
        "Counted here",
        [
            Series(
                "Organizations", [Point(date(2026, month, 1), 1600 + 30 * month) for month in range(1, 9)]
            ),
            Series("On Facebook", [_facebook(month) for month in range(1, 9)]),
        ],
    )
    return lines("guide-lines", "Organizations over time", [cited, ours])


def _facebook(month: int) -> Point:
    return Point(date(2026, month, 1), None if month == 4 else 1100 + 25 * month)


def _states() -> SafeString:
    codes = sorted(shapes(Geography.US_STATES).areas)
    areas = [
        Area(code, code, 13 * at % 101, 100, url=f"#{code}")
        for at, code in enumerate(codes)
        if code != "US-TX"
    ]
    return choropleth(
        "guide-states", "Share of hospitals by state", Geography.US_STATES, [*areas, _territory()]
    )


def _territory() -> Area:
    return Area("US-PR", "Puerto Rico", 12, 60, url="#states")


def _world() -> SafeString:
    areas = [Area(code, code, at * at) for at, code in enumerate(sorted(shapes(Geography.WORLD).areas)[:120])]
    areas.append(Area("MT", "Malta", 4))
    return choropleth("guide-world", "Organizations by country", Geography.WORLD, areas, equal_counts=True)
