"""Questions with their right answers, from the registers in data/. Nothing here looks at how matching works.

Each organization is on one side by a hash of its key: the tuning half may set the weights, the held-out half never.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rounds.organizations.matching.addresses import door, line
from rounds.organizations.matching.engine import Question
from rounds.organizations.names import fold
from rounds.organizations.sources import SOURCES
from rounds.organizations.sources.record import Record

DATA = Path(__file__).parents[3] / "data"
FILES = {
    "cms-2026-06": "us_hospitals_cms_2026-06.csv.gz",
    "cms-2021-11": "us_hospitals_cms_2021-11.csv.gz",
    "hifld-2023": "us_hospitals_hifld_2023.csv.gz",
    "ror-2026": "ror_healthcare.jsonl.gz",
}
# Kinds of hospitals that the CMS file leaves out as a kind.
_NOT_IN_CMS = re.compile(
    r"\b(?:rehab\w*|encompass|select specialty|kindred|ltach?|long term|vibra|post acute|transitional care"
    r"|extended care)\b"
)


class Pair(NamedTuple):
    question: Question
    key: str  # of the right organization in its register; "" where none is right
    tuning: bool


@cache
def records(slug: str) -> tuple[Record, ...]:
    read = SOURCES[slug].read(DATA / FILES[slug])
    return tuple(one for one in read if isinstance(one, Record) and one.status == "active")


def is_tuning(key: str) -> bool:
    return hashlib.sha256(f"half {key}".encode()).digest()[0] % 2 == 0


def question(record: Record, name: str = "") -> Question:
    """With name, city, region and country."""
    return Question(name=name or record.name, country=record.country, region=record.region, city=record.city)


def same_door_and_line() -> Iterator[tuple[Record, Record]]:
    """A hospital of HIFLD and the only one of CMS at its door that has its telephone; no name was looked at."""
    by_line: defaultdict[str, list[Record]] = defaultdict(list)
    for known in records("cms-2026-06"):
        if number := line(known.phone):
            by_line[number].append(known)
    for one in records("hifld-2023"):
        where = door(one.street, one.postal_code)
        found = [
            known
            for known in by_line.get(line(one.phone), ())
            if where and door(known.street, known.postal_code) == where
        ]
        if len(found) == 1:
            yield one, found[0]


def hifld(*, differing: bool) -> Iterator[Pair]:
    for one, known in same_door_and_line():
        if (fold(one.name) != fold(known.name)) == differing:
            yield Pair(question(one), known.key, is_tuning(known.key))


def strangers() -> Iterator[Pair]:
    """Hospitals of HIFLD that CMS does not list: of a kind that it leaves out, at no door and line that it knows."""
    cms = records("cms-2026-06")
    doors = {door(known.street, known.postal_code) for known in cms}
    lines = {line(known.phone) for known in cms}
    for one in records("hifld-2023"):
        is_apart = line(one.phone) not in lines and door(one.street, one.postal_code) not in doors
        if is_apart and _NOT_IN_CMS.search(fold(one.name)):
            yield Pair(question(one), "", is_tuning(one.key))


def renamed() -> Iterator[Pair]:
    """Names of 2021 against 2026; the certification number says which is right. Never used for tuning."""
    now = {known.key: known for known in records("cms-2026-06")}
    for one in records("cms-2021-11"):
        if one.key in now and fold(one.name) != fold(now[one.key].name):
            yield Pair(question(one), one.key, tuning=False)


def held_out(record: Record) -> str:
    """The one other name of a ROR record that is taken out of the corpus and asked for; "" where it has none."""
    names = [
        other.text
        for other in record.names
        if other.kind != "acronym" and fold(other.text) != fold(record.name)
    ]
    return min(names, key=lambda name: hashlib.sha256(f"{record.key} {name}".encode()).digest(), default="")


def aliases() -> Iterator[Pair]:
    for record in records("ror-2026"):
        if name := held_out(record):
            asked = Question(name=name, country=record.country, city=record.city)
            yield Pair(asked, record.key, is_tuning(record.key))


def registered() -> Iterable[Record]:
    return records("cms-2026-06")
