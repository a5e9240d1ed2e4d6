"""Organizations as they were at the end of a past day, for exports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from rounds.directory.as_of import last_instant, values_at
from rounds.directory.grid.rows import accounts_of
from rounds.directory.profile.past import Changes, identifiers_at, names_at
from rounds.open_data.exports.record import READ, line_of
from rounds.organizations.models import Change, Organization, Register, RegisterRow


def lines_at(ids: Sequence[int], moment: datetime, known: Sequence[Register]) -> dict[int, str]:
    """As `record.line_of` makes them. `known`: the registers that we had read by then."""
    organizations = Organization.objects.filter(pk__in=ids).prefetch_related("names", "identifiers")
    accounts = accounts_of(ids, last_instant(moment), moment)
    changes = _changes(ids, moment)
    unread = set(Register.objects.values_list("slug", flat=True)) - {one.slug for one in known}
    rows = _rows(ids, known)
    values = {one.pk: _values(one, changes[one.pk]) for one in organizations}
    parents = _parents({of["parent"] for of in values.values() if of["parent"]}, moment)
    return {
        one.pk: line_of(
            (*list(values[one.pk].values())[:-1], *parents.get(values[one.pk]["parent"], ("", ""))),
            {(name.kind, name.text, name.language) for name in names_at(one, changes[one.pk], unread)},
            {(held.scheme, held.value) for held in identifiers_at(one, changes[one.pk], unread)},
            rows[one.pk],
            accounts.get(one.pk, ()),
        )
        for one in organizations
    }


_FIELDS = READ[:-2]  # what is its own; the parent has a name of its own
_NUMBERS = {"beds": int, "latitude": float, "longitude": float}


def _changes(ids: Sequence[int], moment: datetime) -> defaultdict[int, Changes]:
    """What has changed of each, newest first: before the end of the day, and since."""
    found: defaultdict[int, Changes] = defaultdict(lambda: Changes([], []))
    for change in Change.objects.filter(organization__in=ids).order_by("-happened_at", "-pk"):
        of_its = found[change.organization_id]
        (of_its.later if change.happened_at >= moment else of_its.earlier).append(change)
    return found


def _values(one: Organization, changes: Changes) -> dict[str, Any]:
    """Its fields as they were, and the id of its parent; of what changed since, the first change has the last word."""
    values: dict[str, Any] = {field: getattr(one, field) for field in _FIELDS} | {"parent": one.parent_id}
    for change in changes.later:
        if change.field == "coordinates":
            north, _comma, east = change.old.partition(", ")
            values["latitude"], values["longitude"] = _number("latitude", north), _number("longitude", east)
        elif change.field == "parent":
            values["parent"] = int(change.old) if change.old.isdigit() else None
        elif change.field in values:
            is_number = change.field in _NUMBERS
            values[change.field] = _number(change.field, change.old) if is_number else change.old
    return values


def _number(field: str, text: str) -> float | None:
    """As a change tells it: only we write these."""
    return _NUMBERS[field](text) if text else None


def _rows(ids: Sequence[int], known: Iterable[Register]) -> defaultdict[int, list[tuple[str, str]]]:
    """The lines of the editions that we had read."""
    registers = {one.pk: one.slug for one in known}
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    lines = RegisterRow.objects.filter(organization__in=ids, register__in=registers)
    for pk, register, key in lines.values_list("organization_id", "register_id", "key"):
        found[pk].append((registers[register], key))
    return found


def _parents(ids: Iterable[int], moment: datetime) -> dict[int, tuple[str, str]]:
    """Slug and name, as it was."""
    ids = list(ids)
    before = values_at(moment, ("name",), ids)
    parents = Organization.objects.filter(pk__in=ids).values_list("pk", "slug", "name")
    return {pk: (slug, before.get(pk, {}).get("name", name)) for pk, slug, name in parents}
