"""How the library is looked through. Only what everybody may read of a resource is searched."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Max, Q

if TYPE_CHECKING:
    from rounds.content.zoned import ZonedQuerySet

MOST = 100  # letters of a search that are read


class Asked(NamedTuple):
    words: str = ""
    kind: str = ""
    only_open: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Asked":
        words, kind = (asked.get(name, "").replace("\0", "").strip()[:MOST] for name in ("q", "kind"))
        return cls(words, kind, asked.get("open") == "1")


def found(shelf: "ZonedQuerySet", asked: Asked, user: Any) -> "ZonedQuerySet":
    """Of what stands on the shelf, what a person may know of and asked for, by title."""
    seen = shelf.known_to(user)
    for word in asked.words.split():
        seen = seen.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(opening__icontains=word))
    if asked.kind:
        seen = seen.filter(kind=asked.kind)
    if asked.only_open:
        seen = seen.visible_to(user)
    return seen.order_by("title", "pk")


def kinds(shelf: "ZonedQuerySet", user: Any) -> list[tuple[str, int]]:
    """The kinds of what a person may know of, with how many of each."""
    counted = shelf.known_to(user).order_by("kind").values_list("kind").annotate(Count("pk"))
    return list(counted)


def state(shelf: "ZonedQuerySet") -> str:
    """Changes with whatever is published or taken away."""
    told = shelf.aggregate(at=Max("last_published_at"), count=Count("pk"))
    return f"{told['at']} {told['count']}"
