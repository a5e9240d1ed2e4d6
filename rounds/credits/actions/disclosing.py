"""What can happen to disclosures, and to roles in content."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from rounds.activity.actions import record
from rounds.credits.disclosures import is_good, newest_of
from rounds.credits.models import Activity, Disclosure, Part, Relation, Role
from rounds.credits.periods import minutes_between
from rounds.credits.refusing import Refused
from rounds.users.models import User


class Related(NamedTuple):
    company: str
    kind: str
    is_in_control: bool = False
    has_ended: bool = False


@transaction.atomic
def disclose(*, person: User, months: int, relations: Sequence[Related], at: datetime) -> Disclosure:
    """All that there was in so many months. Without relations: nothing to disclose."""
    given = Disclosure.objects.create(person=person, given_at=at, months=months)
    Relation.objects.bulk_create(Relation(disclosure=given, **one._asdict()) for one in relations)
    record(verb="disclosure.given", about=given, by=person, at=at)
    return given


@transaction.atomic
def give_role(
    *,
    activity: Activity,
    person: User,
    kind: str,
    by: User | None,
    at: datetime,
    part: Part | None = None,
    minutes: int | None = None,
    mitigation: str = "",
) -> Role:
    """Whoever has disclosed within the accreditor's months, before they have any say in the content."""
    User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    disclosure = _to_rely_on(activity, person, at)
    relations = list(disclosure.relations.order_by("pk"))
    if any(one.is_in_control for one in relations):
        raise Refused(Refused.CONTROLLED)
    if relations and not mitigation.strip():
        raise Refused(Refused.UNMITIGATED)
    if minutes is not None and minutes > _longest(activity, part):
        raise Refused(Refused.LONGER)
    if Role.objects.current().filter(activity=activity, person=person, kind=kind, part=part).exists():
        raise Refused(Refused.HAS_ROLE)
    given = Role.objects.create(
        activity=activity,
        part=part,
        person=person,
        kind=kind,
        minutes=minutes,
        disclosure=disclosure,
        mitigation=mitigation.strip(),
        given_at=at,
        given_by=by,
    )
    record(verb="role.given", about=activity, by=by, at=at, role=kind, person=person.pk)
    return given


@transaction.atomic
def end_role(*, role: Role, by: User | None, at: datetime) -> Role:
    kept = Role.objects.select_for_update(of=("self",)).select_related("activity").get(pk=role.pk)
    if kept.ended_at:
        raise Refused(Refused.ENDED)
    kept.ended_at = at
    kept.save(update_fields=["ended_at"])
    record(verb="role.ended", about=kept.activity, by=by, at=at, role=kept.kind, person=kept.person_id)
    return kept


def _to_rely_on(activity: Activity, person: User, at: datetime) -> Disclosure:
    found = newest_of(person)
    if found is None:
        raise Refused(Refused.UNDISCLOSED)
    if not is_good(found, activity.accreditor, at):
        raise Refused(Refused.OUT_OF_DATE)
    return found


def _longest(activity: Activity, part: Part | None) -> int:
    return minutes_between(part.starts_at, part.ends_at) if part else activity.most_minutes
