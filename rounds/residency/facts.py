"""All that is known of residents of a cohort, in a number of queries that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from statistics import median_low
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Max

from rounds.courses.models import Enrolment
from rounds.plans.models import Section, StrategicPlan
from rounds.residency import standing, stuck
from rounds.residency.models import (
    Attendance,
    Chief,
    Cohort,
    Meeting,
    Place,
    Prerequisite,
    Rotation,
    Slot,
    Task,
    Work,
)
from rounds.residency.schedule import moment, rotation_in

DAY_IN_MINUTES = 24 * 60


class Workbook(NamedTuple):
    rotation: Rotation
    tasks: list[Task]


class Progress(NamedTuple):
    workbook: Workbook
    done: int
    of: int


@dataclass
class Whole:
    """What holds for all of a cohort."""

    cohort: Cohort
    at: datetime
    meetings: list[Meeting]
    groups: list[Chief]
    workbooks: list[Workbook]
    prerequisites: list[Prerequisite]

    @cached_property
    def counting(self) -> list[Meeting]:
        return [one for one in self.meetings if one.kind != Slot.Kind.BREAK]

    @cached_property
    def needed_tasks(self) -> set[int]:
        return {one.pk for book in self.workbooks for one in book.tasks if not one.is_optional}

    @property
    def is_over(self) -> bool:
        if self.meetings:
            return max(one.ends_at for one in self.meetings) <= self.at
        return self.at.astimezone(ZoneInfo(self.cohort.time_zone)).date() > self.cohort.ends_on

    @property
    def began_at(self) -> datetime:
        return moment(self.cohort.begins_on, 0, self.cohort.time_zone)

    def rotation(self, meeting: Meeting, group: Chief | None) -> Rotation | None:
        """Where a group is in that round."""
        if group is None or meeting.round is None or group not in self.groups:
            return None
        rotations = [one.rotation for one in self.workbooks]
        return rotation_in(self.groups.index(group), meeting.round, rotations)


@dataclass
class Resident:
    place: Place
    whole: Whole
    marks: dict[int, str] = field(default_factory=dict)  # by meeting
    works: dict[int, Work] = field(default_factory=dict)  # by task, without their texts
    passed: set[int] = field(default_factory=set)  # courses
    completed: set[int] = field(default_factory=set)
    plan_touched_at: datetime | None = None
    group_done: int = 0

    @cached_property
    def tasks_done(self) -> int:
        return sum(pk in self.whole.needed_tasks and bool(one.done_at) for pk, one in self.works.items())

    @cached_property
    def progress(self) -> list[Progress]:
        return [
            Progress(
                book,
                sum(bool((work := self.works.get(one.pk)) and work.done_at) for one in book.tasks),
                len(book.tasks),
            )
            for book in self.whole.workbooks
        ]

    @cached_property
    def lines(self) -> list[standing.Line]:
        whole, program = self.whole, self.whole.cohort.program
        hows = [self.marks.get(one.pk) for one in whole.counting]
        return standing.standing(
            standing.Facts(
                meetings=len(hows),
                present=hows.count(Attendance.How.PRESENT),
                excused=hows.count(Attendance.How.EXCUSED),
                share_present=program.share_present,
                tasks=len(whole.needed_tasks),
                tasks_done=self.tasks_done,
                prerequisites=len(whole.prerequisites),
                prerequisites_done=sum(map(self._has, whole.prerequisites)),
                wants_plan=program.wants_plan,
                plan_is_accepted=self.plan_state == StrategicPlan.State.ACCEPTED,
                days_are_over=whole.is_over,
            )
        )

    @cached_property
    def is_met(self) -> int:
        return sum(line.is_met for line in self.lines)

    @cached_property
    def reasons(self) -> list[stuck.Reason]:
        if self.place.completed_at:
            return []
        whole, cohort = self.whole, self.whole.cohort
        due = cohort.plan_due_on
        return stuck.reasons(
            stuck.Facts(
                is_running=cohort.state == Cohort.State.RUNNING,
                absences=self.absences,
                tasks=len(whole.needed_tasks),
                tasks_done=self.tasks_done,
                group_done=self.group_done,
                began_at=max(whole.began_at, self.place.began_at),
                worked_at=self.worked_at,
                wants_plan=cohort.program.wants_plan,
                plan_state=self.plan_state,
                plan_due_at=moment(due, DAY_IN_MINUTES - 1, cohort.time_zone) if due else None,
                plan_touched_at=self.plan_touched_at,
            ),
            whole.at,
        )

    @property
    def plan_state(self) -> str:
        return self.place.plan.state if self.place.plan else ""

    @property
    def worked_at(self) -> datetime | None:
        return max((one.changed_at for one in self.works.values()), default=None)

    @property
    def absences(self) -> int:
        """In a row, up to the latest meeting at which they were marked; an excuse neither counts nor ends the row."""
        count = 0
        for meeting in reversed(self.whole.counting):
            how = self.marks.get(meeting.pk)
            if how == Attendance.How.PRESENT:
                break
            count += how == Attendance.How.ABSENT
        return count

    def _has(self, one: Prerequisite) -> bool:
        return one.course_id in (self.passed if one.must_pass else self.completed)


class Facts(NamedTuple):
    whole: Whole
    residents: list[Resident]

    def of(self, place: Place) -> Resident:
        return next(one for one in self.residents if one.place.pk == place.pk)

    def of_group(self, group: Chief | None) -> list[Resident]:
        return [one for one in self.residents if one.place.chief_id == (group.pk if group else None)]

    def worst_first(self) -> list[Resident]:
        return [one for one, _why in stuck.worst_first((one, one.reasons) for one in self.residents)]


def whole_of(cohort: Cohort, at: datetime) -> Whole:
    tasks: defaultdict[int, list[Task]] = defaultdict(list)
    found = Task.objects.filter(rotation__program=cohort.program_id, retired_at=None).order_by(
        "position", "pk"
    )
    for task in found:
        tasks[task.rotation_id].append(task)
    rotations = Rotation.objects.filter(program=cohort.program_id, retired_at=None).order_by("position", "pk")
    return Whole(
        cohort,
        at,
        list(cohort.meetings.held().in_order()),
        list(cohort.chiefs.filter(ended_at=None).select_related("user").order_by("group")),
        [Workbook(one, tasks[one.pk]) for one in rotations],
        _prerequisites(cohort),
    )


def _prerequisites(cohort: Cohort) -> list[Prerequisite]:
    """A course that is offered no more holds nobody up."""
    found = cohort.program.prerequisites.filter(course__retired_at=None)
    return list(found.order_by("position", "pk").select_related("course"))


def facts_of(cohort: Cohort, places: Sequence[Place], at: datetime) -> Facts:
    """`places`: with their user and their plan, so that nothing is asked for one by one."""
    whole = whole_of(cohort, at)
    residents = {one.pk: Resident(one, whole) for one in places}
    for mark in Attendance.objects.filter(place__in=residents):
        residents[mark.place_id].marks[mark.meeting_id] = mark.how
    for work in Work.objects.filter(place__in=residents).defer("text"):
        residents[work.place_id].works[work.task_id] = work
    _learned(residents.values(), whole)
    _planned(residents.values())
    _compared(residents.values(), whole)
    return Facts(whole, list(residents.values()))


def places_of(cohort: Cohort) -> list[Place]:
    held = (
        Place.objects.held()
        .filter(cohort=cohort)
        .select_related("user", "plan", "chief__user", "cohort__program")
    )
    return list(held.order_by("chief__group", "seat", "pk"))


def _learned(residents: Iterable[Resident], whole: Whole) -> None:
    by_user: defaultdict[int, list[Resident]] = defaultdict(list)
    for one in residents:
        by_user[one.place.user_id].append(one)
    courses = [one.course_id for one in whole.prerequisites]
    for enrolment in Enrolment.objects.filter(course__in=courses, user__in=by_user).only(
        "user_id", "course_id", "passed_at", "completed_at"
    ):
        for one in by_user[enrolment.user_id]:
            if enrolment.passed_at:
                one.passed.add(enrolment.course_id)
            if enrolment.completed_at or enrolment.passed_at:
                one.completed.add(enrolment.course_id)


def _planned(residents: Iterable[Resident]) -> None:
    """A plan was touched when one of its sections was changed, or when it came into its state."""
    plans = {one.place.plan.pk: one.place.plan for one in residents if one.place.plan}
    changed = dict(
        Section.objects.filter(plan__in=plans).order_by().values_list("plan").annotate(last=Max("changed_at"))
    )
    for one in residents:
        if one.place.plan:
            moments = [one.place.plan.state_since, changed.get(one.place.plan.pk)]
            one.plan_touched_at = max(each for each in moments if each)


def _compared(residents: Iterable[Resident], whole: Whole) -> None:
    """With what the middle of a group has done; of somebody alone it says nothing."""
    groups: defaultdict[int | None, list[Resident]] = defaultdict(list)
    for one in residents:
        groups[one.place.chief_id].append(one)
    for members in groups.values():
        middle = median_low([one.tasks_done for one in members])
        for one in members:
            one.group_done = middle
