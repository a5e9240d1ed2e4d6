"""Organizations with their accounts as plain rows, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from rounds.directory.as_of import values_at
from rounds.directory.grid.past import organizations_at
from rounds.directory.profile.past import Changes, identifiers_at, registers_at
from rounds.directory.proof import STRENGTH
from rounds.directory.views.days import Day
from rounds.open_data.api.listings import in_organization, told
from rounds.organizations.models import Change, Identifier, Organization, Register

Row = dict[str, object]

_FIELDS = (
    *("slug", "name", "type", "country", "region", "city", "street", "postal_code", "phone", "website"),
    *("beds", "ownership", "parent"),
)


def rows_of(ids: Sequence[int], day: Day) -> list[Row]:
    """In the order of the ids, as `shapes.OrganizationRow`."""
    accounts: defaultdict[int, list[Row]] = defaultdict(list)
    for one in told(day, organization__in=ids):
        if not one.is_released:
            accounts[one.organization].append(in_organization(one))
    known = _values(ids, day.moment)
    parents = related_of({values["parent"] for values in known.values() if values["parent"]}, day)
    held = _identifiers_at(ids, day.moment) if day.moment else _identifiers(ids)
    return [
        {
            "slug": values["slug"],
            "address": address_of(values["slug"], day),
            **{field: values[field] for field in _FIELDS[1:-1]},
            "parent": parents.get(values["parent"]),
            "identifiers": [{"scheme": scheme, "value": value} for scheme, value in sorted(held[pk])],
            "proof": strongest(accounts[pk]),
            "accounts": accounts[pk],
        }
        for pk in ids
        if (values := known.get(pk))
    ]


def strongest(accounts: Iterable[Row]) -> str | None:
    return min((str(one["proof"]) for one in accounts), key=STRENGTH.__getitem__, default=None)


def related_of(ids: Iterable[int], day: Day) -> dict[int, Row]:
    """Other organizations by their names on that day, as `shapes.RelatedOut`."""
    ids = list(ids)
    if not ids:
        return {}
    before = values_at(day.moment, ("name",), ids) if day.moment else {}
    return {
        pk: {"slug": slug, "name": before.get(pk, {}).get("name", name), "address": address_of(slug, day)}
        for pk, slug, name in Organization.objects.filter(pk__in=ids).values_list("pk", "slug", "name")
    }


def address_of(slug: object, day: Day) -> str:
    return f"{settings.PUBLIC_URL}/organizations/{slug}/{day.suffix}"


def _values(ids: Sequence[int], moment: datetime | None) -> dict[int, dict[str, Any]]:
    if moment is None:
        found = Organization.objects.filter(pk__in=ids).values_list("pk", *_FIELDS)
        return {pk: dict(zip(_FIELDS, values, strict=True)) for pk, *values in found}
    then = organizations_at(ids, _FIELDS, moment)
    return {pk: _read(dict(zip(_FIELDS, values, strict=True))) for pk, values in then.items()}


def _read(values: dict[str, Any]) -> dict[str, Any]:
    """Numbers as a change tells them; only we write these."""
    for field in ("beds", "parent"):
        if isinstance(values[field], str):
            values[field] = int(values[field]) if values[field].isdigit() else None
    return values


def _identifiers(ids: Sequence[int]) -> defaultdict[int, set[tuple[str, str]]]:
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    for pk, scheme, value in Identifier.objects.filter(organization__in=ids).values_list(
        "organization_id", "scheme", "value"
    ):
        found[pk].add((scheme, value))
    return found


def _identifiers_at(ids: Sequence[int], moment: datetime) -> defaultdict[int, set[tuple[str, str]]]:
    registers = {register.slug: register for register in Register.objects.all()}
    unread = registers.keys() - registers_at(registers, moment).keys()
    changes: defaultdict[int, Changes] = defaultdict(lambda: Changes([], []))
    changed = Change.objects.filter(organization__in=ids, field="identifier")
    for change in changed.order_by("-happened_at", "-pk"):
        of_its = changes[change.organization_id]
        (of_its.later if change.happened_at >= moment else of_its.earlier).append(change)
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    for one in Organization.objects.filter(pk__in=ids).prefetch_related("identifiers"):
        found[one.pk] = {(held.scheme, held.value) for held in identifiers_at(one, changes[one.pk], unread)}
    return found
