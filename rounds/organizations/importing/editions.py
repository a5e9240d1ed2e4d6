"""What an edition of a register says by leaving a row out, and new numbers for old hospitals.

A number that vanishes means one of three things. The same place has a new number: the old row and the new one are one
organization. The place goes on under another organization that was there already: it is merged into that. Else closed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rounds.organizations import search
from rounds.organizations.importing.merging import Teller, set_status
from rounds.organizations.models import (
    Change,
    ImportRun,
    Organization,
    Register,
    RegisterRow,
    Rejection,
    Status,
)
from rounds.organizations.names import fold
from rounds.organizations.precedence import PERSON, Origin

_DIRECTIONS = frozenset(["n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west", "the"])
_HOUSE = re.compile(r"^\d+[a-z]?$")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The editions of the same register next in time that have been read to their end."""

    older: Register | None
    newer: Register | None

    def each(self) -> list[Register]:
        return [edition for edition in (self.newer, self.older) if edition]


@dataclass(slots=True)
class Places:
    """Organizations by name and town and by street; what two of them share finds neither."""

    found: dict[tuple[str, ...], int | None] = field(default_factory=dict)

    def add(self, pk: int, marks: Iterable[tuple[str, ...]]) -> None:
        for mark in marks:
            self.found[mark] = pk if self.found.get(mark, pk) == pk else None

    def find(self, marks: Iterable[tuple[str, ...]]) -> int | None:
        return next((pk for mark in marks if (pk := self.found.get(mark)) is not None), None)


def neighbours(register: Register) -> Neighbours:
    finished = Register.objects.filter(family=register.family, runs__state=ImportRun.State.FINISHED).exclude(
        pk=register.pk
    )
    return Neighbours(
        older=finished.filter(as_of__lt=register.as_of).order_by("-as_of").first(),
        newer=finished.filter(as_of__gt=register.as_of).order_by("as_of").first(),
    )


def marks(name: str, street: str, city: str, region: str, postal_code: str) -> list[tuple[str, ...]]:
    """By what a place is known again: its name in its town; its house in its street."""
    found: list[tuple[str, ...]] = [("name", fold(name), fold(city), region)]
    words = [word for word in fold(street).split() if word not in _DIRECTIONS]
    if len(words) > 1 and _HOUSE.match(words[0]):
        found.append(("street", *words[:2], postal_code[:5]))
    return found


def left_out(edition: Register, keys: set[str]) -> Places:
    """The places of an edition whose number another edition does not have."""
    places = Places()
    for key, pk, *place in _placed(edition):
        if key not in keys:
            places.add(pk, marks(*place))
    return places


def close_gone(
    older: Register, newer: Register, teller: Teller, *, keys: set[str], run: ImportRun, at: datetime
) -> int:
    """Mark the rows of the older edition that the newer one lacks, and say what became of their organizations.

    `keys`: what the newer edition holds beside the rows in the database. Returns how many organizations left.
    """
    gone = _gone_rows(older, newer, keys)
    RegisterRow.objects.filter(pk__in=[row.pk for row in gone]).update(gone_on=newer.as_of)
    ids = {row.organization_id for row in gone}
    ids -= set(
        RegisterRow.objects.filter(register=newer, organization__in=ids).values_list(
            "organization_id", flat=True
        )
    )
    places = Places()
    for _, pk, *place in _placed(newer):
        places.add(pk, marks(*place))
    changes: list[Change] = []
    left = list(Organization.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for organization in left:
        if change := _close(organization, places, newer, teller, at=at):
            change.run = run
            changes.append(change)
    changed = {change.organization_id for change in changes}
    Organization.objects.bulk_create(
        [organization for organization in left if organization.pk in changed],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["status", "status_on", "merged_into", "provenance", "changed_at"],
    )
    Change.objects.bulk_create(changes)
    search.index(changed)
    return len(left)


def _gone_rows(older: Register, newer: Register, keys: set[str]) -> list[RegisterRow]:
    """A line that could not be read closes nobody: the numbers that it may hold are spared."""
    there = keys | set(RegisterRow.objects.filter(register=newer).values_list("key", flat=True))
    unread = list(Rejection.objects.filter(run__register=newer).values_list("text", flat=True))
    rows = RegisterRow.objects.filter(register=older, gone_on=None).only("key", "organization_id")
    return [row for row in rows if row.key not in there and not any(row.key in text for text in unread)]


def _close(
    organization: Organization, places: Places, newer: Register, teller: Teller, *, at: datetime
) -> Change | None:
    held = teller.origin_of(organization, "status")
    if held is None or held.slug == PERSON or held.family != newer.family or held.as_of >= newer.as_of:
        return None
    if organization.status != Status.ACTIVE:
        return None
    says_so = Teller(Origin(newer.slug, newer.family, newer.as_of), teller.families, None)
    into = places.find(
        marks(
            organization.name,
            organization.street,
            organization.city,
            organization.region,
            organization.postal_code,
        )
    )
    if into is None or into == organization.pk:
        return set_status(organization, Status.CLOSED, newer.as_of, says_so, at=at)
    change = set_status(organization, Status.MERGED, newer.as_of, says_so, at=at)
    organization.merged_into_id = into
    return change


def _placed(edition: Register) -> Iterable[tuple[str, int, str, str, str, str, str]]:
    return RegisterRow.objects.filter(register=edition).values_list(
        "key",
        "organization_id",
        "organization__name",
        "organization__street",
        "organization__city",
        "organization__region",
        "organization__postal_code",
    )
