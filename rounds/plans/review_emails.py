"""Mails about the review of a plan: all of them are necessary, so they have no topic."""

from datetime import datetime
from typing import Any

from django.conf import settings

from rounds.mail.actions import write
from rounds.plans.models import Review
from rounds.users.models import User


def tell_reviewer(review: Review, *, at: datetime, is_again: bool = False) -> None:
    """`is_again`: the plan that they returned comes back mended."""
    if review.reviewer:
        _write("review_named", review, review.reviewer, at, is_again=is_again, due_on=review.due_on)


def tell_former(review: Review, former: User, *, at: datetime) -> None:
    _write("review_over", review, former, at, is_taken_back=False)


def tell_of_taking_back(review: Review, *, at: datetime) -> None:
    if review.reviewer:
        _write("review_over", review, review.reviewer, at, is_taken_back=True)


def tell_of_declining(review: Review, namer: User | None, who: User, why: str, *, at: datetime) -> None:
    if namer and namer.is_active:
        url = f"/office/strategic-plans/{review.pk}/"
        _write("review_declined", review, namer, at, path=url, who=str(who), why=why)


def tell_authors_of_reviewer(review: Review, *, at: datetime) -> None:
    for author in _authors(review):
        _write("review_begun", review, author, at, who=str(review.reviewer), due_on=review.due_on)


def tell_authors(review: Review, *, at: datetime) -> None:
    count = review.remarks.count()
    for author in _authors(review):
        _write(
            "review_decided",
            review,
            author,
            at,
            is_accepted=review.verdict == Review.Verdict.ACCEPTED,
            summary=review.summary,
            count=count,
        )


def _authors(review: Review) -> list[User]:
    found = review.plan.authors.filter(left_at=None, user__is_active=True).select_related("user")
    return [one.user for one in found.order_by("pk")]


def _write(name: str, review: Review, to: User, at: datetime, *, path: str = "", **more: Any) -> None:
    url = path or f"/plans/{review.plan.code}/{'review/' if to.pk == review.reviewer_id else 'remarks/'}"
    write(
        key=f"plan-{name}:{review.pk}:{to.pk}:{at.isoformat()}",
        to=to.email,
        template=f"plans/mail/{name}",
        context={
            "name": str(to),
            "plan": review.plan.title,
            "organization": review.plan.organization_name,
            "url": settings.PUBLIC_URL + url,
            **more,
        },
        at=at,
        language=to.language,
    )
