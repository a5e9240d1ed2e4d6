"""A review while it is written, and the authors' answers. What is typed is saved on the version it was typed on.

Where somebody saved meanwhile (another tab, a reviewer who was named anew) nothing is overwritten: `ChangedMeanwhile`
has what stands, and the page shows both.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rounds.activity.actions import record
from rounds.plans import rubric
from rounds.plans.access import must_write
from rounds.plans.actions.reviewing import last_decided, own_review
from rounds.plans.actions.writing import held
from rounds.plans.judging import is_in
from rounds.plans.models import Key, Rating, Remark, Review
from rounds.plans.refusing import Refused
from rounds.plans.shape import read
from rounds.users.models import User

NO_SUCH = _("The rubric has no such criterion.")
NO_WORDS = _("Write what would mend it.")
NOT_THERE = _("These words do not stand in that section. Copy them from it, or leave them out.")
GONE = _("This remark was taken out meanwhile. What you typed is still here.")
OVER = _("The plan was sent again meanwhile, so answers stand as they are.")
TOO_LONG = _("This is too long: at most %(most)d characters. Nothing was cut off.")
NO_ANSWER = _("Write what you did about it, or why not.")


class ChangedMeanwhile(Exception):
    """`now`: the row as it stands."""

    def __init__(self, now: Any) -> None:
        super().__init__()
        self.now = now


@transaction.atomic
def rate(
    *, review: Review, criterion: str, level: int | None, why: str, seen: int, by: User, at: datetime
) -> Rating:
    """`seen`: the version, 0 where there was none. Raises Refused, ChangedMeanwhile."""
    locked = own_review(review, by)
    if rubric.numbered(locked.rubric).criterion(criterion) is None:
        raise Refused(NO_SUCH)
    _must_be_short(why, 2_000)
    now = locked.ratings.filter(criterion=criterion).first() or Rating(
        review=locked, criterion=criterion, version=0
    )
    if (now.level, now.remark) == (level, why):
        return now
    if now.version != seen:
        raise ChangedMeanwhile(now)
    now.level, now.remark, now.version = level, why, now.version + 1
    now.save()
    return now


@transaction.atomic
def summarize(*, review: Review, summary: str, seen: int, by: User, at: datetime) -> Review:
    locked = own_review(review, by)
    _must_be_short(summary, 4_000)
    if locked.summary == summary:
        return locked
    if locked.version != seen:
        raise ChangedMeanwhile(locked)
    locked.summary, locked.version = summary, locked.version + 1
    locked.save(update_fields=["summary", "version"])
    return locked


@transaction.atomic
def remark(
    *, review: Review, section: str, quote: str, text: str, must_change: bool, by: User, at: datetime
) -> Remark:
    locked = own_review(review, by)
    _must_fit(locked, section, quote, text)
    return Remark.objects.create(
        review=locked, section=section, quote=quote.strip(), text=text.strip(), must_change=must_change, at=at
    )


@transaction.atomic
def change_remark(
    *, remark: Remark, quote: str, text: str, must_change: bool, seen: int, by: User, at: datetime
) -> Remark:
    locked = own_review(remark.review, by)
    now = _remark(locked, remark)
    _must_fit(locked, now.section, quote, text)
    if (now.quote, now.text, now.must_change) == (quote.strip(), text.strip(), must_change):
        return now
    if now.version != seen:
        raise ChangedMeanwhile(now)
    now.quote, now.text, now.must_change = quote.strip(), text.strip(), must_change
    now.version, now.at = now.version + 1, at
    now.save(update_fields=["quote", "text", "must_change", "version", "at"])
    return now


@transaction.atomic
def take_remark_out(*, remark: Remark, by: User, at: datetime) -> None:
    locked = own_review(remark.review, by)
    locked.remarks.filter(pk=remark.pk).delete()


@transaction.atomic
def answer_remark(*, remark: Remark, answer: str, seen: int, by: User, at: datetime) -> Remark:
    """By any author, while the plan is theirs to write again. Raises Refused, ChangedMeanwhile."""
    plan = held(remark.review.plan)
    must_write(plan, by)
    former = last_decided(plan)
    if former is None or former.pk != remark.review_id:
        raise Refused(OVER)
    now = _remark(former, remark)
    if not answer.strip():
        raise Refused(NO_ANSWER)
    _must_be_short(answer, 2_000)
    if now.answer == answer.strip():
        return now
    if now.version != seen:
        raise ChangedMeanwhile(now)
    now.answer, now.answered_by, now.answered_at, now.version = answer.strip(), by, at, now.version + 1
    now.save(update_fields=["answer", "answered_by", "answered_at", "version"])
    record(verb="plan.remark_answered", about=plan, by=by, at=at, remark=now.pk)
    return now


def _remark(review: Review, remark: Remark) -> Remark:
    found = review.remarks.filter(pk=remark.pk).first()
    if found is None:
        raise Refused(GONE)
    return found


def _must_fit(review: Review, section: str, quote: str, text: str) -> None:
    if section not in Key.values:
        raise Refused(NOT_THERE)
    if not text.strip():
        raise Refused(NO_WORDS)
    _must_be_short(quote, 400)
    _must_be_short(text, 4_000)
    if quote.strip() and not is_in(quote, section, read(review.edition.content)):
        raise Refused(NOT_THERE)


def _must_be_short(text: str, most: int) -> None:
    if len(text.strip()) > most:
        raise Refused(TOO_LONG % {"most": most})
