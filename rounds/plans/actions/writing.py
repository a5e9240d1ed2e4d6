"""What can happen to a plan as a whole: begun, named anew, put away, brought back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.organizations.models import Organization
from rounds.plans.access import must_lead, must_write
from rounds.plans.models import Author, Key, Section, StrategicPlan, Text
from rounds.users.models import User

NAMED = ("title", "organization", "organization_name", "language", "currency", "begins_on", "ends_on")


@transaction.atomic
def start_plan(
    *,
    title: str,
    organization: Organization | None,
    organization_name: str,
    by: User,
    at: datetime,
    language: str,
    currency: str,
    begins_on: date | None = None,
    ends_on: date | None = None,
    texts: Mapping[str, str] | None = None,
) -> StrategicPlan:
    """All ten sections, and `by` as its lead. `texts`: what some of the sections begin with, by key."""
    plan = StrategicPlan.objects.create(
        title=title,
        organization=organization,
        organization_name=organization_name or (organization.name if organization else ""),
        language=language,
        currency=currency,
        begins_on=begins_on,
        ends_on=ends_on,
        state_since=at,
        created_at=at,
    )
    Author.objects.create(plan=plan, user=by, is_lead=True, joined_at=at)
    _lay_down(plan, texts or {}, by, at)
    record(verb="plan.started", about=plan, by=by, at=at)
    return plan


@transaction.atomic
def describe(*, plan: StrategicPlan, by: User, at: datetime, **named: Any) -> StrategicPlan:
    """What it is called, of which organization, from when until when: any of `NAMED`."""
    plan = held(plan)
    must_write(plan, by)
    changed = [name for name in NAMED if name in named and getattr(plan, name) != named[name]]
    for name in changed:
        setattr(plan, name, named[name])
    if changed:
        plan.save(update_fields=changed)
        record(verb="plan.described", about=plan, by=by, at=at, fields=changed)
    return plan


@transaction.atomic
def put_away(*, plan: StrategicPlan, by: User, at: datetime) -> StrategicPlan:
    """Out of the way, whole. It can be brought back."""
    return _archive(plan, by, at, "plan.put_away", at)


@transaction.atomic
def bring_back(*, plan: StrategicPlan, by: User, at: datetime) -> StrategicPlan:
    return _archive(plan, by, at, "plan.brought_back", None)


def held(plan: StrategicPlan) -> StrategicPlan:
    """The plan as it stands now, locked until the transaction ends."""
    return StrategicPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _lay_down(plan: StrategicPlan, texts: Mapping[str, str], by: User, at: datetime) -> None:
    sections = Section.objects.bulk_create(
        Section(
            plan=plan,
            key=key,
            text=texts.get(key, ""),
            version=1 if texts.get(key) else 0,
            changed_at=at if texts.get(key) else None,
            changed_by=by if texts.get(key) else None,
        )
        for key in Key.values
    )
    Text.objects.bulk_create(
        Text(section=one, number=1, text=one.text, by=by, at=at) for one in sections if one.text
    )


def _archive(
    plan: StrategicPlan, by: User, at: datetime, verb: str, archived_at: datetime | None
) -> StrategicPlan:
    plan = held(plan)
    must_lead(plan, by)
    if (plan.archived_at is None) != (archived_at is None):
        plan.archived_at = archived_at
        plan.save(update_fields=["archived_at"])
        record(verb=verb, about=plan, by=by, at=at)
    return plan
