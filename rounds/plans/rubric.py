"""By what a plan is judged. Each edition is a file that stays: a review is judged by the one it was sent under."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rounds.plans.models.sections import Key

HERE = Path(__file__).parent / "starter"
LEVELS: tuple[Promise, ...] = (_("Missing"), _("Weak"), _("Sound"), _("Strong"))  # 0 to 3


class Criterion(NamedTuple):
    """`section`: a key of a section, or "" of the plan as a whole. `levels`: what each from 0 to 3 means."""

    key: str
    section: str
    title: str
    asks: str
    levels: tuple[str, ...]

    @property
    def section_title(self) -> str:
        return str(Key(self.section).label) if self.section else ""

    @property
    def named_levels(self) -> list[tuple[int, Promise, str]]:
        """The number, the name and what it means here."""
        return [(number, LEVELS[number], text) for number, text in enumerate(self.levels)]


class Rubric(NamedTuple):
    """`rule`: when a plan is accepted, in a few sentences."""

    number: int
    rule: str
    criteria: tuple[Criterion, ...]

    def of_section(self, key: str = "") -> list[Criterion]:
        """With no key, those of the plan as a whole."""
        return [one for one in self.criteria if one.section == key]

    def criterion(self, key: str) -> Criterion | None:
        return next((one for one in self.criteria if one.key == key), None)


def current() -> Rubric:
    found = _read()
    return found[max(found)]


def numbered(number: int) -> Rubric:
    """Raises KeyError where there is none of that number."""
    return _read()[number]


@cache
def _read() -> Mapping[int, Rubric]:
    read = [_of(tomllib.loads(path.read_text())) for path in sorted(HERE.glob("rubric-*.toml"))]
    return {one.number: one for one in read}


def _of(written: Mapping[str, Any]) -> Rubric:
    return Rubric(written["number"], written["rule"], tuple(map(_criterion, written["criteria"])))


def _criterion(row: Mapping[str, Any]) -> Criterion:
    return Criterion(row["key"], row["section"], row["title"], row["asks"], tuple(row["levels"]))
