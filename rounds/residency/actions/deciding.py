"""What the office answers to an application."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency import emails
from rounds.residency.actions.holding import hold
from rounds.residency.actions.placing import CLOSED, place
from rounds.residency.models import Application, Cohort
from rounds.residency.prerequisites import missing
from rounds.residency.refusing import Refused
from rounds.users.models import User

State = Application.State


@transaction.atomic
def accept(*, application: Application, by: User, at: datetime) -> Application:
    """A place; the waiting list where every place is taken. Raises Refused: a prerequisite is missing, decided."""
    cohort, now = _held(application)
    if now.state != State.SENT:
        raise Refused(Refused.DECIDED)
    if steps := missing(cohort.program, now.user_id):
        raise Refused(Refused.MISSING, courses=", ".join(step.title for step in steps))
    try:
        with transaction.atomic():
            place(application=now, by=by, at=at)
    except Refused as refused:
        if refused.reason != Refused.FULL:
            raise
        return _wait(now, by, at)
    now.refresh_from_db()
    return now


@transaction.atomic
def decline(*, application: Application, reason: str, by: User, at: datetime) -> Application:
    """`reason`: they read it. Also of somebody on the waiting list."""
    _cohort, now = _held(application)
    if now.state not in {State.SENT, State.WAITING}:
        raise Refused(Refused.DECIDED)
    now.reason = reason
    now.save(update_fields=["reason"])
    _move(now, State.DECLINED, by, at, "residency.declined")
    emails.tell_declined(now, at=at)
    return now


@transaction.atomic
def take_back(*, application: Application, by: User, at: datetime) -> Application:
    """A decline or a place in the waiting list is undone: it waits for an answer again. A place is left instead."""
    _cohort, now = _held(application)
    if now.state not in {State.DECLINED, State.WAITING}:
        raise Refused(Refused.DECIDED)
    _move(now, State.SENT, by, at, "residency.answer_taken_back")
    emails.tell_reopened(now, at=at)
    return now


def _wait(now: Application, by: User, at: datetime) -> Application:
    now.waiting_since = at
    _move(now, State.WAITING, by, at, "residency.waiting")
    emails.tell_waiting(now, at=at)
    return now


def _move(now: Application, state: str, by: User, at: datetime, verb: str) -> None:
    now.state, now.state_since, now.decided_by = state, at, by
    if state != State.WAITING:
        now.waiting_since = None
    now.save(update_fields=["state", "state_since", "waiting_since", "decided_by"])
    record(verb=verb, about=now, by=by, at=at, cohort=now.cohort_id)


def _held(application: Application) -> tuple[Cohort, Application]:
    cohort = hold(application.cohort_id)
    if cohort.state in CLOSED:
        raise Refused(Refused.NOT_NOW)
    now = Application.objects.select_related("user").get(pk=application.pk)
    now.cohort = cohort
    return cohort, now
