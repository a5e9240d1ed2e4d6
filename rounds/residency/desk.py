"""The office's table of a cohort: who is in it and how far they are, in a number of queries that does not grow."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from rounds.billing.states import state_of
from rounds.residency.models import Application, Attendance, Chief, Cohort, Fee, Place, Slot
from rounds.residency.prerequisites import Step, steps_of, wanted_by


class Row(NamedTuple):
    place: Place
    steps: Sequence[Step]
    done: int  # of the steps
    fee: str
    plan: str


class Group(NamedTuple):
    chief: Chief
    residents: int


class Desk(NamedTuple):
    rows: list[Row]
    left: list[Place]
    groups: list[Group]
    meetings: int
    asked: list[tuple[Application, int]]  # with how many steps are missing
    waiting: list[Application]
    others: list[Application]


def desk_of(cohort: Cohort, at: datetime) -> Desk:
    places: list[Place] = list(_places(cohort))
    applications = list(cohort.applications.select_related("user", "decided_by").order_by("sent_at", "pk"))
    asked = [one for one in applications if one.state == Application.State.SENT]
    wanted = wanted_by(cohort.program)
    steps = steps_of(wanted, {*(one.user_id for one in places), *(one.user_id for one in asked)})
    held = [place for place in places if place.left_at is None]
    return Desk(
        rows=[_row(place, steps[place.user_id], at) for place in held],
        left=[place for place in places if place.left_at],
        groups=_groups(cohort, held),
        meetings=cohort.meetings.exclude(kind=Slot.Kind.BREAK).count(),
        asked=[(one, sum(not step.is_done for step in steps[one.user_id])) for one in asked],
        waiting=sorted(
            (one for one in applications if one.state == Application.State.WAITING),
            key=lambda one: (one.waiting_since or at, one.pk),
        ),
        others=[one for one in applications if one.state in OTHERS],
    )


OTHERS = (Application.State.DRAFT, Application.State.DECLINED, Application.State.WITHDRAWN)


def fee_words(place: Place, at: datetime) -> str:
    """Of a place whose fee came along."""
    fee: Fee | None = getattr(place, "fee", None)
    if fee is None:
        return _("none")
    if fee.given_back_at:
        return _("Given back")
    if fee.invoice:
        return str(state_of(fee.invoice, day=at.date()).words)
    return _("Paid in points")


def _places(cohort: Cohort) -> QuerySet[Any]:
    present = Count("attendances", filter=Q(attendances__how=Attendance.How.PRESENT))
    rows = cohort.residents.annotate(present=present)
    return rows.select_related(
        "user", "chief__user", "application", "plan", "fee__invoice", "fee__points"
    ).order_by("chief__group", "seat", "pk")


def _row(place: Place, steps: Sequence[Step], at: datetime) -> Row:
    plan = place.plan.get_state_display() if place.plan else ""
    return Row(place, steps, sum(step.is_done for step in steps), fee_words(place, at), str(plan))


def _groups(cohort: Cohort, held: Sequence[Place]) -> list[Group]:
    chiefs = cohort.chiefs.filter(ended_at=None).select_related("user").order_by("group")
    return [Group(chief, sum(place.chief_id == chief.pk for place in held)) for chief in chiefs]
