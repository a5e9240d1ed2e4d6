"""Who may do what on the ladder."""

from django.db.models import Q, QuerySet

from rounds.fellows.models import Opinion, Step
from rounds.fellows.refusing import Refused
from rounds.users.models import User

RUN = "fellows.run_fellows"
REVIEW = "fellows.review_fellow"


def must_run(by: User) -> None:
    """Raises Refused."""
    if not by.has_perm(RUN):
        raise Refused(Refused.NOT_YOURS)


def reviewers() -> QuerySet[User]:
    """Everybody who may be named."""
    app, codename = REVIEW.split(".")
    given = {"codename": codename, "content_type__app_label": app}
    by_group = Q(**{f"groups__permissions__{name}": value for name, value in given.items()})
    by_hand = Q(**{f"user_permissions__{name}": value for name, value in given.items()})
    people = User.objects.filter(is_active=True, closed_at=None)
    return people.filter(by_group | by_hand | Q(is_superuser=True)).distinct().order_by("name", "pk")


def opinions_of(user: User) -> QuerySet[Opinion]:
    """What a reviewer was asked for: of the round that runs, or what they said before."""
    asked = Opinion.objects.filter(reviewer=user).select_related("step__fellow__user", "step__plan")
    return asked.exclude(step__fellow__user=user)


def waits_for(user: User) -> QuerySet[Opinion]:
    open_ones = opinions_of(user).filter(verdict="", step__state=Step.State.SENT)
    return open_ones.order_by("named_at", "pk")
