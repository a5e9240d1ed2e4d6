"""Which pages carry a file, a picture or a recording, and so who may have it.

Wagtail's index of references tells; `receivers` keeps it true at the moment of publishing.

Whoever may read one page whole may have what it carries. Of a page's lead picture it is enough to know of the page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from rounds.content.zoned import ZonedQuerySet, up
from rounds.media import gates
from rounds.media.models import Recording

KNOWN_BY = {"picture"}  # fields that are shown with the title


class Carrying(NamedTuple):
    pages: QuerySet
    is_known_enough: bool  # whether knowing of the page is enough to have what it carries here


def enter() -> None:
    gates.enter("content.bodies", playable)


def may_have(user: Any, thing: Any) -> bool:
    return any(_open(one, user).exists() for one in carrying(thing))


def known_page(user: Any, thing: Any) -> Any:
    """One page that carries it and that the person may know of, though not read whole; None: there is none."""
    for one in carrying(thing):
        if isinstance(one.pages, ZonedQuerySet) and (page := one.pages.known_to(user).order_by("pk").first()):
            return page
    return None


def playable(user: Any, recordings: Iterable[int]) -> set[int]:
    """Of recordings, by their numbers, those that stand on a page which the person may read whole."""
    return {pk for pk in recordings if may_have(user, Recording(pk=pk))}


def carrying(thing: Any) -> Iterator[Carrying]:
    """The published pages with it, by their type and by how they show it."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(thing), to_object_id=str(thing.pk)
    ).values_list("content_type_id", "object_id", "model_path")
    found: defaultdict[tuple[int, bool], set[str]] = defaultdict(set)
    for type_id, page_id, path in references:
        found[type_id, path in KNOWN_BY].add(page_id)
    for (type_id, is_known_enough), ids in sorted(found.items()):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None and issubclass(model, Page):
            yield Carrying(up(model._default_manager.filter(live=True, pk__in=ids)), is_known_enough)


def _open(one: Carrying, user: Any) -> QuerySet:
    """Pages without a zone, which list others, are everybody's."""
    if not isinstance(one.pages, ZonedQuerySet):
        return one.pages
    return one.pages.known_to(user) if one.is_known_enough else one.pages.visible_to(user)
