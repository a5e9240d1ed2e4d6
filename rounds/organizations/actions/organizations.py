"""What can happen to an organization."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction

from rounds.activity.actions import record
from rounds.organizations import search, versions
from rounds.organizations.models import Change, Name, Organization, Status
from rounds.organizations.names import fold
from rounds.organizations.precedence import PERSON
from rounds.organizations.slugs import give_slugs
from rounds.users.models import User

SOURCED_FIELDS = ("name", "type", "country", "region", "city", "website")
EDITABLE = (
    *SOURCED_FIELDS,
    *("parent", "street", "postal_code", "latitude", "longitude", "phone", "beds", "ownership"),
    *("status", "status_on", "merged_into"),
)


@transaction.atomic
def add_organization(
    *,
    name: str,
    type: str,
    country: str,
    region: str = "",
    city: str = "",
    website: str = "",
    source: str,
    as_of: date,
    by: User | None,
    at: datetime,
) -> Organization:
    """Add one organization that a person named. `source` is `PERSON` or a register's slug."""
    facts = {
        "name": name,
        "type": type,
        "country": country,
        "region": region,
        "city": city,
        "website": website,
    }
    organization = Organization(
        sort_name=fold(name)[:300],
        provenance={
            field: {"source": source, "as_of": as_of.isoformat()} for field in SOURCED_FIELDS if facts[field]
        },
        created_at=at,
        changed_at=at,
        **facts,
    )
    give_slugs([organization])
    organization.save(force_insert=True)
    search.index([organization.pk])
    record(verb="organization.added", about=organization, by=by, at=at, source=source)
    versions.bump()
    return organization


@transaction.atomic
def change_organization(
    *,
    organization: Organization,
    to: Mapping[str, object],
    origins: Mapping[str, dict[str, str] | None] = MappingProxyType({}),
    by: User,
    at: datetime,
) -> list[Change]:
    """Write what a person says over what is there, field by field. No register writes over it any more.

    `origins`: where a value that comes back had come from (as in `provenance`), so that it is the register's again.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    changes: list[Change] = []
    old_name = organization.name
    for field in EDITABLE:
        old = getattr(organization, field)
        if field not in to or to[field] == old:
            continue
        setattr(organization, field, to[field])
        origin = origins.get(field, {"source": PERSON, "as_of": at.date().isoformat()})
        organization.provenance.pop(field, None)
        if origin:
            organization.provenance[field] = origin
        changes.append(_change(organization, field, old, to[field], by, at))
    if not changes:
        return []
    organization.sort_name = fold(organization.name)[:300]
    organization.changed_at = at
    organization.save(update_fields=[*EDITABLE, "sort_name", "provenance", "changed_at"])
    if fold(old_name) != organization.sort_name:  # it is still found under the name that people knew
        Name.objects.get_or_create(
            organization=organization,
            kind=Name.Kind.ALTERNATIVE,
            text=old_name,
            language="",
            defaults={"source": PERSON},
        )
    Change.objects.bulk_create(changes)
    record(
        verb="organization.changed",
        about=organization,
        by=by,
        at=at,
        fields=[change.field for change in changes],
    )
    search.index([organization.pk])
    versions.bump()
    return changes


def withdraw_organization(*, organization: Organization, by: User, at: datetime) -> None:
    """It was entered by mistake. It is no longer in the register; a past day still tells what was said of it."""
    to = {"status": Status.WITHDRAWN, "status_on": at.date()}
    change_organization(organization=organization, to=to, by=by, at=at)


@transaction.atomic
def remove_organization(*, organization: Organization, by: User, at: datetime) -> None:
    """As if it had never been entered. Raises ProtectedError where other records point to it."""
    pk = organization.pk
    record(
        verb="organization.removed",
        about=organization,
        by=by,
        at=at,
        **{field: getattr(organization, field) for field in ("slug", "name", "type", "country", "region")},
    )
    organization.delete()
    search.index([pk])
    versions.bump()


def _change(
    organization: Organization, field: str, old: object, new: object, by: User, at: datetime
) -> Change:
    return Change(
        organization=organization,
        field=field,
        old=_told(old),
        new=_told(new),
        source=PERSON,
        as_of=at.date(),
        happened_at=at,
        by=by,
    )


def _told(value: object) -> str:
    """An organization by its id, as imports tell it, so that a past day finds it whatever it is called now."""
    if isinstance(value, Organization):
        return str(value.pk)
    return "" if value is None else str(value)
