"""A plan of "member" that was returned, sent again, and lies on the desk of "instructor"."""

from datetime import timedelta

from django.utils import timezone

from rounds.plans.actions import drafting
from rounds.plans.actions.reviewing import decide, name_reviewer, send
from rounds.plans.models import Review
from rounds.plans.tests.review_cases import rate_all, whole_plan
from rounds.users.models import User

PAGES = (
    "send/",
    "editions/",
    "remarks/",
    "review/",
    "plan.pdf",
    "plan.md",
)


def plan_reviews(people: dict[str, User]) -> dict[str, str]:
    """The only one to have said anything is "instructor", who is not an author."""
    plan = whole_plan(people["member"])
    review = _on_the_desk(send(plan=plan, by=people["member"], at=timezone.now()), people)
    rate_all(review)
    remark = drafting.remark(
        review=review,
        section="goals",
        quote="",
        text="Whose?",
        must_change=False,
        by=people["instructor"],
        at=timezone.now(),
    )
    decide(review=review, verdict="returned", summary="Not yet.", by=people["instructor"], at=timezone.now())
    again = send(plan=plan, by=people["member"], at=timezone.now())
    of, pattern = f"plans/{plan.code}/", "plans/<slug:code>/"
    return {
        **{f"{pattern}{page}": f"{of}{page}" for page in PAGES},
        f"{pattern}<slug:key>.csv": f"{of}tactics.csv",
        f"{pattern}differences/": f"{of}differences/?old=1",
        f"{pattern}editions/<int:number>/": f"{of}editions/1/",
        f"{pattern}remarks/<int:pk>/": f"{of}remarks/{remark.pk}/",
        "office/strategic-plans/<int:pk>/": f"office/strategic-plans/{again.pk}/",
    }


def _on_the_desk(review: Review, people: dict[str, User]) -> Review:
    day = (timezone.now() + timedelta(days=14)).date()
    return name_reviewer(
        review=review, reviewer=people["instructor"], due_on=day, by=people["team"], at=timezone.now()
    )
