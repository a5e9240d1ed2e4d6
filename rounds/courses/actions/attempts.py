"""Attempts at the check of a lesson: begun, answered bit by bit, and ended.

Whoever locks more than one row locks the enrolment first, then the attempt.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from secrets import randbelow
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q

from rounds.activity.actions import record
from rounds.courses import questions
from rounds.courses.actions.learning import settle
from rounds.courses.actions.refusing import Refused
from rounds.courses.checks.drawing import MOST_SEEDS, drawn
from rounds.courses.models import Answer, Attempt, Enrolment, ExtraTime, Lesson, Question

GRACE = timedelta(seconds=30)  # after the time is over: what was on its way counts
log = logging.getLogger(__name__)
NEARLY = 1e-9  # shares are sums of thirds


@dataclass(frozen=True, slots=True)
class Told:
    """One answer that came in. `seen`: `mark_of` what stood there when its sender saw the page, None if unknown."""

    given: Any
    seen: str | None = None


@dataclass(slots=True)
class Saved:
    """Questions by their pk: `replaced`, where this took the place of what came from elsewhere meanwhile; `newer`,
    where what came from elsewhere stays, since nothing was changed here."""

    replaced: list[int] = field(default_factory=list)
    newer: list[int] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)  # of what stands there now


@transaction.atomic
def begin(*, enrolment: Enrolment, lesson: Lesson, at: datetime) -> Attempt:
    """Goes on with the one that is open. Raises Refused: NO_QUESTIONS, USED_UP."""
    enrolled = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    theirs = Attempt.objects.filter(enrolment=enrolled, lesson__key=lesson.key)
    going = theirs.filter(ended_at=None).first()
    if going and not is_over(going, at):
        return going
    if going:
        end(attempt=going, at=at)
    made = theirs.aggregate(count=Count("pk"), last=Max("number"))
    if lesson.attempts_at_most is not None and made["count"] >= lesson.attempts_at_most:
        raise Refused(Refused.USED_UP)
    seed = randbelow(MOST_SEEDS)
    asked = drawn(list(bank(lesson).values_list("pk", flat=True)), lesson.draw, seed)
    if not asked:
        raise Refused(Refused.NO_QUESTIONS)
    return Attempt.objects.create(
        enrolment=enrolled,
        lesson=lesson,
        number=(made["last"] or 0) + 1,
        question_ids=asked,
        seed=seed,
        began_at=at,
        due_at=_due_at(lesson, enrolled.user_id, at),
    )


@transaction.atomic
def take_down(*, attempt: Attempt, answers: Mapping[int, Told], at: datetime) -> Saved:
    """What was answered so far, by the pk of the question; of an answer that is none, what stood there goes.

    All or nothing. Raises Refused: ENDED, LATE, NOT_DRAWN.
    """
    kept = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if kept.ended_at:
        raise Refused(Refused.ENDED)
    if is_late(kept, at):
        raise Refused(Refused.LATE)
    if not set(answers) <= set(kept.question_ids):
        raise Refused(Refused.NOT_DRAWN)
    asked = Question.objects.in_bulk(list(answers))
    before = {one.question_id: one.given for one in kept.answers.filter(question__in=asked)}
    saved, fresh = Saved(), {}
    for pk, told in answers.items():
        clean = questions.shaped(asked[pk].kind, asked[pk].content, told.given)
        if _is_to_be_kept(pk, clean, before.get(pk), told.seen, saved):
            fresh[pk] = clean
    _keep(kept, fresh, at)
    return saved


@transaction.atomic
def end(*, attempt: Attempt, at: datetime) -> Attempt:
    """Marks everything; what is not answered has no points. Ended again, it stays as it is.

    An essay waits for its reader, and the attempt's share with it.
    """
    Enrolment.objects.select_for_update().get(pk=attempt.enrolment_id)
    kept = Attempt.objects.select_for_update(of=("self",)).select_related("lesson").get(pk=attempt.pk)
    if kept.ended_at:
        return kept
    _mark(kept)
    kept.ended_at = min(at, kept.due_at) if kept.due_at else at
    kept.save(update_fields=["ended_at"])
    record(verb="check.ended", about=kept.enrolment, by=kept.enrolment.user, at=at, lesson=kept.lesson.title)
    reckon(attempt=kept, at=at)
    if kept.share is None:
        settle(enrolment=kept.enrolment, at=at)  # an essay waits: the lesson is done all the same
    return kept


def end_overdue(*, at: datetime) -> int:
    """Those whose time is over, each for itself: with what was saved in time."""
    overdue = Attempt.objects.filter(ended_at=None, due_at__lt=at - GRACE).order_by("due_at", "pk")
    count = 0
    for attempt in overdue[:5_000]:
        try:
            end(attempt=attempt, at=at)
            count += 1
        except Exception:  # one that cannot be ended keeps nobody else's open
            log.exception("Attempt %s could not be ended.", attempt.pk)
    return count


def reckon(*, attempt: Attempt, at: datetime) -> None:
    """The share of an attempt that is ended, once nothing in it waits. For whoever holds the locks."""
    marked = list(attempt.answers.values_list("points", flat=True))
    points = [one for one in marked if one is not None]
    if len(points) < len(marked):
        return
    attempt.share = min(1.0, sum(points) / len(attempt.question_ids))
    attempt.is_passed = attempt.share >= attempt.lesson.pass_percent / 100 - NEARLY
    attempt.save(update_fields=["share", "is_passed"])
    settle(enrolment=attempt.enrolment, at=at)


def bank(lesson: Lesson) -> Any:
    """The questions that the lesson's check draws from, in the order of the course."""
    of = {
        Lesson.Bank.LESSON: Q(lesson=lesson),
        Lesson.Bank.MODULE: Q(lesson__module=lesson.module_id),
        Lesson.Bank.COURSE: Q(lesson__edition=lesson.edition_id),
    }[Lesson.Bank(lesson.drawn_from)]
    return Question.objects.filter(of).order_by(
        "lesson__module__position", "lesson__position", "position", "pk"
    )


def is_over(attempt: Attempt, at: datetime) -> bool:
    """Its time is, for whoever looks at the page."""
    return attempt.due_at is not None and at >= attempt.due_at


def is_late(attempt: Attempt, at: datetime) -> bool:
    """For an answer that comes in now."""
    return attempt.due_at is not None and at > attempt.due_at + GRACE


def extra_percent(user: int) -> int:
    return ExtraTime.objects.filter(user=user).values_list("percent", flat=True).first() or 0


def mark_of(given: Any) -> str:
    """Changes with what was answered; "" for no answer."""
    if given is None:
        return ""
    return blake2b(json.dumps(given, sort_keys=True).encode(), digest_size=8).hexdigest()


def _due_at(lesson: Lesson, user: int, at: datetime) -> datetime | None:
    if not lesson.seconds_at_most:
        return None
    return at + timedelta(seconds=lesson.seconds_at_most * (100 + extra_percent(user)) / 100)


def _is_to_be_kept(pk: int, clean: Any, before: Any, seen: str | None, saved: Saved) -> bool:
    """The later counts, if it was meant: what a page merely carries along takes the place of nothing."""
    there, here = mark_of(before), mark_of(clean)
    is_elsewhere = seen is not None and there not in (seen, here)
    if is_elsewhere and here == seen:
        saved.newer.append(pk)
        saved.marks[pk] = there
        return False
    if is_elsewhere:
        saved.replaced.append(pk)
    saved.marks[pk] = here
    return here != there


def _keep(attempt: Attempt, fresh: Mapping[int, Any], at: datetime) -> None:
    """None takes an answer away."""
    gone = [pk for pk, given in fresh.items() if given is None]
    if gone:
        Answer.objects.filter(attempt=attempt, question__in=gone).delete()
    Answer.objects.bulk_create(
        [
            Answer(attempt=attempt, question_id=pk, given=given, at=at)
            for pk, given in fresh.items()
            if given is not None
        ],
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["given", "at"],
    )


def _mark(attempt: Attempt) -> None:
    answers = list(attempt.answers.select_related("question").order_by("pk"))
    for one in answers:
        one.points = questions.mark(one.question.kind, one.question.content, one.given).points
    Answer.objects.bulk_update(answers, ["points"])
