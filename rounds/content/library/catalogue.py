"""The library's catalogue: of each resource that somebody may know of, what everybody may know."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Max

from rounds.content import shelves
from rounds.content.library.asked import Question
from rounds.content.models.resources import ResourceEdition
from rounds.core.zones import open_to

if TYPE_CHECKING:
    from rounds.content.models import Library, Resource

COLUMNS = (
    "title", "address", "kind", "summary", "audiences", "topics", "language", "license", "edition", "formats",
    "zone", "is_sample", "published_on", "reviewed_on",
)  # fmt: skip


def entries(library: "Library", question: Question, user: Any) -> Iterator[dict[str, object]]:
    """In the order of the question. Audiences: none is everybody. Edition: 1 where there has been no other."""
    index = library.index()
    found = shelves.matching(library.shelf(), question.q, user) if question.q else None
    ids = index.ask(replace(question, open=()), open_to(user), found).ids
    known = library.shelf().known_to(user).defer("body", "opening").in_bulk(ids)
    editions = defaultdict(lambda: 1, _newest())
    for pk in ids:
        if pk in known:
            topics, formats = index.values("topic", pk), index.values("format", pk)
            yield _entry(known[pk], editions[pk], topics, formats)


def flat(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Lists as one cell."""
    return tuple("; ".join(one) if isinstance(one, list) else one for one in values)


def _newest() -> dict[int, int]:
    return dict(ResourceEdition.objects.values_list("resource").annotate(Max("number")))


def _entry(one: "Resource", edition: int, topics: list[str], formats: list[str]) -> dict[str, object]:
    published = one.first_published_at.date().isoformat() if one.first_published_at else ""
    values = (
        one.title,
        f"{settings.PUBLIC_URL}/resources/{one.slug}/",
        one.kind,
        one.summary,
        [audience.value for audience in one.audiences],
        topics,
        one.language,
        one.license,
        edition,
        formats,
        one.zone,
        one.is_sample,
        published,
        one.reviewed_on.isoformat() if one.reviewed_on else "",
    )
    return dict(zip(COLUMNS, values, strict=True))
