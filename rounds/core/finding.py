"""One box that finds what the back office keeps. Contexts enter their finders in the `ready` of their app."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise

MOST = 10  # of one kind
SHORTEST = 2  # letters


class Found(NamedTuple):
    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """`find`: what somebody typed, stripped, at least SHORTEST letters; and how many at most. Best first."""

    permission: str  # "" for everybody in the back office
    label: str | Promise  # "People"
    find: Callable[[str, int], Sequence[Found]]
    rank: int


class Kind(NamedTuple):
    label: str
    found: Sequence[Found]
    has_more: bool


_finders: dict[str, Finder] = {}


def enter(name: str, finder: Finder) -> None:
    """`name` is the finder's own: entered again it takes the place of the first."""
    _finders[name] = finder


def find(user: Any, asked: str) -> list[Kind]:
    """Of each kind that the person may see and that has something."""
    words = " ".join(asked.replace("\0", "").split())[:100]
    if len(words) < SHORTEST:
        return []
    finders = sorted(_finders.items(), key=lambda named: (named[1].rank, named[0]))
    kinds = [
        _kind(one, words) for _name, one in finders if not one.permission or user.has_perm(one.permission)
    ]
    return [kind for kind in kinds if kind.found]


def _kind(finder: Finder, words: str) -> Kind:
    found = finder.find(words, MOST + 1)
    return Kind(str(finder.label), found[:MOST], len(found) > MOST)
