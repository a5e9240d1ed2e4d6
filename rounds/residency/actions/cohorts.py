"""What the office does with a cohort: made from a program, announced, begun, ended. Cancelling has its own module."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.actions.following import follow, follows
from rounds.residency.actions.holding import hold
from rounds.residency.actions.placing import move_up
from rounds.residency.marks import mark_of
from rounds.residency.models import Chief, Cohort, Place, Program
from rounds.residency.refusing import Refused
from rounds.users.models import User

State = Cohort.State
FIELDS = (
    "title",
    "mode",
    "location",
    "link",
    "time_zone",
    "begins_on",
    "ends_on",
    "plan_due_on",
    "places",
    "fee_cents",
    "takes_points",
    "applications_close_at",
)
WHEN = frozenset({"begins_on", "time_zone"})  # its meetings are laid out from these


@transaction.atomic
def make_cohort(*, program: Program, to: Mapping[str, Any], by: User | None, at: datetime) -> Cohort:
    """Planned: only those who run the residency see it. It meets as the program's schedule says."""
    cohort = Cohort.objects.create(program=program, created_at=at, **to)
    record(verb="residency.cohort_made", about=cohort, by=by, at=at)
    follow(cohort=cohort, by=by, at=at)
    return cohort


@transaction.atomic
def change_cohort(
    *, cohort: Cohort, to: Mapping[str, Any], seen: str, by: User | None, at: datetime
) -> Cohort:
    """`seen`: the mark of what the writer began from. More places: the waiting list moves up. Raises Refused."""
    kept = hold(cohort.pk)
    if seen != mark_of_cohort(kept):
        raise Refused(Refused.CHANGED)
    held = Place.objects.held().filter(cohort=kept).count()
    if to.get("places", kept.places) < held:
        raise Refused(Refused.TOO_FEW_PLACES, held=held)
    changed = sorted(name for name, value in to.items() if getattr(kept, name) != value)
    is_moved = not WHEN.isdisjoint(changed) and follows(kept)
    for name, value in to.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*to])
    record(verb="residency.cohort_changed", about=kept, by=by, at=at, changed=changed)
    if is_moved:
        follow(cohort=kept, by=by, at=at)
    move_up(cohort=kept, at=at)
    return kept


@transaction.atomic
def announce(*, cohort: Cohort, by: User | None, at: datetime) -> Cohort:
    """Everybody sees it, and members apply."""
    kept = _in(cohort, State.PLANNED)
    kept.state, kept.announced_at = State.OPEN, kept.announced_at or at
    kept.save(update_fields=["state", "announced_at"])
    record(verb="residency.announced", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def close(*, cohort: Cohort, by: User | None, at: datetime) -> Cohort:
    """Applications end now. Another closing time opens them again."""
    kept = _in(cohort, State.OPEN)
    if kept.applications_close_at > at:
        kept.applications_close_at = at
        kept.save(update_fields=["applications_close_at"])
        record(verb="residency.closed", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def begin(*, cohort: Cohort, by: User | None, at: datetime) -> Cohort:
    """Every resident has a chief by then. Raises Refused, naming those without one."""
    kept = _in(cohort, State.OPEN)
    lacking = Place.objects.held().filter(cohort=kept, chief=None).select_related("user")
    if names := [str(one.user) for one in lacking.order_by("user__name", "pk")]:
        raise Refused(Refused.WITHOUT_CHIEF, names=", ".join(names))
    kept.state = State.RUNNING
    kept.applications_close_at = min(kept.applications_close_at, at)
    kept.save(update_fields=["state", "applications_close_at"])
    record(verb="residency.begun", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def end(*, cohort: Cohort, by: User | None, at: datetime) -> Cohort:
    kept = _in(cohort, State.RUNNING)
    kept.state = State.ENDED
    kept.save(update_fields=["state"])
    record(verb="residency.ended", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def step_back(*, cohort: Cohort, by: User | None, at: datetime) -> Cohort:
    """Begun or ended by mistake: it is as it was before."""
    kept = _in(cohort, State.RUNNING, State.ENDED)
    kept.state = State.OPEN if kept.state == State.RUNNING else State.RUNNING
    kept.save(update_fields=["state"])
    record(verb="residency.stepped_back", about=kept, by=by, at=at)
    return kept


def chiefs_needed(residents: int) -> int:
    """Nine residents need two: never more than eight to each."""
    return -(-residents // Chief.MOST)


def mark_of_cohort(cohort: Cohort) -> str:
    return mark_of(cohort, FIELDS)


def _in(cohort: Cohort, *states: str) -> Cohort:
    kept = hold(cohort.pk)
    if kept.state not in states:
        raise Refused(Refused.NOT_NOW)
    return kept
