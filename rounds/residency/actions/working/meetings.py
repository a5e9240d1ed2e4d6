"""What can happen to a cohort's meetings: made of the program's schedule, added, changed, taken out, put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.access import must_lead
from rounds.residency.actions.following import follow
from rounds.residency.models import Cohort, Meeting
from rounds.residency.not_done import NotDone
from rounds.users.models import User

FIELDS = ("kind", "title", "text", "begins_at", "ends_at", "round")


@transaction.atomic
def lay_out(*, cohort: Cohort, by: User, at: datetime) -> list[Meeting]:
    """All meetings of the program's schedule, where there are none yet."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    must_lead(cohort, by)
    if cohort.meetings.held().exists():
        raise NotDone(NotDone.HAS_MEETINGS)
    if not (made := follow(cohort=cohort, by=by, at=at)):
        raise NotDone(NotDone.NO_SLOTS)
    return made


@transaction.atomic
def add(*, cohort: Cohort, what: Mapping[str, Any], by: User, at: datetime) -> Meeting:
    """`what`: by the names of FIELDS. Raises NotDone."""
    must_lead(cohort, by)
    _must_last(what)
    made = Meeting.objects.create(cohort=cohort, **what)
    record(verb="residency.meeting_added", about=cohort, by=by, at=at, meeting=made.pk)
    return made


@transaction.atomic
def change(*, meeting: Meeting, what: Mapping[str, Any], version: int, by: User, at: datetime) -> Meeting:
    """`version`: the one that whoever changes it had before them. Raises NotDone."""
    held = _hold(meeting, by)
    _must_last(what)
    changed = sorted(name for name, value in what.items() if getattr(held, name) != value)
    if not changed:
        return held
    if held.version != version:
        raise NotDone(NotDone.CHANGED)
    for name in changed:
        setattr(held, name, what[name])
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    record(
        verb="residency.meeting_changed", about=held.cohort, by=by, at=at, meeting=held.pk, changed=changed
    )
    return held


@transaction.atomic
def take_out(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    """It and who was there are kept, and it can be put back."""
    held = _hold(meeting, by)
    if held.taken_out_at is None:
        held.taken_out_at, held.version = at, held.version + 1
        held.save(update_fields=["taken_out_at", "version"])
        record(verb="residency.meeting_taken_out", about=held.cohort, by=by, at=at, meeting=held.pk)
    return held


@transaction.atomic
def put_back(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    held = _hold(meeting, by)
    if held.taken_out_at is not None:
        held.taken_out_at, held.version = None, held.version + 1
        held.save(update_fields=["taken_out_at", "version"])
        record(verb="residency.meeting_put_back", about=held.cohort, by=by, at=at, meeting=held.pk)
    return held


def _hold(meeting: Meeting, by: User) -> Meeting:
    held = Meeting.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=meeting.pk)
    must_lead(held.cohort, by)
    return held


def _must_last(what: Mapping[str, Any]) -> None:
    if what["ends_at"] <= what["begins_at"]:
        raise NotDone(NotDone.ENDS_FIRST)
