"""Two editions of a plan beside each other: words by words, rows by their numbers. Pure."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from rounds.core.merging import Piece, differences
from rounds.plans.shape import Content
from rounds.plans.words import COLUMNS, NOBODY, Names, cells, title_of


class How(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


class Cell(NamedTuple):
    label: str
    pieces: list[Piece]


class RowDifference(NamedTuple):
    """`cells`: of a row that changed, those that did; else all that have a word in them."""

    how: How
    title: str
    cells: list[Cell]


class SectionDifference(NamedTuple):
    key: str
    pieces: list[Piece]  # empty where the words are the same
    rows: list[RowDifference]

    @property
    def is_same(self) -> bool:
        return not self.pieces and not self.rows


class Difference(NamedTuple):
    """`about`: what is said above the sections, title and dates."""

    about: list[Cell]
    sections: list[SectionDifference]

    @property
    def changed(self) -> list[SectionDifference]:
        return [one for one in self.sections if not one.is_same]

    @property
    def is_same(self) -> bool:
        return not self.about and not self.changed

    def of(self, key: str) -> SectionDifference | None:
        return next((one for one in self.changed if one.key == key), None)


def between(old: Content, new: Content, names: Names = NOBODY) -> Difference:
    sections = [_section(key, old, new, names) for key in Content.ORDER]
    return Difference(list(_about(old, new)), sections)


def _about(old: Content, new: Content) -> Iterator[Cell]:
    for name in ("title", "organization", "currency", "begins_on", "ends_on"):
        was, now = (str(getattr(one, name) or "") for one in (old, new))
        if was != now:
            yield Cell(name, differences(was, now))


def _section(key: str, old: Content, new: Content, names: Names) -> SectionDifference:
    was, now = old.section(key).text, new.section(key).text
    rows = list(_rows(key, old, new, names)) if key in COLUMNS else []
    return SectionDifference(key, differences(was, now) if was != now else [], rows)


def _rows(key: str, old: Content, new: Content, names: Names) -> Iterator[RowDifference]:
    """In the order of the new one, and then what is gone."""
    before = {one.id: one for one in old.rows(key)}
    for row in new.rows(key):
        was = before.pop(row.id, None)
        first = cells(key, was, old, names) if was else []
        then = cells(key, row, new, names)
        if was is None:
            yield _row(How.ADDED, key, row, new, [""] * len(then), then)
        elif first != then:
            yield _row(How.CHANGED, key, row, new, first, then)
    for row in before.values():
        first = cells(key, row, old, names)
        yield _row(How.GONE, key, row, old, first, [""] * len(first))


def _row(how: How, key: str, row: Any, content: Content, first: list[str], then: list[str]) -> RowDifference:
    changed = [
        Cell(str(column.label), differences(was, now))
        for column, was, now in zip(COLUMNS[key], first, then, strict=True)
        if was != now
    ]
    return RowDifference(how, title_of(key, row, content), changed)
