"""What can happen to a comment beside a section: made, answered, settled, taken out; told of, at most once an hour."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rounds.activity.actions import record
from rounds.plans import emails
from rounds.plans.access import part_in
from rounds.plans.actions.writing import held
from rounds.plans.models import Author, Comment, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.users.models import User

MOST = 400  # on one plan
NOT_ASKED = _("Only those who write this plan or read along comment on it.")
FULL = _("More comments do not fit. Settle this in the text.")
NOT_YOURS = _("Only whoever wrote a comment takes it out.")
AN_HOUR, LOOKS_BACK = timedelta(hours=1), 3  # hours, in case the clock stood still


@transaction.atomic
def comment(
    *,
    plan: StrategicPlan,
    section: str,
    text: str,
    by: User,
    at: datetime,
    quote: str = "",
    answers: Comment | None = None,
) -> Comment:
    """An answer goes below the first of its talk, and opens it again."""
    plan = _held(plan, by)
    if Comment.objects.filter(plan=plan).count() >= MOST:
        raise Refused(FULL)
    first = Comment.objects.get(pk=answers.answers_id or answers.pk) if answers else None
    made = Comment.objects.create(
        plan=plan,
        section=first.section if first else section,
        answers=first,
        quote="" if first else quote,
        text=text,
        by=by,
        at=at,
    )
    if first and first.settled_at:
        _settle(first, None, None)
    record(verb="plan.commented", about=plan, by=by, at=at, comment=made.pk)
    return made


@transaction.atomic
def settle(*, comment: Comment, by: User, at: datetime) -> Comment:
    plan = _held(comment.plan, by)
    comment = Comment.objects.get(pk=comment.pk)
    if comment.settled_at is None:
        _settle(comment, by, at)
        record(verb="plan.comment_settled", about=plan, by=by, at=at, comment=comment.pk)
    return comment


@transaction.atomic
def open_again(*, comment: Comment, by: User, at: datetime) -> Comment:
    plan = _held(comment.plan, by)
    comment = Comment.objects.get(pk=comment.pk)
    if comment.settled_at is not None:
        _settle(comment, None, None)
        record(verb="plan.comment_opened", about=plan, by=by, at=at, comment=comment.pk)
    return comment


@transaction.atomic
def take_out(*, comment: Comment, by: User, at: datetime) -> Comment:
    return _put(comment, by, at, at, "plan.comment_taken_out")


@transaction.atomic
def put_back(*, comment: Comment, by: User, at: datetime) -> Comment:
    return _put(comment, by, at, None, "plan.comment_put_back")


def tell(*, at: datetime) -> None:
    """The authors of what others said in each of the last full hours. Told again, nobody gets a second mail."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    for back in range(1, LOOKS_BACK + 1):
        _tell_of(hour - back * AN_HOUR, at)


def _tell_of(hour: datetime, at: datetime) -> None:
    made: defaultdict[int, list[Comment]] = defaultdict(list)
    for one in Comment.objects.filter(at__gte=hour, at__lt=hour + AN_HOUR, taken_out_at=None).order_by("pk"):
        made[one.plan_id].append(one)
    authors = Author.objects.filter(plan__in=made, left_at=None, plan__archived_at=None)
    for author in authors.select_related("user", "plan").order_by("pk"):
        count = sum(one.by_id != author.user_id for one in made[author.plan_id])
        if count and author.user.is_active:
            emails.tell_of_comments(author, count, hour, at=at)


def _held(plan: StrategicPlan, by: User) -> StrategicPlan:
    plan = held(plan)
    if not part_in(plan, by).may_comment:
        raise Refused(NOT_ASKED)
    return plan


def _settle(comment: Comment, by: User | None, at: datetime | None) -> None:
    comment.settled_by, comment.settled_at = by, at
    comment.save(update_fields=["settled_by", "settled_at"])


def _put(comment: Comment, by: User, at: datetime, taken_out_at: datetime | None, verb: str) -> Comment:
    plan = _held(comment.plan, by)
    comment = Comment.objects.get(pk=comment.pk)
    if comment.by_id != by.pk:
        raise Refused(NOT_YOURS)
    if (comment.taken_out_at is None) != (taken_out_at is None):
        comment.taken_out_at = taken_out_at
        comment.save(update_fields=["taken_out_at"])
        record(verb=verb, about=plan, by=by, at=at, comment=comment.pk)
    return comment
