"""Who may play what: whoever may read one page that carries a recording may have it, its words and its chapters."""

from collections.abc import Callable, Collection
from typing import Any

from rounds.content.models import Episode, Video
from rounds.content.zoned import ZonedQuerySet
from rounds.media import gates


def enter() -> None:
    gates.enter("content", may_play, may_know)


def may_play(user: Any, recording_ids: Collection[int]) -> set[int]:
    """Of these recordings those that a page carries which the person (or AnonymousUser) may read whole."""
    return _carried(recording_ids, lambda pages: pages.visible_to(user))


def may_know(user: Any, recording_ids: Collection[int]) -> set[int]:
    """Whose still picture stands on a page that the person may know of."""
    return _carried(recording_ids, lambda pages: pages.known_to(user))


def _carried(recording_ids: Collection[int], seen: Callable[[ZonedQuerySet], ZonedQuerySet]) -> set[int]:
    return {
        pk
        for kind in (Episode, Video)
        for pk in seen(kind.objects.live())
        .filter(recording__in=recording_ids)
        .values_list("recording", flat=True)
    }
