"""Who may play what: pages are above us, so contexts that show recordings enter a gate. One open gate is enough."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

CHANGE = "media.change_recording"

# A user (or AnonymousUser) and recordings' numbers in; those of them that open out.
Gate = Callable[[Any, frozenset[int]], set[int]]


class Gates(NamedTuple):
    play: Gate
    know: Gate


_entered: dict[str, Gates] = {}


def enter(name: str, may_play: Gate, may_know: Gate | None = None) -> None:
    """`may_play`: the file and its words; `may_know`: its still picture, on pages that show an opening alone.

    `name` is the gate's own ("content"): entered again it takes the place of the first.
    """
    _entered[name] = Gates(may_play, may_know or may_play)


def open_to(user: Any, recording_ids: Iterable[int]) -> set[int]:
    """What the user may play. Whoever keeps recordings may play all."""
    return _through("play", user, frozenset(recording_ids))


def known_to(user: Any, recording_ids: Iterable[int]) -> set[int]:
    """Whose still picture the user may see."""
    return _through("know", user, frozenset(recording_ids))


def _through(which: str, user: Any, wanted: frozenset[int]) -> set[int]:
    opened: set[int] = set()
    for gates in _entered.values():
        if left := wanted - opened:
            opened |= getattr(gates, which)(user, left) & left
    if opened != wanted and user.has_perm(CHANGE):
        return set(wanted)
    return opened
