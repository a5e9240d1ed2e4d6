"""Some hundred records in one transaction, with a number of queries that does not grow with them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType

from django.db import transaction

from rounds.organizations import search, versions
from rounds.organizations.importing import runs
from rounds.organizations.importing.checking import checked_once
from rounds.organizations.importing.merging import SOURCED, Teller, merge, new_organization, other_names
from rounds.organizations.models import (
    Change,
    Identifier,
    ImportRun,
    Name,
    Organization,
    Register,
    RegisterRow,
)
from rounds.organizations.slugs import give_slugs
from rounds.organizations.sources.record import Record, Reject

_SAVED = [
    *SOURCED,
    "sort_name",
    "status",
    "status_on",
    "merged_into",
    "provenance",
    "changed_at",
]
_digested = attrgetter(*(field.name for field in fields(Record) if field.name != "line"))


@dataclass(frozen=True, slots=True)
class OwnRow:
    organization_id: int
    digest: str


@dataclass(slots=True)
class _Writes:
    """What one batch brings into the database, gathered before anything is written."""

    new: list[Organization] = field(default_factory=list)
    touched: list[Organization] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    rows: list[RegisterRow] = field(default_factory=list)


def digest_of(record: Record, salt: str = "") -> str:
    """32 characters that differ when anything but the line differs; `salt` is what else was said in it."""
    return hashlib.blake2b(f"{_digested(record)}{salt}".encode(), digest_size=16).hexdigest()


@transaction.atomic
def store(
    batch: Sequence[Record | Reject],
    *,
    run: ImportRun,
    found: Mapping[str, int],
    teller: Teller,
    repeated: dict[int, str],
    at: datetime,
) -> None:
    """Bring these lines in, and say so in the run: both or neither."""
    runs.hold(run)
    records, rejects = _sorted_out(batch, repeated)
    tally = runs.Tally(rejected=runs.reject(run, rejects))
    own = own_rows(run.register, records)
    changed = [record for record in records if not is_known(record, own)]
    tally.unchanged = len(records) - len(changed)
    bring_in(changed, found, run=run, teller=teller, tally=tally, at=at)
    runs.advance(run, line=batch[-1].line, tally=tally)


def own_rows(register: Register, records: Sequence[Record]) -> dict[str, OwnRow]:
    """What this register said earlier about the same rows."""
    rows = RegisterRow.objects.filter(register=register, key__in=[record.key for record in records])
    return {
        key: OwnRow(organization_id, digest)
        for key, organization_id, digest in rows.values_list("key", "organization_id", "digest")
    }


def is_known(record: Record, own: Mapping[str, OwnRow], salt: str = "") -> bool:
    return record.key in own and own[record.key].digest == digest_of(record, salt)


def bring_in(
    records: Sequence[Record],
    found: Mapping[str, int],
    *,
    run: ImportRun,
    teller: Teller,
    tally: runs.Tally,
    at: datetime,
    salts: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, int]:
    """Write records into the organizations found for them (key to id) and add the rest. Returns key to id of all."""
    if not records:
        return {}
    organizations, names = _loaded({found[record.key] for record in records if record.key in found})
    writes = _Writes()
    for record in records:
        organization = organizations.get(found.get(record.key, 0))
        if organization is None:
            organization = new_organization(record, teller, at=at)
            writes.new.append(organization)
            tally.added += 1
        else:
            _merge(record, organization, names[organization.pk], teller, writes, tally, run, at)
        new_names = other_names(record, organization, names[organization.pk or 0], teller)
        if organization.pk:
            names[organization.pk] += new_names
        writes.names += new_names
        writes.identifiers += [
            Identifier(organization=organization, scheme=scheme, value=value, source=teller.origin.slug)
            for scheme, value in record.identifiers
        ]
        writes.rows.append(_row(record, organization, run.register, salts.get(record.key, "")))
    _write(writes)
    search.index({row.organization_id for row in writes.rows})
    versions.bump()
    return {row.key: row.organization_id for row in writes.rows}


def _row(record: Record, organization: Organization, register: Register, salt: str) -> RegisterRow:
    return RegisterRow(
        register=register,
        key=record.key,
        organization=organization,
        line=record.line,
        source_name=record.source_name,
        digest=digest_of(record, salt),
    )


def _sorted_out(
    batch: Iterable[Record | Reject], repeated: dict[int, str]
) -> tuple[list[Record], list[Reject]]:
    records: list[Record] = []
    rejects: list[Reject] = []
    for row in batch:
        row = checked_once(row, repeated) if isinstance(row, Record) else row
        if isinstance(row, Record):
            records.append(row)
        else:
            rejects.append(row)
    return records, rejects


def _merge(
    record: Record,
    organization: Organization,
    names: list[Name],
    teller: Teller,
    writes: _Writes,
    tally: runs.Tally,
    run: ImportRun,
    at: datetime,
) -> None:
    merged = merge(record, organization, teller, at=at)
    for change in merged.changes:
        change.run = run
    if merged.touched:
        writes.touched.append(organization)
    if merged.changes:
        tally.changed += 1
    else:
        tally.unchanged += 1
    writes.changes += merged.changes
    writes.names += merged.names
    names += merged.names


def _loaded(ids: set[int]) -> tuple[dict[int, Organization], defaultdict[int, list[Name]]]:
    """The organizations, held until the end of the transaction, and their names."""
    names: defaultdict[int, list[Name]] = defaultdict(list)
    if not ids:
        return {}, names
    held = Organization.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    for name in Name.objects.filter(organization__in=ids):
        names[name.organization_id].append(name)
    return {organization.pk: organization for organization in held}, names


def _write(writes: _Writes) -> None:
    give_slugs(writes.new)
    Organization.objects.bulk_create(writes.new)
    touched = list({organization.pk: organization for organization in writes.touched}.values())
    Organization.objects.bulk_create(
        touched, update_conflicts=True, unique_fields=["id"], update_fields=_SAVED
    )
    Identifier.objects.bulk_create(writes.identifiers, ignore_conflicts=True)
    Name.objects.bulk_create(writes.names, ignore_conflicts=True)
    Change.objects.bulk_create(writes.changes)
    RegisterRow.objects.bulk_create(
        writes.rows,
        update_conflicts=True,
        unique_fields=["register", "key"],
        update_fields=["organization", "line", "source_name", "digest", "gone_on"],
    )
