"""What is part of what, when all rows are in."""

from collections.abc import Mapping
from datetime import datetime

from rounds.organizations.importing.merging import Teller, note
from rounds.organizations.models import Change, ImportRun, Organization, RegisterRow
from rounds.organizations.precedence import may_write

CHUNK = 5_000


def link(parents: Mapping[str, str], teller: Teller, *, run: ImportRun, at: datetime) -> int:
    """Write the parents that a register names (key to key). Returns how many links are new or other ones."""
    if not parents:
        return 0
    ids = _ids({*parents, *parents.values()}, run)
    wanted = {
        ids[child]: ids[parent]
        for child, parent in parents.items()
        if child in ids and parent in ids and ids[child] != ids[parent]
    }
    above = dict(Organization.objects.exclude(parent=None).values_list("pk", "parent_id"))
    linked: list[Organization] = []
    changes: list[Change] = []
    for child in _children(wanted):
        parent_id = wanted[child.pk]
        held = teller.origin_of(child, "parent")
        if child.parent_id == parent_id or _goes_round(child.pk, parent_id, above):
            continue
        if not may_write("parent", value=child.parent_id, held=held, offered=teller.origin):
            continue
        if child.created_at < run.started_at:  # of those that this reading added it is no change
            change = note(child, "parent", child.parent_id, parent_id, teller, at=at)
            change.run = run
            changes.append(change)
        child.parent_id = above[child.pk] = parent_id
        child.provenance["parent"] = teller.mark()
        linked.append(child)
    Organization.objects.bulk_create(
        linked, update_conflicts=True, unique_fields=["id"], update_fields=["parent", "provenance"]
    )
    Change.objects.bulk_create(changes)
    return len(linked)


def _ids(keys: set[str], run: ImportRun) -> dict[str, int]:
    rows = RegisterRow.objects.filter(register=run.register).values_list("key", "organization_id")
    return {key: pk for key, pk in rows if key in keys}


def _children(wanted: Mapping[int, int]) -> list[Organization]:
    pks = sorted(wanted)
    return [
        organization
        for start in range(0, len(pks), CHUNK)
        for organization in Organization.objects.select_for_update()
        .filter(pk__in=pks[start : start + CHUNK])
        .order_by("pk")
    ]


def _goes_round(child: int, parent: int, above: Mapping[int, int]) -> bool:
    """Registers contradict themselves: two organizations that are each part of the other."""
    seen: set[int] = set()
    step: int | None = parent
    while step is not None and step not in seen:
        if step == child:
            return True
        seen.add(step)
        step = above.get(step)
    return False
