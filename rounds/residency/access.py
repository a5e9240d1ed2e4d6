"""Who may see and do what in the residency: the one place that says so.

Everybody knows of an announced cohort. Its pages are for those with a place, their chief and those who run the
residency; of a cohort that was cancelled, whoever had one goes on reading.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from rounds.residency.models import Chief, Cohort, Place
from rounds.residency.not_done import NotDone
from rounds.users.models import User

RUN = "residency.run_residency"


def may_run(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False)) and user.has_perm(RUN)


class Here(NamedTuple):
    """Who somebody is in a cohort: a resident, a chief of it, or one of those who run the residency."""

    cohort: Cohort
    user: User
    at: datetime
    place: Place | None
    chief: Chief | None
    runs: bool

    @property
    def leads(self) -> bool:
        return self.runs or self.chief is not None

    @property
    def is_inside(self) -> bool:
        return self.leads or self.place is not None

    @property
    def may_write(self) -> bool:
        return self.cohort.state != Cohort.State.CANCELLED

    @property
    def group(self) -> Chief | None:
        """Theirs, as its chief or as one of its residents."""
        return self.chief or (self.place.chief if self.place else None)

    def leads_group(self, group: int | None) -> bool:
        return self.runs or (self.chief is not None and self.chief.pk == group)

    def sees_group(self, group: int | None) -> bool:
        """May read what is said and worked there."""
        return self.runs or (group is not None and self.group is not None and self.group.pk == group)

    def reads_work_of(self, place: Place) -> bool:
        return self.place == place or self.sees_group(place.chief_id)


def here(cohort: Cohort, user: User, at: datetime) -> Here:
    places = Place.objects.filter(cohort=cohort, user=user).filter(_has_place(cohort))
    chiefs = Chief.objects.filter(cohort=cohort, user=user, ended_at=None)
    return Here(
        cohort,
        user,
        at,
        places.select_related("chief__user", "plan").order_by("-pk").first(),
        chiefs.select_related("user").first(),
        user.has_perm(RUN),
    )


def must_lead(cohort: Cohort, by: User, group: int | None = None) -> None:
    """Raises NotDone. `group`: of it, where that is asked; else any of the cohort's."""
    must_be_open(cohort)
    led = Chief.objects.filter(cohort=cohort, user=by, ended_at=None)
    if group is not None:
        led = led.filter(pk=group)
    if not by.has_perm(RUN) and not led.exists():
        raise NotDone(NotDone.NOT_YOURS)


def must_be_open(cohort: Cohort) -> None:
    if Cohort.objects.filter(pk=cohort.pk, state=Cohort.State.CANCELLED).exists():
        raise NotDone(NotDone.CANCELLED)


def _has_place(cohort: Cohort) -> Q:
    """Whoever had one when the cohort was cancelled still reads what was written."""
    held = Q(left_at=None)
    return held | Q(left_at__gte=cohort.cancelled_at) if cohort.cancelled_at else held
