"""What somebody does with their application: it is kept as a draft, sent, withdrawn, sent again, carried over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.core.zones import Zone, open_to
from rounds.residency import emails
from rounds.residency.actions.holding import hold
from rounds.residency.days import takes_applications
from rounds.residency.models import Application, Cohort
from rounds.residency.prerequisites import missing
from rounds.residency.refusing import Refused
from rounds.users.models import User

State = Application.State
TYPED = ("role", "why", "access_needs", "wants_points")
WRITABLE = frozenset({State.DRAFT, State.WITHDRAWN, State.SENT})


@transaction.atomic
def keep(*, cohort: Cohort, to: Mapping[str, Any], by: User, at: datetime) -> Application:
    """What was typed, whatever is missing and whether or not the cohort takes applications. Raises Refused."""
    if not cohort.announced_at:
        raise Refused(Refused.NOT_OPEN)
    application, is_new = Application.objects.select_for_update(of=("self",)).get_or_create(
        cohort=cohort, user=by, defaults={"state_since": at, "created_at": at, **to}
    )
    if is_new:
        record(verb="residency.application_begun", about=application, by=by, at=at, cohort=cohort.pk)
        return application
    if application.state not in WRITABLE:
        raise Refused(Refused.DECIDED)
    for name, value in to.items():
        setattr(application, name, value)
    application.save(update_fields=[*to])
    return application


@transaction.atomic
def send(*, application: Application, by: User, at: datetime) -> Application:
    """Once every prerequisite is there. A withdrawn one may be sent again. Raises Refused; the draft stays."""
    cohort, now = _held(application)
    if now.state == State.SENT:
        return now
    if now.state not in WRITABLE:
        raise Refused(Refused.DECIDED)
    if not takes_applications(cohort, at):
        raise Refused(Refused.NOT_OPEN)
    if Zone.MEMBER not in open_to(by):
        raise Refused(Refused.NOT_A_MEMBER)
    if steps := missing(cohort.program, by.pk):
        raise Refused(Refused.MISSING, courses=", ".join(step.title for step in steps))
    now.state, now.state_since, now.sent_at = State.SENT, at, at
    now.save(update_fields=["state", "state_since", "sent_at"])
    record(verb="residency.applied", about=now, by=by, at=at, cohort=cohort.pk)
    emails.tell_received(now, at=at)
    return now


@transaction.atomic
def withdraw(*, application: Application, by: User, at: datetime) -> Application:
    """Before there is a place; a place is left. What was written stays, and can be sent again."""
    cohort, now = _held(application)
    if now.state == State.WITHDRAWN:
        return now
    if now.state not in {State.DRAFT, State.SENT, State.WAITING}:
        raise Refused(Refused.DECIDED)
    now.state, now.state_since, now.waiting_since = State.WITHDRAWN, at, None
    now.save(update_fields=["state", "state_since", "waiting_since"])
    record(verb="residency.withdrawn", about=now, by=by, at=at, cohort=cohort.pk)
    return now


@transaction.atomic
def carry_over(*, application: Application, to: Cohort, by: User, at: datetime) -> Application:
    """What was written, as a draft for another cohort of any program. Raises Refused where there is one already."""
    if not takes_applications(to, at):
        raise Refused(Refused.NOT_OPEN)
    typed = {name: getattr(application, name) for name in TYPED}
    made, is_new = Application.objects.get_or_create(
        cohort=to, user=by, defaults={"state_since": at, "created_at": at, **typed}
    )
    if not is_new:
        raise Refused(Refused.ENTERED)
    record(verb="residency.carried_over", about=made, by=by, at=at, origin=application.pk)
    return made


def _held(application: Application) -> tuple[Cohort, Application]:
    cohort = hold(application.cohort_id)
    now = Application.objects.select_related("user").get(pk=application.pk)
    now.cohort = cohort
    return cohort, now
