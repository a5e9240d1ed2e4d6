"""Make the shapes of our maps from Natural Earth's: project, simplify, round.

    python -m rounds.core.charts.geometry.prepare <countries.geojson> <states.geojson>

The input is Natural Earth, 1:110m, "Admin 0 – Countries" and "Admin 1 – States, Provinces", an edition before 5.0, in
the public domain: naturalearthdata.com/downloads/110m-cultural-vectors/, and as GeoJSON at
github.com/nvkelso/natural-earth-vector. Projections by their formulas: Albers' conic equal-area (Snyder, USGS
Professional Paper 1395, 1987) with insets for Alaska and Hawaii, and Equal Earth (Šavrič, Patterson and Jenny, 2018).
The same input gives the same files, byte for byte.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHAPELESS = {"AQ"}  # Antarctica has no hospitals in any register, and would be a third of the map
# What the file writes -99 for, by its ADM0_A3. Northern Cyprus and Somaliland have no code: they are drawn with theirs.
CODES = {"FRA": "FR", "NOR": "NO", "KOS": "XK", "CYN": "CY", "SOL": "SO"}
WORLD_WIDTH, STATES_WIDTH = 1000, 960
WORLD_NEAREST, STATES_NEAREST = 0.8, 0.5  # how far a simplified border may lie from the true one
SMALLEST = 1.5  # area below which a further island is left out
# Where the letters of states stand that are too small to hold them: off the coast.
BESIDE = {
    "VT": (812, 62), "NH": (868, 40), "HI": (356, 572),
    "MA": (936, 196), "RI": (936, 226), "CT": (936, 256), "NJ": (936, 286),
    "DE": (936, 316), "MD": (936, 346), "DC": (936, 376),
}  # fmt: skip

Point = tuple[float, float]
Ring = list[Point]
Project = Callable[[float, float], Point]


def albers(first: float, second: float, middle: float, center: Point, scale: float, at: Point) -> Project:
    """Standard parallels and middle meridian in degrees; `center` is drawn at `at`."""
    one, two = radians(first), radians(second)
    n = (sin(one) + sin(two)) / 2
    c = cos(one) ** 2 + 2 * n * sin(one)

    def raw(longitude: float, latitude: float) -> Point:
        rho = sqrt(c - 2 * n * sin(radians(latitude))) / n
        theta = n * radians(longitude - middle)
        return rho * sin(theta), -rho * cos(theta)

    x0, y0 = raw(*center)

    def project(longitude: float, latitude: float) -> Point:
        x, y = raw(longitude, latitude)
        return at[0] + (x - x0) * scale, at[1] - (y - y0) * scale

    return project


def equal_earth(width: float) -> Project:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    half = sqrt(3) / 2

    def raw(longitude: float, latitude: float) -> Point:
        t = asin(half * sin(radians(latitude)))
        squared, sixth = t * t, t**6
        across = half * (a1 + 3 * a2 * squared + sixth * (7 * a3 + 9 * a4 * squared))
        return radians(longitude) * cos(t) / across, t * (a1 + a2 * squared + sixth * (a3 + a4 * squared))

    scale = width / (2 * raw(180, 0)[0])
    top = raw(0, 84)[1]

    def project(longitude: float, latitude: float) -> Point:
        x, y = raw(longitude, latitude)
        return width / 2 + x * scale, (top - y) * scale

    return project


_MAIN = albers(29.5, 45.5, -96, (-96, 38.4), 1180, (482, 290))
_ALASKA = albers(55, 65, -154, (-152, 63.4), 400, (118, 520))
_HAWAII = albers(8, 18, -157, (-157.3, 20.6), 1180, (300, 548))


def states(features: Iterable[dict[str, Any]]) -> dict[str, list[Ring]]:
    insets = {"US-AK": _ALASKA, "US-HI": _HAWAII}
    return {
        code: _projected(feature, insets.get(code, _MAIN))
        for feature in features
        if (code := feature["properties"]["iso_3166_2"])
    }


def countries(features: Iterable[dict[str, Any]]) -> dict[str, list[Ring]]:
    project = equal_earth(WORLD_WIDTH)
    found: defaultdict[str, list[Ring]] = defaultdict(list)
    for feature in features:
        known = feature["properties"]
        code = CODES.get(known["ADM0_A3"]) or str(known.get("ISO_A2_EH") or known["ISO_A2"])
        if code == "-99":
            raise ValueError(f"{known['NAME']} has no code.")
        if code not in SHAPELESS:
            found[code] += _projected(feature, project)
    return found


def _projected(feature: dict[str, Any], project: Project) -> list[Ring]:
    """Every ring without its last point, which is its first."""
    shape = feature["geometry"]
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [[project(*point[:2]) for point in ring[:-1]] for polygon in polygons for ring in polygon]


def simplified(shapes: dict[str, list[Ring]], nearest: float) -> dict[str, list[Ring]]:
    """With fewer points. Neighbors keep their common border: it is cut where three meet, and each piece done once."""
    rounded = {
        code: [ring for ring in map(_rounded, rings) if len(ring) > 2] for code, rings in shapes.items()
    }
    beside: defaultdict[Point, set[Point]] = defaultdict(set)
    for rings in rounded.values():
        for ring in rings:
            for before, here, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True):
                beside[here] |= {before, after}
    knots = {point for point, others in beside.items() if len(others) > 2}
    found: dict[str, list[Ring]] = {}
    for code, rings in rounded.items():
        done = [_simple_ring(ring, knots, nearest) for ring in rings]
        largest = max(map(_area, done))
        found[code] = [ring for ring in done if len(ring) > 2 and _area(ring) >= min(SMALLEST, largest)]
    return found


def _rounded(ring: Ring) -> Ring:
    points = [(round(x, 1), round(y, 1)) for x, y in ring]
    return [one for one, before in zip(points, points[-1:] + points[:-1], strict=True) if one != before]


def _simple_ring(ring: Ring, knots: set[Point], nearest: float) -> Ring:
    starts = [at for at, point in enumerate(ring) if point in knots]
    if len(starts) < 2:  # an island, or with one neighbor: cut at its ends, the same from either side
        starts = sorted({ring.index(min(ring)), ring.index(max(ring)), *starts})
    turned = ring[starts[0] :] + ring[: starts[0]] + [ring[starts[0]]]
    ends = [at - starts[0] for at in starts] + [len(ring)]
    pieces = [turned[a : b + 1] for a, b in pairwise(ends)]
    return [point for piece in pieces for point in _simple_piece(piece, nearest)[:-1]]


def _simple_piece(piece: Ring, nearest: float) -> Ring:
    """Douglas and Peucker's way, always walked in the same direction."""
    is_turned = piece[-1] < piece[0]
    ordered = piece[::-1] if is_turned else piece
    kept = _kept(ordered, nearest)
    return kept[::-1] if is_turned else kept


def _kept(line: Ring, nearest: float) -> Ring:
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    long = hypot(x2 - x1, y2 - y1)
    off = [
        abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long if long else hypot(x - x1, y - y1)
        for x, y in line[1:-1]
    ]
    farthest = max(off)
    if farthest <= nearest:
        return [line[0], line[-1]]
    at = off.index(farthest) + 1
    return [*_kept(line[: at + 1], nearest)[:-1], *_kept(line[at:], nearest)]


def _area(ring: Ring) -> float:
    return abs(_signed(ring))


def _signed(ring: Ring) -> float:
    return sum(x * b - a * y for (x, y), (a, b) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _center(ring: Ring) -> Point:
    six = 6 * _signed(ring)
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x = sum((x + a) * (x * b - a * y) for (x, y), (a, b) in pairs) / six
    y = sum((y + b) * (x * b - a * y) for (x, y), (a, b) in pairs) / six
    return round(x, 1), round(y, 1)


def path_of(rings: Sequence[Ring]) -> str:
    """The shortest way to write it: tenths of a unit, each point from the one before."""
    return "".join(_path(ring) for ring in rings)


def _path(ring: Ring) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    moves = [tenths[0], *((a - x, b - y) for (x, y), (a, b) in pairwise(tenths))]
    return (
        "M" + "".join(_pair(*move) if at != 1 else "l" + _pair(*move) for at, move in enumerate(moves)) + "z"
    )


def _pair(x: int, y: int) -> str:
    return "".join(one if one[0] == "-" else f" {one}" for one in (_tenth(x), _tenth(y)))


def _tenth(value: int) -> str:
    text = f"{value / 10:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _prepared(shapes: dict[str, list[Ring]], nearest: float, width: float) -> dict[str, Any]:
    simple = simplified(shapes, nearest)
    bottom = max(y for rings in simple.values() for ring in rings for _x, y in ring)
    areas = {
        code: {
            "path": path_of(rings),
            "center": _center(max(rings, key=_area)),
            "size": round(sum(map(_area, rings))),
        }
        for code, rings in sorted(simple.items())
    }
    return {"width": width, "height": round(bottom) + 4, "areas": areas}


def _features(path: str) -> Iterator[dict[str, Any]]:
    yield from json.loads(Path(path).read_text(encoding="utf-8"))["features"]


def main(countries_path: str, states_path: str) -> None:
    world = _prepared(countries(_features(countries_path)), WORLD_NEAREST, WORLD_WIDTH)
    us = _prepared(states(_features(states_path)), STATES_NEAREST, STATES_WIDTH)
    for code, place in BESIDE.items():
        us["areas"][f"US-{code}"]["beside"] = place
    for name, made in (("world", world), ("us_states", us)):
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"')
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
