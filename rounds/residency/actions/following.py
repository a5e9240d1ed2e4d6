"""A cohort's meetings follow the program's schedule until it begins, unless somebody has changed them by hand.

By hand: they stand otherwise than the schedule lays them out, or somebody has marked who was there.
"""

from datetime import datetime

from rounds.activity.actions import record
from rounds.residency.models import Attendance, Cohort, Meeting, Program, Slot
from rounds.residency.schedule import Planned, planned
from rounds.users.models import User

BEFORE = (Cohort.State.PLANNED, Cohort.State.OPEN)


def follows(cohort: Cohort) -> bool:
    """Whether its meetings are those of the schedule, as both stand now. Without any they would follow one."""
    if cohort.state not in BEFORE:
        return False
    there = [Planned(*values) for values in cohort.meetings.held().values_list(*Planned._fields)]
    if not there and not cohort.meetings.exists():
        return True
    marked = Attendance.objects.filter(meeting__cohort=cohort)
    return sorted(there, key=str) == sorted(laid_out(cohort), key=str) and not marked.exists()


def hold_following(program: Program) -> list[Cohort]:
    """Of a program whose schedule is about to change. Whoever changes their meetings waits meanwhile."""
    cohorts = Cohort.objects.filter(program=program, state__in=BEFORE).select_for_update().order_by("pk")
    return [one for one in cohorts if follows(one)]


def follow(*, cohort: Cohort, by: User | None, at: datetime) -> list[Meeting]:
    """Meetings that were there are moved, in their order, so that calendars move them too."""
    there = list(cohort.meetings.held().select_for_update().order_by("begins_at", "pk"))
    wanted = laid_out(cohort)
    for meeting, one in zip(there, wanted, strict=False):
        _move(meeting, one)
    for meeting in there[len(wanted) :]:
        meeting.delete()
    more = [Meeting(cohort=cohort, **one._asdict()) for one in wanted[len(there) :]]
    made = [*there[: len(wanted)], *Meeting.objects.bulk_create(more)]
    if there or made:
        record(verb="residency.meetings_laid_out", about=cohort, by=by, at=at, count=len(made))
    return made


def laid_out(cohort: Cohort) -> list[Planned]:
    return planned(Slot.objects.filter(program=cohort.program_id), cohort.begins_on, cohort.time_zone)


def _move(meeting: Meeting, to: Planned) -> None:
    changed = [name for name, value in to._asdict().items() if getattr(meeting, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(meeting, name, getattr(to, name))
    meeting.version += 1
    meeting.save(update_fields=[*changed, "version"])
