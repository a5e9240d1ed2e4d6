"""Who may review a plan, and who of those may not review this one."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rounds.plans import interests
from rounds.plans.access import REVIEW
from rounds.plans.models import Author, Review, StrategicPlan
from rounds.users.models import User

OPEN = Q(plan_reviews__decided_at=None, plan_reviews__taken_back_at=None)


class Candidate(NamedTuple):
    """`tie`: why not, or "". `load`: plans on their desk."""

    user: User
    tie: str
    load: int


def candidates(plan: StrategicPlan) -> list[Candidate]:
    """Whoever has nothing to do with it first, and of those whoever has least on the desk."""
    tied = ties(plan)
    of = Count("plan_reviews", filter=OPEN & Q(plan_reviews__isnull=False), distinct=True)
    found: Any = reviewers().annotate(load=of)
    made = [Candidate(one, str(tied.get(one.pk, "")), one.load) for one in found]
    return sorted(made, key=lambda one: (bool(one.tie), one.load, one.user.get_full_name(), one.user.pk))


def reviewers() -> QuerySet[User]:
    app, _dot, codename = REVIEW.partition(".")
    permission = {"codename": codename, "content_type__app_label": app}
    own = Q(**{f"user_permissions__{name}": value for name, value in permission.items()})
    groups = Q(**{f"groups__permissions__{name}": value for name, value in permission.items()})
    return User.objects.filter(own | groups, is_active=True).distinct()


def ties(plan: StrategicPlan) -> dict[int, str | Promise]:
    """Authors, those who were, and whoever a context above knows to have a tie to one."""
    wrote = dict.fromkeys(
        Author.objects.filter(plan=plan).values_list("user", flat=True), _("writes this plan")
    )
    return {**interests.ties(plan), **wrote}


def tie_of(plan: StrategicPlan, user: User) -> str:
    return str(ties(plan).get(user.pk, ""))


def may_review(plan: StrategicPlan, user: User) -> bool:
    return user.is_active and user.has_perm(REVIEW) and not tie_of(plan, user)


def open_reviews(user: User) -> QuerySet[Review]:
    """On somebody's desk, the one that is wanted first above."""
    found = Review.objects.filter(reviewer=user, decided_at=None, taken_back_at=None)
    return found.select_related("plan", "edition").order_by("due_on", "pk")


def is_late(review: Review, today: date) -> bool:
    return review.due_on is not None and review.due_on < today
