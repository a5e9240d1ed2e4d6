"""A plan is sent, given to a reviewer, and judged: the plan is locked first, so of two things at once one is first."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rounds.activity.actions import record
from rounds.plans import review_emails, rubric, signals
from rounds.plans.access import NAME, REVIEW, must_be_writable, must_lead
from rounds.plans.actions.editions import made
from rounds.plans.actions.writing import held
from rounds.plans.content import content_of
from rounds.plans.gaps import blocking
from rounds.plans.judging import Rated, against_accepting, undone
from rounds.plans.models import Edition, Key, Remark, Review, StrategicPlan
from rounds.plans.naming import may_review, tie_of
from rounds.plans.refusing import Refused
from rounds.plans.shape import read
from rounds.users.models import User

State, Verdict = StrategicPlan.State, Review.Verdict
TIME_TO_REVIEW = timedelta(days=14)
EMPTY = _("A section is still empty: %(sections)s. Write a sentence there, even why there is nothing to say.")
NOT_OPEN = _(
    "This review is not open any more: it was decided, or the plan was taken back. Nothing was changed."
)
NOT_SENT = _("The plan is not in review any more: it was decided meanwhile, or taken back.")
NOT_YOURS = _("This review is not yours any more: somebody else was named. What you typed is kept for them.")
MAY_NOT_NAME = _("Only those who run the reviews name a reviewer.")
MAY_NOT_REVIEW = _("%(who)s does not review plans. An administrator can give them the role.")
TIED = _("%(who)s cannot review this plan: %(tie)s. Choose somebody else.")
TIED_NOW = _(
    "You cannot decide about this plan: %(tie)s. Give the review back, so that somebody else is named."
)
IN_THE_PAST = _("The day by which it is wanted has passed. Choose a later one.")
WHY_ACCEPTED = _("Say in a few words why the plan is accepted.")
WHY_RETURNED = _("Say in a few words why the plan comes back.")
NO_REMARK = _("A plan comes back with at least one remark on a clause: what would mend it?")
MOST_WHY = 2_000
WHY_TOO_LONG = _("This is too long: at most %(most)d characters. Nothing was cut off.")
WHY_DECLINED = _("Say in a few words why, so that somebody else can be named.")


@transaction.atomic
def send(*, plan: StrategicPlan, by: User, at: datetime) -> Review:
    """By the lead. A second round goes to whoever returned it, unless they may not any more. Raises Refused."""
    locked = held(plan)
    must_lead(locked, by)
    must_be_writable(locked, author=True)
    content = content_of(locked)
    _must_be_whole(content)
    former = last_decided(locked)
    _must_be_answered(former)
    edition = made(locked, Edition.Why.SENT, content, by, at)
    review = Review.objects.create(
        plan=locked, edition=edition, rubric=rubric.current().number, sent_by=by, sent_at=at
    )
    if former and former.reviewer and may_review(locked, former.reviewer):
        _give(review, former.reviewer, (at + TIME_TO_REVIEW).date(), former.named_by, at)
        review_emails.tell_reviewer(review, at=at, is_again=True)
    _move(locked, State.SENT, at)
    record(verb="plan.sent", about=locked, by=by, at=at, edition=edition.number)
    return review


@transaction.atomic
def take_back(*, plan: StrategicPlan, by: User, at: datetime) -> Review:
    """Until it is decided. It is then what it was before. Raises Refused."""
    locked = held(plan)
    must_lead(locked, by)
    review = open_reviews(locked).first()
    if review is None:
        raise Refused(NOT_SENT)
    review.taken_back_at = at
    review.save(update_fields=["taken_back_at"])
    _move(locked, State.RETURNED if last_decided(locked) else State.DRAFT, at)
    record(verb="plan.taken_back", about=locked, by=by, at=at)
    review_emails.tell_of_taking_back(review, at=at)
    return review


@transaction.atomic
def name_reviewer(*, review: Review, reviewer: User, due_on: date, by: User, at: datetime) -> Review:
    """Anew, too: what the former one has typed is handed over. Raises Refused, the tie in words."""
    locked = open_review(review)
    if not by.has_perm(NAME):
        raise Refused(MAY_NOT_NAME)
    _must_be_free(locked.plan, reviewer)
    if due_on < at.date():
        raise Refused(IN_THE_PAST)
    former = locked.reviewer
    _give(locked, reviewer, due_on, by, at)
    record(
        verb="plan.reviewer_named", about=locked.plan, by=by, at=at, reviewer=reviewer.pk, due_on=str(due_on)
    )
    if former != reviewer:
        review_emails.tell_reviewer(locked, at=at)
        review_emails.tell_authors_of_reviewer(locked, at=at)
        if former:
            review_emails.tell_former(locked, former, at=at)
    return locked


@transaction.atomic
def decline(*, review: Review, why: str, by: User, at: datetime) -> Review:
    """By the reviewer: somebody else is named. What was typed is kept for them. Raises Refused."""
    locked = own_review(review, by)
    if not why.strip():
        raise Refused(WHY_DECLINED)
    if len(why) > MOST_WHY:
        raise Refused(WHY_TOO_LONG % {"most": MOST_WHY})
    namer = locked.named_by
    locked.reviewer = locked.named_by = locked.named_at = locked.due_on = None
    locked.save(update_fields=["reviewer", "named_by", "named_at", "due_on"])
    record(verb="plan.review_declined", about=locked.plan, by=by, at=at, why=why.strip())
    review_emails.tell_of_declining(locked, namer, by, why.strip(), at=at)
    return locked


@transaction.atomic
def decide(*, review: Review, verdict: str, summary: str, by: User, at: datetime) -> Review:
    """Raises Refused with all that is still to do."""
    locked = own_review(review, by)
    if tie := tie_of(locked.plan, by):
        raise Refused(TIED_NOW % {"tie": tie})
    _must_be_judged(locked, verdict, summary)
    locked.verdict, locked.summary, locked.decided_at = verdict, summary.strip(), at
    locked.save(update_fields=["verdict", "summary", "decided_at"])
    is_accepted = verdict == Verdict.ACCEPTED
    _move(locked.plan, State.ACCEPTED if is_accepted else State.RETURNED, at)
    record(verb="plan.accepted" if is_accepted else "plan.returned", about=locked.plan, by=by, at=at)
    announced = signals.plan_accepted if is_accepted else signals.plan_returned
    announced.send(StrategicPlan, plan=locked.plan, review=locked, at=at)
    review_emails.tell_authors(locked, at=at)
    return locked


def open_reviews(plan: StrategicPlan) -> QuerySet[Review]:
    found = plan.reviews.filter(decided_at=None, taken_back_at=None)
    return found.select_related("reviewer", "named_by", "edition")


def last_decided(plan: StrategicPlan) -> Review | None:
    found = plan.reviews.filter(decided_at__isnull=False).select_related("reviewer", "named_by", "edition")
    return found.order_by("-decided_at", "-pk").first()


def open_review(review: Review) -> Review:
    """With its plan locked. Raises Refused."""
    plan = held(review.plan)
    locked = open_reviews(plan).filter(pk=review.pk).first()
    if locked is None:
        raise Refused(NOT_OPEN)
    locked.plan = plan
    return locked


def own_review(review: Review, by: User) -> Review:
    """The same, for its reviewer alone. Raises Refused."""
    locked = open_review(review)
    if locked.reviewer_id != by.pk or not by.has_perm(REVIEW):
        raise Refused(NOT_YOURS)
    return locked


def _must_be_whole(content: dict[str, object]) -> None:
    if missing := blocking(read(content)):
        raise Refused(EMPTY % {"sections": ", ".join(str(Key(one.section).label) for one in missing)})


def _must_be_answered(former: Review | None) -> None:
    if former is None:
        return
    left = former.remarks.filter(must_change=True, answer="").count()
    if left:
        raise Refused(
            ngettext(
                "%d remark has no answer yet. Say what you did about it, then send the plan again.",
                "%d remarks have no answer yet. Say what you did about each, then send the plan again.",
                left,
            )
            % left
        )


def _must_be_free(plan: StrategicPlan, reviewer: User) -> None:
    who = {"who": reviewer}
    if not reviewer.is_active or not reviewer.has_perm(REVIEW):
        raise Refused(MAY_NOT_REVIEW % who)
    if tie := tie_of(plan, reviewer):
        raise Refused(TIED % {**who, "tie": tie})


def _must_be_judged(review: Review, verdict: str, summary: str) -> None:
    by = rubric.numbered(review.rubric)
    ratings = {one.criterion: Rated(one.level, one.remark) for one in review.ratings.all()}
    missing = list(undone(by, ratings))
    remarks = Remark.objects.filter(review=review)
    if verdict == Verdict.ACCEPTED:
        missing += against_accepting(by, ratings, remarks.filter(must_change=True).count())
    elif not remarks.exists():
        missing.append(str(NO_REMARK))
    if not summary.strip():
        missing.append(str(WHY_ACCEPTED if verdict == Verdict.ACCEPTED else WHY_RETURNED))
    if missing:
        raise Refused("\n".join(missing))


def _give(review: Review, reviewer: User, due_on: date, by: User | None, at: datetime) -> None:
    review.reviewer, review.due_on, review.named_by, review.named_at = reviewer, due_on, by, at
    review.save(update_fields=["reviewer", "due_on", "named_by", "named_at"])


def _move(plan: StrategicPlan, state: str, at: datetime) -> None:
    plan.state, plan.state_since = state, at
    plan.save(update_fields=["state", "state_since"])
