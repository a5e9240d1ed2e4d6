"""How shelves of pages are looked through. Only what everybody may know of a page is searched."""

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Max, Q, Sum, Value, When

if TYPE_CHECKING:
    from rounds.content.zoned import ZonedQuerySet


def matching(shelf: "ZonedQuerySet", words: str, user: Any) -> list[int]:
    """The keys of what a person may know of and has all these words, the best first: those in whose title they are."""
    seen, in_title = shelf.known_to(user), Q()
    for word in words.split():
        in_title &= Q(title__icontains=word)
        seen = seen.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(opening__icontains=word))
    best = Case(When(in_title, then=Value(0)), default=Value(1))
    return list(seen.order_by(best, "title", "pk").values_list("pk", flat=True))


def state(shelf: "ZonedQuerySet") -> str:
    """Changes with whatever is published or taken away."""
    told = shelf.aggregate(at=Max("last_published_at"), count=Count("pk"), revisions=Sum("live_revision_id"))
    return f"{told['at']} {told['count']} {told['revisions']}"
