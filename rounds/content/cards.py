"""Pages as they stand in lists: what everybody who may know of them may know."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import CharField, QuerySet, Value
from django.utils.functional import Promise

from rounds.content import authors
from rounds.content.addresses import address_of
from rounds.content.authors import Author
from rounds.core.zones import Zone

FIELDS = (
    *("id", "title", "summary", "zone", "is_sample", "url_path"),
    *("first_published_at", "picture_id", "picture_alt"),
)
Narrow = Callable[[Any], Any]  # a queryset of pages of one type, to fewer


class Topical(NamedTuple):
    slug: str
    name: str


class Card(NamedTuple):
    pk: int
    type: str  # "article"
    type_label: str | Promise
    title: str
    summary: str
    url: str
    zone: str
    zone_label: str | Promise
    is_sample: bool
    is_open: bool  # to the reader, to the end
    published_at: datetime | None
    picture: Any
    picture_alt: str
    authors: Sequence[Author] = ()
    topics: Sequence[Topical] = ()


@cache
def types() -> dict[str, Any]:
    """Every type of page that is read, by its name."""
    pages = [one for one in apps.get_app_config("content").get_models() if hasattr(one, "written_panels")]
    return {str(one._meta.model_name): one for one in sorted(pages, key=lambda one: one.__name__)}


def gathered(zones: frozenset[str], narrow: Narrow) -> QuerySet[Any]:
    """Of all types, newest first, in one query."""
    first, *others = [
        rows(narrow(model.objects.live().known_in(zones)), name) for name, model in types().items()
    ]
    return first.union(*others, all=True).order_by("-first_published_at", "-id")


def newest(pages: Any, type: str) -> QuerySet[Any]:
    return rows(pages, type).order_by("-first_published_at", "-id")


def rows(pages: Any, type: str) -> QuerySet[Any]:
    """What a card needs of pages of one type, in no order yet. `made` makes cards of them."""
    return pages.order_by().values(*FIELDS, type=Value(type, output_field=CharField()))


def page_of(rows: QuerySet[Any], number: str | None, zones: frozenset[str], *, per_page: int = 20) -> Any:
    """One page of the rows, as a Paginator's page whose objects are cards."""
    part = Paginator(rows, per_page).get_page(number)
    part.object_list = made(part.object_list, zones)
    return part


def made(rows: Iterable[dict[str, Any]], zones: frozenset[str]) -> list[Card]:
    """With pictures, authors and topics: as many queries for one as for many."""
    rows = list(rows)
    written = authors.of_all([row["id"] for row in rows], zones) if rows else {}
    about = topics_of(rows)
    return [
        card._replace(authors=tuple(written.get(card.pk, ())), topics=tuple(about.get(card.pk, ())))
        for card in plain(rows, zones)
    ]


def plain(rows: Iterable[dict[str, Any]], zones: frozenset[str]) -> list[Card]:
    """Without authors and topics."""
    rows = list(rows)
    pictures = _pictures(rows)
    return [_card(row, zones)._replace(picture=pictures.get(row["picture_id"])) for row in rows]


def _card(row: dict[str, Any], zones: frozenset[str]) -> Card:
    is_sample = bool(row["is_sample"])
    return Card(
        pk=row["id"],
        type=row["type"],
        type_label=types()[row["type"]]._meta.verbose_name,
        title=row["title"],
        summary=row["summary"],
        url=address_of(row["url_path"]),
        zone=row["zone"],
        zone_label=Zone(row["zone"]).label,
        is_sample=is_sample,
        is_open=row["zone"] in zones or (is_sample and Zone.GUEST in zones),
        published_at=row["first_published_at"],
        picture=None,
        picture_alt=row["picture_alt"],
    )


def _pictures(rows: Iterable[dict[str, Any]]) -> dict[int, Any]:
    ids = {row["picture_id"] for row in rows} - {None}
    pictures = apps.get_model("content", "Picture").objects.prefetch_related("renditions")
    return pictures.in_bulk(ids) if ids else {}


def topics_of(rows: Iterable[dict[str, Any]]) -> dict[int, list[Topical]]:
    """One query for each type that is among the rows."""
    by_type: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_type[row["type"]].append(row["id"])
    found: defaultdict[int, list[Topical]] = defaultdict(list)
    for type, ids in by_type.items():
        through = types()[type].topics.through
        told = through.objects.filter(**{f"{type}__in": ids}).order_by("topic__name")
        for pk, slug, name in told.values_list(f"{type}_id", "topic__slug", "topic__name"):
            found[pk].append(Topical(slug, name))
    return found
