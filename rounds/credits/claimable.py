"""What earns credit, and what proves it: contexts above enter their kind of activity in the `ready` of their app.

An activity is ("course", "pro-101") to us. What it is called, how long it takes, and whether somebody may claim it is
theirs to say.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rounds.users.models import User


class Attended(NamedTuple):
    """`evidence`: facts that prove it, without anybody's words: {"passed_at": "2026-11-29T12:00:00Z", "edition": 2}.

    `times`: (from, to) of each stretch, where it took place at a time; it then counts once beside what else was then.
    """

    minutes: int
    evidence: dict[str, Any]
    began_at: datetime
    ended_at: datetime
    times: tuple[tuple[datetime, datetime], ...] = ()


class NotYet(NamedTuple):
    """`why`: what is missing and what to do, to the person."""

    why: str


class Known(NamedTuple):
    """What an activity is where it lives. `minutes`: as its authors say."""

    title: str
    minutes: int
    url: str = ""  # of its page


class Kind(NamedTuple):
    label: str | Promise  # "Course"
    ask: Callable[[User, str], Attended | NotYet]  # who, and its key
    find: Callable[[str], Known | None]


_kinds: dict[str, Kind] = {}


def enter(name: str, kind: Kind) -> None:
    """`name` is the kind's own, "course": entered again it takes the place of the first."""
    _kinds[name] = kind


def kinds() -> dict[str, Kind]:
    return dict(sorted(_kinds.items()))


def label_of(name: str) -> str:
    return str(_kinds[name].label) if name in _kinds else name.replace("-", " ").capitalize()


def ask(user: User, kind: str, key: str) -> Attended | NotYet:
    if kind in _kinds:
        return _kinds[kind].ask(user, key)
    return NotYet(
        _("Nobody here can see whether you took it. Please ask whoever held it to enter your credit.")
    )


def find(kind: str, key: str) -> Known | None:
    return _kinds[kind].find(key) if kind in _kinds else None
