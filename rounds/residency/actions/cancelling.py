"""A cohort is cancelled. Whoever applied is told, and every fee is given back: each in a transaction of its own, once.

Whatever stops it in the middle, it is taken up again: the mail has its key, the fee its moment.
"""

import logging
from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency import emails
from rounds.residency.actions import fees
from rounds.residency.actions.holding import hold
from rounds.residency.models import Application, Cohort, Fee
from rounds.residency.refusing import Refused
from rounds.residency.signals import cohort_cancelled
from rounds.users.models import User

log = logging.getLogger(__name__)
State = Application.State
TOLD = (State.SENT, State.WAITING, State.PLACED)


@transaction.atomic
def cancel(*, cohort: Cohort, why: str, by: User, at: datetime) -> Cohort:
    """`why`: whoever applied reads it. Applications and all that was written stay as they are."""
    kept = hold(cohort.pk)
    if kept.state in {Cohort.State.ENDED, Cohort.State.CANCELLED}:
        raise Refused(Refused.NOT_NOW)
    kept.state, kept.cancelled_at, kept.cancelled_why = Cohort.State.CANCELLED, at, why
    kept.save(update_fields=["state", "cancelled_at", "cancelled_why"])
    record(verb="residency.cancelled", about=kept, by=by, at=at, why=why)
    cohort_cancelled.send(Cohort, cohort=kept, at=at)
    return kept


def settle(*, cohort: Cohort, at: datetime) -> int:
    """Returns how many were told for the first time, or got their fee back.

    A fee that cannot be given back keeps nobody else waiting: it stands in the log, and is tried again by the clock.
    """
    applications = Application.objects.filter(cohort=cohort, state__in=TOLD, settled_at=None)
    done = 0
    for pk in applications.order_by("pk").values_list("pk", flat=True):
        try:
            done += _settle(pk, at)
        except Exception:
            log.exception("Application %s of the cancelled cohort %s is not settled.", pk, cohort.slug)
    return done


def unsettled() -> list[Cohort]:
    """Cancelled ones in which somebody is not told yet, or has not got their fee back."""
    waiting = Application.objects.filter(
        cohort__state=Cohort.State.CANCELLED, state__in=TOLD, settled_at=None
    )
    return list(Cohort.objects.filter(pk__in=waiting.values("cohort")).order_by("pk"))


@transaction.atomic
def _settle(application_id: int, at: datetime) -> bool:
    cohort = hold(Application.objects.values_list("cohort_id", flat=True).get(pk=application_id))
    now = Application.objects.select_related("user").get(pk=application_id)
    if now.settled_at or now.state not in TOLD or cohort.state != Cohort.State.CANCELLED:
        return False
    now.cohort = cohort
    emails.tell_cancelled(now, _give_back(now, cohort, at), at=at)
    now.settled_at = at
    now.save(update_fields=["settled_at"])
    return True


def _give_back(now: Application, cohort: Cohort, at: datetime) -> Fee | None:
    place = getattr(now, "place", None)
    if place is None or place.left_at:
        return None
    place.cohort, place.user = cohort, now.user
    return fees.give_back(place=place, reason=cohort.cancelled_why, by=None, at=at)
