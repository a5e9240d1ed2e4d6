"""Essays that a person reads, and marks."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.actions.attempts import reckon
from rounds.courses.actions.refusing import Refused
from rounds.courses.models import Answer, Attempt, Enrolment
from rounds.users.models import User


@transaction.atomic
def read_essay(
    *, answer: Answer, points: float, remark: str, seen: float | None, by: User, at: datetime
) -> Answer:
    """`points`: 0 to 1. `seen`: the points that the reader saw it have, None while it waits; so it can be put right.

    Raises Refused: OWN, NOT_ENDED, READ.
    """
    where = Answer.objects.values("attempt_id", "attempt__enrolment_id").get(pk=answer.pk)
    enrolment = Enrolment.objects.select_for_update().get(pk=where["attempt__enrolment_id"])
    attempt = (
        Attempt.objects.select_for_update(of=("self",)).select_related("lesson").get(pk=where["attempt_id"])
    )
    kept = Answer.objects.select_for_update(of=("self",)).select_related("question").get(pk=answer.pk)
    if enrolment.user_id == by.pk:
        raise Refused(Refused.OWN)
    if attempt.ended_at is None:
        raise Refused(Refused.NOT_ENDED)
    if kept.points != seen:
        raise Refused(Refused.READ)
    kept.points, kept.remark, kept.marked_by = points, remark, by
    kept.save(update_fields=["points", "remark", "marked_by"])
    record(
        verb="essay.read",
        about=enrolment,
        by=by,
        at=at,
        lesson=attempt.lesson.title,
        percent=round(points * 100),
    )
    attempt.enrolment = enrolment
    reckon(attempt=attempt, at=at)
    return kept
