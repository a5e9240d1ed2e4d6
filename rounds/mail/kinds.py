"""Every kind of mail that this installation can write, with an example of it: for the pages that show them all.

Contexts enter theirs in the `ready` of their app; a test fails where a mail's template belongs to no kind.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from rounds.mail import composing
from rounds.mail.composing import Words

READER = "ada@example.org"


class Kind(NamedTuple):
    name: str  # of its templates, "directory/mail/confirm"
    topic: str  # "" where it is necessary
    compose: Callable[[], Words]


_kinds: dict[str, Kind] = {}


def enter(name: str, sample: Callable[[], dict[str, Any]], *, topic: str = "") -> None:
    """`sample`: the context of an example, made only when it is looked at; it may save nothing."""

    def compose() -> Words:
        return composing.from_templates(name, sample(), to=READER, topic=topic)

    _kinds[name] = Kind(name, topic, compose)


def enter_composed(name: str, compose: Callable[[], Words]) -> None:
    """For mails whose templates another library names."""
    _kinds[name] = Kind(name, "", compose)


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.name)


def kind(name: str) -> Kind | None:
    return _kinds.get(name)
