"""Claiming credit: as a learner, and for presenting. One line is added to the ledger, or none."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.credits import rules, standing
from rounds.credits.actions.ledger import add, hold
from rounds.credits.claimable import Attended
from rounds.credits.models import Activity, Entry, Side
from rounds.credits.periods import periods
from rounds.credits.refusing import Refused
from rounds.credits.rules import Settled
from rounds.users.models import User


@transaction.atomic
def claim(
    *, user: User, activity: Activity, minutes: int, evidence: Attended, by: User | None, at: datetime
) -> Entry:
    """`minutes`: of the whole activity, with what was claimed of it before; so claiming the same twice adds nothing."""
    hold(user)
    activity = _designated(activity, evidence.ended_at)
    room = standing.room_for(user=user, activity=activity, attended=evidence)
    earlier = standing.earlier(user, activity, Side.LEARNER)
    if 0 < minutes <= earlier.minutes:
        raise Refused(Refused.THE_SAME, minutes=earlier.minutes)
    try:
        settled = rules.settle(max(0, minutes), room, activity.accreditor.terms, earlier)
    except rules.TooMuch:
        raise Refused(Refused.TOO_MUCH, most=room.minutes) from None
    return _entered(user, activity, Side.LEARNER, rules.LEARNER, settled, evidence, by, at)


@transaction.atomic
def claim_as_faculty(
    *, user: User, activity: Activity, evidence: Attended, by: User | None, at: datetime
) -> Entry:
    """For what the roles say that they presented. A repeated talk counts once, where the accreditor says so."""
    hold(user)
    activity = _designated(activity, evidence.ended_at)
    if not activity.accreditor.faculty_hundredths_per_hour:
        raise Refused(Refused.NO_FACULTY)
    minutes, when = standing.presented_as(user, activity)
    if not minutes:
        raise Refused(Refused.NOT_PRESENTING)
    if activity.accreditor.repeat_counts_once and _has_given_before(user, activity):
        raise Refused(Refused.REPEATED)
    earlier = standing.earlier(user, activity, Side.FACULTY)
    if minutes <= earlier.minutes:
        raise Refused(Refused.THE_SAME, minutes=earlier.minutes)
    as_learner = standing.earlier(user, activity, Side.LEARNER).minutes
    settled = rules.settle_faculty(
        minutes,
        activity.accreditor.terms,
        earlier,
        periods=when,
        taken=standing.taken_beside(user, activity),
        most=activity.most_minutes - as_learner,
    )
    return _entered(user, activity, Side.FACULTY, rules.FACULTY, settled, evidence, by, at)


@transaction.atomic
def enter(
    *, user: User, activity: Activity, minutes: int, proof: str, by: User | None, at: datetime
) -> Entry:
    """By whoever held it. What took place at a time has to be over; anything else is over as of now."""
    began_at = activity.starts_at or at - timedelta(minutes=minutes)
    ended_at = activity.ends_at or at
    if ended_at > at:
        raise Refused(Refused.NOT_HELD)
    times = ((began_at, ended_at),) if activity.starts_at else ()
    evidence = Attended(minutes, {"proof": proof}, began_at, ended_at, times)
    return claim(user=user, activity=activity, minutes=minutes, evidence=evidence, by=by, at=at)


def _designated(activity: Activity, ended_at: datetime) -> Activity:
    found = Activity.objects.select_related("accreditor").get(pk=activity.pk)
    if not found.covers(ended_at):
        raise Refused(Refused.NOT_COVERED)
    return found


def _has_given_before(user: User, activity: Activity) -> bool:
    given = Entry.objects.standing().filter(user=user, side=Side.FACULTY).exclude(activity=activity)
    family = activity.family
    return given.filter(activity__repeat_of=family).exists() or given.filter(activity=family).exists()


def _entered(
    user: User,
    activity: Activity,
    side: Side,
    rule: str,
    settled: Settled,
    evidence: Attended,
    by: User | None,
    at: datetime,
) -> Entry:
    if not settled.hundredths:
        raise Refused(Refused.TOO_LITTLE)
    made = add(
        user=user,
        activity=activity,
        side=side,
        rule=rule,
        settled=settled,
        numbers={"terms": list(activity.accreditor.terms)},
        evidence=_kept(evidence),
        period=(evidence.began_at, evidence.ended_at),
        by=by,
        at=at,
    )
    record(verb="credit.entered", about=made, by=by, at=at, minutes=made.minutes, hundredths=made.hundredths)
    return made


def _kept(evidence: Attended) -> dict[str, Any]:
    attended = [list(one) for one in periods(evidence.times)]
    return {**evidence.evidence, "minutes": evidence.minutes, **({"periods": attended} if attended else {})}
