"""What can happen to the names and identifiers of an organization by hand."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rounds.activity.actions import record
from rounds.organizations import identifiers, search, versions
from rounds.organizations.models import Change, Identifier, Name, Organization
from rounds.organizations.precedence import PERSON
from rounds.users.models import User


class Refused(Exception):
    """It cannot be so; the message says why, in words for whoever asked."""


@transaction.atomic
def add_identifier(
    *, organization: Organization, scheme: str, value: str, by: User, at: datetime
) -> Identifier:
    """Raises Refused where the value has not the form of its scheme or belongs to another organization."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    known = identifiers.read(scheme, value)
    if known.fault:
        raise Refused(known.fault)
    holder = (
        Identifier.objects.filter(scheme=scheme, value=known.value).select_related("organization").first()
    )
    if holder:
        raise Refused(_("It belongs to %(name)s already.") % {"name": holder.organization.name})
    try:
        with transaction.atomic():
            made = Identifier.objects.create(
                organization=organization, scheme=scheme, value=known.value, source=PERSON
            )
    except IntegrityError as race:
        raise Refused(_("It has just been given to another organization.")) from race
    _changed(organization, "identifier", "", str(made), by, at)
    return made


@transaction.atomic
def remove_identifier(*, identifier: Identifier, by: User, at: datetime) -> None:
    organization = Organization.objects.select_for_update().get(pk=identifier.organization_id)
    old = str(identifier)
    identifier.delete()
    _changed(organization, "identifier", old, "", by, at)


@transaction.atomic
def add_name(
    *,
    organization: Organization,
    kind: str,
    text: str,
    language: str = "",
    until_on: date | None = None,
    by: User,
    at: datetime,
) -> Name:
    """A name it is also found under. Raises Refused where it has that name already."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    made, is_new = Name.objects.get_or_create(
        organization=organization,
        kind=kind,
        text=text,
        language=language,
        defaults={"until_on": until_on, "source": PERSON},
    )
    if not is_new:
        raise Refused(_("It has this name already."))
    _changed(organization, "other name", "", text, by, at)
    return made


@transaction.atomic
def remove_name(*, name: Name, by: User, at: datetime) -> None:
    organization = Organization.objects.select_for_update().get(pk=name.organization_id)
    old = name.text
    name.delete()
    _changed(organization, "other name", old, "", by, at)


def _changed(organization: Organization, field: str, old: str, new: str, by: User, at: datetime) -> None:
    organization.changed_at = at
    organization.save(update_fields=["changed_at"])
    Change.objects.create(
        organization=organization,
        field=field,
        old=old,
        new=new,
        source=PERSON,
        as_of=at.date(),
        happened_at=at,
        by=by,
    )
    record(verb="organization.changed", about=organization, by=by, at=at, fields=[field])
    search.index([organization.pk])
    versions.bump()
