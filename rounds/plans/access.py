"""Who may do what with a plan: the one place that says so.

Members start plans. Whoever writes one, invited or not, goes on writing when a membership ends: what people wrote stays
theirs to read, to finish and to take along.
"""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from rounds.core.zones import Zone, open_to
from rounds.plans import readers
from rounds.plans.models import Author, Review, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.users.models import User

NAME, REVIEW = "plans.name_reviewer", "plans.review_plan"
NOT_AN_AUTHOR = _("Only its authors change this plan. Ask its lead for an invitation.")
NOT_THE_LEAD = _("Only the lead of the plan can do that. Ask them, or ask them to pass the lead on.")
SENT = _("The plan was sent for review meanwhile, and nobody changes it now. What you typed is still here.")
ACCEPTED = _("The plan is accepted and stands as it is. What you typed is still here.")
ARCHIVED = _("The plan was put away. Bring it back on its page, then save again.")


class Part(NamedTuple):
    """What a person is at a plan. `reviews`: an edition of it is, or was, theirs to judge."""

    plan: StrategicPlan
    user: User
    author: Author | None
    reviews: bool
    names: bool
    reads_along: bool

    @property
    def is_author(self) -> bool:
        return self.author is not None

    @property
    def leads(self) -> bool:
        return self.author is not None and self.author.is_lead

    @property
    def may_read(self) -> bool:
        return self.is_author or self.reviews or self.names or self.reads_along

    @property
    def may_talk(self) -> bool:
        """Read what the authors say to one another."""
        return self.is_author or self.reads_along

    @property
    def may_comment(self) -> bool:
        return self.may_talk and self.plan.archived_at is None

    @property
    def may_write(self) -> bool:
        return self.is_author and self.plan.is_writable


def may_start(user: Any) -> bool:
    return Zone.MEMBER in open_to(user)


def part_in(plan: StrategicPlan, user: User) -> Part:
    author = Author.objects.filter(plan=plan, user=user, left_at=None).first()
    if author is not None:
        return Part(plan, user, author, False, False, False)
    return Part(
        plan,
        user,
        None,
        Review.objects.filter(plan=plan, reviewer=user).exists(),
        user.has_perm(NAME),
        readers.reads_along(plan, user),
    )


def is_author(plan: StrategicPlan, user: User) -> bool:
    return Author.objects.filter(plan=plan, user=user, left_at=None).exists()


def author_exists(user: User, *, plan: str = "plan") -> Exists:
    """For a query of things of a plan: whether the user writes it. `plan`: the name of the key to it."""
    return Exists(Author.objects.filter(plan=OuterRef(plan), user=user, left_at=None))


def must_write(plan: StrategicPlan, user: User) -> None:
    """Raises Refused. `plan` is locked by whoever asks."""
    must_be_writable(plan, author=is_author(plan, user))


def must_be_writable(plan: StrategicPlan, *, author: bool) -> None:
    if not author:
        raise Refused(NOT_AN_AUTHOR)
    if plan.state == StrategicPlan.State.SENT:
        raise Refused(SENT)
    if plan.state == StrategicPlan.State.ACCEPTED:
        raise Refused(ACCEPTED)
    if plan.archived_at is not None:
        raise Refused(ARCHIVED)


def must_lead(plan: StrategicPlan, user: User) -> None:
    """Raises Refused."""
    if not Author.objects.filter(plan=plan, user=user, left_at=None, is_lead=True).exists():
        raise Refused(NOT_THE_LEAD)
