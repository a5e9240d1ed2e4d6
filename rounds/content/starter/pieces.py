"""What there is to take: one file each, read as it stands."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
Written = Mapping[str, Any]


class Group(NamedTuple):
    """`folder`: of its files. What a group needs stands before it: episodes need their podcast."""

    name: str
    folder: str


GROUPS = (
    Group("resources", "resources"),
    Group("articles", "articles"),
    Group("podcast", "podcast"),
    Group("podcast", "episodes"),
    Group("videos", "videos"),
)


class Piece(NamedTuple):
    """`slug`: its address, and its name for whoever takes it."""

    group: str
    folder: str
    slug: str
    written: Written

    @property
    def key(self) -> str:
        """As the record remembers it."""
        return f"{self.folder}/{self.slug}"

    @property
    def title(self) -> str:
        return str(self.written["title"])


@cache
def pieces() -> tuple[Piece, ...]:
    """In the order in which they are taken."""
    return tuple(
        Piece(group.name, group.folder, path.stem, written)
        for group in GROUPS
        for path, written in sorted(_files(group.folder), key=_order)
    )


@cache
def series() -> Written:
    return tomllib.loads((HERE / "series.toml").read_text())


def _files(folder: str) -> list[tuple[Path, Written]]:
    return [(path, tomllib.loads(path.read_text())) for path in (HERE / folder).glob("*.toml")]


def _order(file: tuple[Path, Written]) -> tuple[int, str]:
    """By address. The first of a series is taken last, as a blog shows the newest first; that of a show, first."""
    path, written = file
    number = int(written.get("number", 0))
    return (-number if "series" in written else number, path.stem)
