"""A whole plan, its people and a reviewer, for tests. Times are fixed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission

from rounds.plans import rubric
from rounds.plans.actions import drafting
from rounds.plans.actions.reviewing import decide, name_reviewer, send
from rounds.plans.models import (
    Author,
    Beat,
    BudgetLine,
    Channel,
    Key,
    Measure,
    Objective,
    Review,
    Risk,
    Section,
    StrategicPlan,
    Tactic,
)
from rounds.users.models import User
from rounds.users.tests.factories import person

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
_many = iter(range(1_000_000))


def somebody(name: str = "Ada Author", *may: str) -> User:
    user = person(f"{name.lower().replace(' ', '.')}{next(_many)}@example.org", name)
    codes = [one.partition(".")[2] for one in may]
    user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    return user


def reviewer(name: str = "Rita Reviewer") -> User:
    return somebody(name, "plans.review_plan")


def namer(name: str = "Nora Namer") -> User:
    return somebody(name, "plans.name_reviewer", "wagtailadmin.access_admin")


def empty_plan(lead: User | None = None, *others: User, **more: Any) -> StrategicPlan:
    given = {
        "title": "Heard across the county",
        "organization_name": "Pine Ridge Hospital",
        "currency": "USD",
    }
    plan = StrategicPlan.objects.create(**{**given, "state_since": NOW, "created_at": NOW, **more})
    Section.objects.bulk_create(Section(plan=plan, key=key) for key in Key.values)
    for at, user in enumerate([lead or somebody(), *others]):
        Author.objects.create(plan=plan, user=user, is_lead=at == 0, joined_at=NOW)
    return plan


def whole_plan(lead: User | None = None, *others: User, **more: Any) -> StrategicPlan:
    """Nothing is missing in it."""
    plan = empty_plan(lead, *others, begins_on=date(2026, 4, 1), ends_on=date(2027, 3, 31), **more)
    for section in plan.sections.all():
        section.text, section.version = f"What we say about **{section.key}**. It is one paragraph.", 1
        section.changed_at = NOW
        section.save()
    fill_rows(plan)
    return plan


def fill_rows(plan: StrategicPlan) -> None:
    by: dict[str, Any] = {"plan": plan, "changed_at": NOW}
    objective = Objective.objects.create(
        text="More people get a flu shot", goal="Fewer admissions", due_on=date(2026, 12, 1), **by
    )
    channel = Channel.objects.create(name="Facebook", url="https://www.facebook.com/pineridge", **by)
    Tactic.objects.create(
        text="A nurse answers questions",
        objective=objective,
        owner_name="Kim",
        due_on=date(2026, 10, 1),
        **by,
    )
    Beat.objects.create(what="A question of the week", channel=channel, **by)
    for kind in Risk.VIOLATIONS:
        Risk.objects.create(kind=kind, text=f"It happens: {kind}", answer="We train everybody.", **by)
    Measure.objects.create(
        name="Shots given",
        objective=objective,
        unit="shots",
        baseline="800",
        baseline_on=date(2026, 2, 1),
        target="1200",
        target_on=date(2026, 12, 1),
        **by,
    )
    BudgetLine.objects.create(kind="staff", what="Two hours a week", cents=520_000, **by)


def named(plan: StrategicPlan | None = None, by: User | None = None) -> Review:
    """A plan that was sent, with its reviewer."""
    plan = plan or whole_plan()
    lead = plan.authors.get(is_lead=True).user
    review = send(plan=plan, by=lead, at=NOW)
    return name_reviewer(
        review=review, reviewer=by or reviewer(), due_on=date(2026, 3, 16), by=namer(), at=NOW
    )


def rate_all(review: Review, level: int = 2, why: str = "") -> None:
    for one in rubric.current().criteria:
        drafting.rate(
            review=review, criterion=one.key, level=level, why=why, seen=0, by=review.reviewer, at=NOW
        )


def returned(review: Review) -> Review:
    """With one remark."""
    rate_all(review)
    drafting.remark(
        review=review,
        section="goals",
        quote="It is one paragraph.",
        text="Whose goal is it?",
        must_change=True,
        by=review.reviewer,
        at=NOW,
    )
    return decide(
        review=review, verdict="returned", summary="One goal has nobody.", by=review.reviewer, at=NOW
    )
