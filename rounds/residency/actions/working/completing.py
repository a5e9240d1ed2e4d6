"""How a residency is completed: when the last of what it wants is there, or because somebody says so, with a reason."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.access import RUN, must_be_open
from rounds.residency.badges import award_badge
from rounds.residency.emails import tell_of_completion
from rounds.residency.facts import facts_of
from rounds.residency.models import Cohort, Place
from rounds.residency.not_done import NotDone
from rounds.residency.signals import residency_completed
from rounds.residency.standing import is_complete
from rounds.users.models import User

RUNNING = (Cohort.State.RUNNING, Cohort.State.ENDED)


@transaction.atomic
def look(*, place: Place, at: datetime) -> bool:
    """Whether it is completed now; it stays so, whatever is corrected afterwards."""
    held = _hold(place)
    if held.completed_at:
        return True
    if held.left_at or held.cohort.state not in RUNNING:
        return False
    found = facts_of(held.cohort, [held], at)
    if not is_complete(found.residents[0].lines):
        return False
    _complete(held, "", None, at)
    return True


@transaction.atomic
def complete(*, place: Place, why: str, by: User, at: datetime) -> Place:
    """Though something is missing. Raises NotDone."""
    held = _hold(place)
    must_be_open(held.cohort)
    if not by.has_perm(RUN):
        raise NotDone(NotDone.NOT_YOURS)
    if not why.strip():
        raise NotDone(NotDone.NEEDS_WHY)
    if held.left_at:
        raise NotDone(NotDone.NOT_IN_IT)
    if held.completed_at is None:
        _complete(held, why, by, at)
    return held


def look_at_all(*, at: datetime) -> int:
    """What the clock does: days end, and courses are passed, without anybody's saying so here."""
    waiting = Place.objects.held().filter(completed_at=None, cohort__state__in=RUNNING)
    count = 0
    for cohort in Cohort.objects.filter(pk__in=waiting.order_by().values("cohort").distinct()):
        places = list(waiting.filter(cohort=cohort).order_by("pk"))
        done = [one.place for one in facts_of(cohort, places, at).residents if is_complete(one.lines)]
        count += sum(look(place=place, at=at) for place in done)
    return count


def _complete(held: Place, why: str, by: User | None, at: datetime) -> None:
    held.completed_at, held.completed_why = at, why
    held.save(update_fields=["completed_at", "completed_why"])
    record(verb="residency.completed", about=held, by=by, at=at, why=why)
    award_badge(held, by=by, at=at)
    residency_completed.send(sender=Place, place=held, at=at)
    tell_of_completion(held, at=at)


def _hold(place: Place) -> Place:
    places = Place.objects.select_for_update(of=("self",)).select_related("cohort__program", "user", "plan")
    return places.get(pk=place.pk)
