"""What the register says of an organization, today or at the end of a past day."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from rounds.directory.profile import past
from rounds.organizations.models import Change, Identifier, Name, Organization, Register

MOST_CHILDREN = 200
MOST_CHANGES = 100


class Known(NamedTuple):
    """`changes`: the newest first. `moved_from`: the coordinates that it had, where they have changed since."""

    organization: Organization
    registers: Mapping[str, Register]
    names: list[Name]
    identifiers: list[Identifier]
    changes: list[Change]
    children: list[Organization]
    moved_from: str | None = None


def known_of(slug: str, moment: datetime | None) -> Known | None:
    """None where there is no such organization, or there was none yet. It is never to be saved."""
    one = (
        Organization.objects.select_related("parent__site", "merged_into", "site")
        .prefetch_related("identifiers", "names")
        .filter(slug=slug)
        .first()
    )
    if one is None or (moment and one.created_at >= moment):
        return None
    registers = {register.slug: register for register in Register.objects.all()}
    return _then(one, registers, moment) if moment else _now(one, registers)


def _now(one: Organization, registers: dict[str, Register]) -> Known:
    children = one.children.current().select_related("site").order_by("sort_name", "pk")
    return Known(
        one,
        registers,
        list(one.names.all()),
        list(one.identifiers.all()),
        list(one.changes.order_by("-as_of", "-pk")[:MOST_CHANGES]),
        list(children[:MOST_CHILDREN]),
    )


def _then(one: Organization, registers: dict[str, Register], moment: datetime) -> Known:
    changes = past.changes_of(one, moment)
    had = past.registers_at(registers, moment)
    unread = registers.keys() - had.keys()
    past.rewind(one, changes, had, moment)
    moved = [change.old for change in changes.later if change.field == "coordinates"]
    return Known(
        one,
        registers,
        past.names_at(one, changes, unread),
        past.identifiers_at(one, changes, unread),
        sorted(changes.earlier, key=lambda change: (change.as_of, change.pk), reverse=True)[:MOST_CHANGES],
        past.children_of(one, moment)[:MOST_CHILDREN],
        moved[-1] if moved else None,
    )
