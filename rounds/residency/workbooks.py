"""A workbook as a file: TOML between two lines "+++", what comes before the tasks, then a heading to each. Pure."""

import re
import tomllib
from typing import NamedTuple

FENCE = "+++\n"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class Exercise(NamedTuple):
    """A task, as it is written. `is_public`: done in public, else for the group's eyes alone."""

    key: str
    title: str
    text: str
    is_public: bool = False
    is_optional: bool = False


class Workbook(NamedTuple):
    """`platform`: its key in the List. `text`: before the tasks, Markdown as all of it."""

    key: str
    title: str
    platform: str
    minutes: int
    text: str
    tasks: tuple[Exercise, ...]

    @property
    def public_tasks(self) -> list[Exercise]:
        return [one for one in self.tasks if one.is_public]


def read(written: str) -> Workbook:
    """Raises ValueError where its headings are not its tasks, in their order."""
    _before, front, body = written.split(FENCE, 2)
    head = tomllib.loads(front)
    text, *pieces = HEADING.split(body)
    texts = dict(zip(pieces[::2], pieces[1::2], strict=True))
    titles = [one["title"] for one in head["tasks"].values()]
    if titles != list(texts):
        raise ValueError(f"The tasks of {head['key']} are {titles}, and its headings {list(texts)}.")
    tasks = (
        Exercise(
            key,
            one["title"],
            texts[one["title"]].strip(),
            one.get("is_public", False),
            one.get("is_optional", False),
        )
        for key, one in head["tasks"].items()
    )
    return Workbook(head["key"], head["title"], head["platform"], head["minutes"], text.strip(), tuple(tasks))
