"""Worked examples: whole plans of organizations that do not exist, in the shape of every plan."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rounds.plans import shape
from rounds.plans.shape import SHAPE, Content

HERE = Path(__file__).parent / "starter" / "examples"


class Example(NamedTuple):
    """`label`: what it is an example of; `about`: who they are, and that they are invented; `content`: the plan."""

    slug: str
    label: str
    summary: str
    about: str
    content: Content

    @property
    def written_for(self) -> str:
        return self.content.organization


def all_examples() -> Sequence[Example]:
    return list(_read().values())


def called(slug: str) -> Example:
    """Raises KeyError where there is none."""
    return _read()[slug]


@cache
def _read() -> Mapping[str, Example]:
    written = [tomllib.loads(path.read_text()) for path in HERE.glob("*.toml")]
    return {one["slug"]: _example(one) for one in sorted(written, key=lambda one: int(one["position"]))}


def _example(written: Mapping[str, Any]) -> Example:
    sections = [{**one, "text": one["text"].strip()} for one in written["sections"]]
    content = shape.read({**written, "shape": SHAPE, "sections": sections})
    return Example(written["slug"], written["label"], written["summary"], written["about"], content)
