"""Who was at a meeting: marked by their chief or by who runs the residency, and corrected later."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.access import RUN, must_lead
from rounds.residency.actions.working.completing import look
from rounds.residency.models import Attendance, Chief, Meeting, Place
from rounds.residency.not_done import NotDone
from rounds.users.models import User

EARLY = timedelta(hours=1)


class Mark(NamedTuple):
    """What stood beside a resident when the page was opened ("" for nothing), and what stands there now."""

    was: str
    now: str


@transaction.atomic
def mark(*, meeting: Meeting, marks: Mapping[int, Mark], by: User, at: datetime) -> dict[int, str]:
    """By place. Returns what stands beside those whom somebody else marked otherwise meanwhile: these are left alone.

    A chief marks their own residents. Raises NotDone.
    """
    held = Meeting.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=meeting.pk)
    must_lead(held.cohort, by)
    if held.taken_out_at:
        raise NotDone(NotDone.IS_OUT)
    if at < held.begins_at - EARLY:
        raise NotDone(NotDone.NOT_BEGUN)
    known = _theirs_to_mark(held, marks, by)
    stored = dict(held.attendances.values_list("place", "how"))
    changed = {
        pk: one.now for pk, one in marks.items() if one.now and one.now not in (one.was, stored.get(pk, ""))
    }
    met = {pk: stored[pk] for pk in changed if stored.get(pk, "") != marks[pk].was and pk in stored}
    saved = {pk: how for pk, how in changed.items() if pk not in met and pk in known}
    _write(held, saved, by, at)
    for pk in saved:
        look(place=known[pk], at=at)
    return met


def _theirs_to_mark(meeting: Meeting, marks: Mapping[int, Mark], by: User) -> dict[int, Place]:
    places = Place.objects.held().filter(cohort=meeting.cohort_id, pk__in=marks)
    if not by.has_perm(RUN):
        places = places.filter(chief__in=Chief.objects.filter(user=by, ended_at=None))
    return {one.pk: one for one in places.order_by("pk")}


def _write(meeting: Meeting, saved: Mapping[int, str], by: User, at: datetime) -> None:
    if not saved:
        return
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, place_id=pk, how=how, by=by, at=at) for pk, how in saved.items()],
        update_conflicts=True,
        unique_fields=["meeting", "place"],
        update_fields=["how", "by", "at"],
    )
    marked = {str(pk): how for pk, how in saved.items()}
    record(
        verb="residency.attendance_marked",
        about=meeting.cohort,
        by=by,
        at=at,
        meeting=meeting.pk,
        marked=marked,
    )
