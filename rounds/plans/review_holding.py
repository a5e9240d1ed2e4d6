"""What reviewers have typed about plans. The tables themselves, and what was sent and decided, are held with plans."""

from collections.abc import Iterator
from datetime import datetime

from rounds.plans.models import Rating, Remark, Review
from rounds.users.models import User
from rounds.users.personal_data import Holding, Part, register, rows


def enter() -> None:
    register("plan-reviews", Holding(tables=[], export=_export, erase=_erase))


def _export(user: User) -> Iterator[Part]:
    title = "review__plan__title"
    yield Part("ratings-written.json", rows(Rating.objects.filter(review__reviewer=user), title))
    remarks = Remark.objects.filter(review__reviewer=user)
    yield Part("remarks-written.json", rows(remarks, title, without=["answer", "answered_by", "answered_at"]))


def _erase(user: User, at: datetime) -> None:
    """What they had on their desk is free for somebody else to be named."""
    on_the_desk = Review.objects.filter(reviewer=user, decided_at=None)
    on_the_desk.update(reviewer=None, named_by=None, named_at=None, due_on=None)
