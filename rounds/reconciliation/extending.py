"""Columns added to a table: the values of properties of many organizations, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rounds.directory.models import Listing
from rounds.organizations.models import Identifier, Name, Organization
from rounds.reconciliation import entities, entity_types
from rounds.reconciliation.cells import Cell, Choices, Known, cells, choices_of
from rounds.reconciliation.properties import Property, all_properties
from rounds.reconciliation.reading import Extension

_OF_LISTINGS = frozenset({"accounts", "proof", "last-seen"})
Column = tuple[str, Property | None, Choices]


def extended(extension: Extension, at: datetime) -> dict[str, Any]:
    """A row for every id and in it a cell for every column, for clients count them; empty where nothing is known."""
    known_properties = all_properties()
    columns: list[Column] = [
        (one.property, known_properties.get(one.property), choices_of(one)) for one in extension.columns
    ]
    organizations = entities.by_id(extension.ids, Organization.objects.select_related("parent"))
    known = _known(organizations.values(), [one for _id, one, _choices in columns if one])
    return {
        "meta": [_meta(id, one) for id, one, _choices in columns],
        "rows": {id: _row(columns, organizations.get(id), known, at) for id in extension.ids},
    }


def _row(
    columns: Sequence[Column], organization: Organization | None, known: Mapping[int, Known], at: datetime
) -> dict[str, list[Cell]]:
    return {
        id: cells(one, known[organization.pk], choices, at) if one and organization else []
        for id, one, choices in columns
    }


def _meta(id: str, one: Property | None) -> dict[str, Any]:
    told: dict[str, Any] = {"id": id, "name": str(one.name) if one else id}
    if id == "parent":
        general = entity_types.all_types()[0]
        told["type"] = {"id": general["id"], "name": general["name"]}
    return told


def _known(organizations: Iterable[Organization], properties: Sequence[Property]) -> dict[int, Known]:
    """Only what the columns need is read."""
    by_pk = {one.pk: one for one in organizations}
    names = _names(by_pk) if any(one.id == "also-known-as" for one in properties) else {}
    numbers = _identifiers(by_pk, {one.scheme for one in properties if one.scheme})
    listed = any(one.platform or one.id in _OF_LISTINGS for one in properties)
    listings = _listings(by_pk) if listed else {}
    return {
        pk: Known(one, names.get(pk, ()), numbers.get(pk, ()), listings.get(pk, ()))
        for pk, one in by_pk.items()
    }


def _names(pks: Iterable[int]) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    names = Name.objects.filter(organization__in=list(pks)).order_by("pk")
    for pk, text in names.values_list("organization_id", "text"):
        if text not in found[pk]:
            found[pk].append(text)
    return found


def _identifiers(pks: Iterable[int], schemes: set[str]) -> Mapping[int, list[tuple[str, str]]]:
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    if schemes:
        held = Identifier.objects.filter(organization__in=list(pks), scheme__in=schemes).order_by("pk")
        for pk, scheme, value in held.values_list("organization_id", "scheme", "value"):
            found[pk].append((scheme, value))
    return found


def _listings(pks: Iterable[int]) -> Mapping[int, list[Listing]]:
    found: defaultdict[int, list[Listing]] = defaultdict(list)
    for one in Listing.objects.theirs().filter(organization__in=list(pks)).select_related("account"):
        found[one.organization_id].append(one)
    return found
