"""The prepared shapes, read once by a process."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Shape(NamedTuple):
    path: str
    center: tuple[float, float]
    size: int  # square units of the map
    beside: tuple[float, float] | None  # where its letters stand if it is too small to hold them


class Shapes(NamedTuple):
    width: int
    height: int
    areas: dict[str, Shape]  # by code: "US-MN", "FR"


@cache
def shapes(name: str) -> Shapes:
    """`name`: "us_states" or "world"."""
    read = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    areas = {
        code: Shape(
            one["path"], tuple(one["center"]), one["size"], tuple(one["beside"]) if "beside" in one else None
        )
        for code, one in read["areas"].items()
    }
    return Shapes(read["width"], read["height"], areas)
