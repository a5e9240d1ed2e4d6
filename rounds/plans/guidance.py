"""What helps to write each section: what belongs there, questions to ask oneself, a good example, a common mistake."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rounds.plans.models.sections import Key

FILE = Path(__file__).parent / "starter" / "guidance.toml"


class Guidance(NamedTuple):
    """Of one section. `what`: a sentence; `example` and `mistake`: a few, in plain text."""

    key: str
    what: str
    questions: tuple[str, ...]
    example: str
    mistake: str

    @property
    def title(self) -> str:
        return str(Key(self.key).label)


def of(key: str) -> Guidance:
    """Raises KeyError where there is no such section."""
    return _read()[key]


def all_sections() -> Sequence[Guidance]:
    """In the order in which they are read."""
    return [of(key) for key in Key.values]


@cache
def _read() -> dict[str, Guidance]:
    written = tomllib.loads(FILE.read_text())
    return {
        key: Guidance(key, one["what"], tuple(one["questions"]), one["example"], one["mistake"])
        for key, one in written.items()
    }
