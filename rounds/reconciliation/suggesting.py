"""What somebody who types may mean: an organization, a type, a property."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rounds.organizations.models import Organization
from rounds.organizations.names import fold
from rounds.organizations.search import find
from rounds.reconciliation import entities, entity_types
from rounds.reconciliation.properties import all_properties, described

PAGE = 10
FARTHEST = 1_000  # suggestions that can be skipped
SHORTEST = 3  # letters; what begins with fewer is looked up by name alone, for it is half the List
Suggestions = dict[str, Any]


def suggested_entities(prefix: str, skip: int) -> Suggestions:
    """What has the id first, then as the List's search has it. Two queries for a page, three where an id was typed."""
    same = _same(prefix)
    found = _by_name(prefix, skip, len(same)) if len(fold(prefix)) < SHORTEST else _searched(prefix, skip)
    first = [] if skip else same
    return _page([*first, *(one for one in found if one not in same)], skip, _entity)


def suggested_types(prefix: str, skip: int) -> Suggestions:
    return _page(_fitting(entity_types.all_types(), prefix, lambda one: (one["id"],))[skip:], skip, _type)


def suggested_properties(prefix: str, skip: int) -> Suggestions:
    words = {one.id: one.words for one in all_properties().values()}
    listed = [described(one) for one in all_properties().values()]
    return _page(_fitting(listed, prefix, lambda one: (one["id"], *words[one["id"]]))[skip:], skip, dict)


def _page(found: list[Any], skip: int, write: Callable[[Any], dict[str, Any]]) -> Suggestions:
    """`cursor` only where there is more: OpenRefine then offers it."""
    more = {"cursor": skip + PAGE} if len(found) > PAGE and skip + PAGE <= FARTHEST else {}
    return {"result": [write(one) for one in found[:PAGE]]} | more


def _same(prefix: str) -> list[Organization]:
    id = entities.id_in(prefix)
    return list(entities.by_id([id]).values()) if id else []


def _searched(prefix: str, skip: int) -> list[Organization]:
    """By relevance; where half the List fits, those whose name begins with it, by name."""
    hits = find(prefix)
    if not hits.ranked:
        return _by_name(prefix, skip, 0)
    current = Organization.objects.current().in_bulk(hits.ids)
    return [current[pk] for pk in hits.ids if pk in current][skip : skip + PAGE + 1]


def _by_name(prefix: str, skip: int, room: int) -> list[Organization]:
    named = Organization.objects.current().filter(sort_name__startswith=fold(prefix))
    return list(named.order_by("sort_name", "pk")[skip : skip + PAGE + 1 + room])


def _fitting(
    listed: Iterable[Mapping[str, Any]], prefix: str, keys: Callable[[Any], Iterable[str]]
) -> list[Any]:
    """The one whose id it is first; then those with a word that begins so. All where nothing is typed."""
    typed = fold(prefix)
    fits = [
        one
        for one in listed
        if f" {typed}" in f" {fold(str(one['name']))} {' '.join(fold(key) for key in keys(one))}"
    ]
    return sorted(fits, key=lambda one: one["id"] != prefix)


def _entity(one: Organization) -> dict[str, Any]:
    return {
        "id": one.slug,
        "name": one.name,
        "description": entities.description(one),
        "notable": entity_types.types_of(one.type)[:1],
    }


def _type(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": one["id"], "name": one["name"]}
