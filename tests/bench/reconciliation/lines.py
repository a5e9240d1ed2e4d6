"""What is asked, and what would be right: lines of somebody's spreadsheet. Pure."""

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from tests.bench.messy_names import Line, line, moved, strangers

ASKED = 1_000
HELD_OUT = 250
MADE_UP = 150
MOVED = 150


class Hospital(NamedTuple):
    slug: str
    name: str
    city: str
    region: str  # "US-MN"
    region_name: str


class Asked(NamedTuple):
    line: Line
    right: str  # the id; "" of a stranger


class Sheet(NamedTuple):
    known: list[Asked]
    held_out: list[Asked]  # real hospitals that were taken out of the register before
    made_up: list[Asked]
    moved: list[Asked]  # names that hospitals of other states have


def sheet(hospitals: Sequence[Hospital], chance: random.Random) -> tuple[Sheet, list[Hospital]]:
    """Also those whose lines stand among the strangers: they must be taken out."""
    chosen = chance.sample(hospitals, ASKED + HELD_OUT)
    known, gone = chosen[:ASKED], chosen[ASKED:]
    lines = [Line(one.name, one.city, one.region.removeprefix("US-")) for one in hospitals]
    places = [(one.city, one.state) for one in lines]
    invented = strangers([one.name for one in lines], places, MADE_UP, chance)
    return (
        Sheet(
            [Asked(_line(one, chance), one.slug) for one in known],
            [Asked(_line(one, chance), "") for one in gone],
            [Asked(one, "") for one in invented],
            [Asked(one, "") for one in moved(lines, MOVED, chance)],
        ),
        gone,
    )


def query(asked: Line) -> dict[str, Any]:
    """As OpenRefine writes it when two columns are told to be city and region."""
    properties = [{"pid": "city", "v": asked.city}, {"pid": "region", "v": asked.state}]
    return {
        "query": asked.name,
        "type": "hospital",
        "type_strict": "should",
        "properties": [one for one in properties if one["v"].strip()],
    }


def _line(one: Hospital, chance: random.Random) -> Line:
    return line(one.name, one.city, one.region.removeprefix("US-"), one.region_name, chance)
