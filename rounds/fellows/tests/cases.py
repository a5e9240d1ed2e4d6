"""A resident whose plan is accepted, reviewers, and a report that fits, for tests. Times are fixed."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from PIL import Image

from rounds.fellows.actions import reviewing, sending, sharings, writing
from rounds.fellows.actions.awarding import award_bronze
from rounds.fellows.actions.readings import add_reading
from rounds.fellows.models import Fellow, Level, Opinion, Passage, Sharing, Step
from rounds.media.pictures import Taken, take_in
from rounds.plans.models import Author, Measure, StrategicPlan
from rounds.residency.models import Application, Cohort, Place, Program
from rounds.users.models import User
from rounds.users.tests.factories import person as proven

ACCEPTED = datetime(2026, 1, 31, 15, tzinfo=UTC)
COMPLETED = datetime(2026, 2, 10, 15, tzinfo=UTC)
SIX = datetime(2026, 7, 31, 0, tzinfo=UTC)  # months later
LATER = datetime(2026, 8, 3, 9, tzinfo=UTC)
REASONS = "It is clear, measured and honest."
_many = iter(range(1_000_000))


def person(name: str = "Ada Lovelace") -> User:
    return proven(f"{name.lower().replace(' ', '.')}{next(_many)}@example.org", name)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def reviewer(name: str = "Grace Hopper") -> User:
    made = person(name)
    made.groups.add(Group.objects.get(name="Reviewers of fellows"))
    return made


def runner(name: str = "Olive Office") -> User:
    made = person(name)
    made.user_permissions.add(Permission.objects.get(codename="run_fellows"))
    return made


def plan_of(user: User, *, state: str = "accepted", at: datetime = ACCEPTED) -> StrategicPlan:
    made = StrategicPlan.objects.create(
        title="Listening first",
        organization_name="Harbor View",
        currency="USD",
        state=state,
        state_since=at,
        created_at=at - timedelta(days=90),
    )
    Author.objects.create(plan=made, user=user, is_lead=True, joined_at=made.created_at)
    Measure.objects.create(
        plan=made,
        name="Followers who are patients",
        unit="people",
        baseline=Decimal(100),
        baseline_on=date(2026, 1, 15),
        target=Decimal(300),
        target_on=date(2026, 12, 31),
        changed_at=at,
    )
    return made


def place_of(
    user: User, plan: StrategicPlan | None, *, at: datetime | None = COMPLETED, **more: Any
) -> Place:
    n = next(_many)
    program = Program.objects.create(slug=f"p{n}", title="Residency", summary="One day.", created_at=ACCEPTED)
    cohort = Cohort.objects.create(
        program=program,
        slug=f"c{n}",
        title="Spring",
        mode="online",
        time_zone="UTC",
        begins_on=date(2025, 10, 1),
        ends_on=date(2026, 2, 1),
        places=8,
        applications_close_at=ACCEPTED,
        created_at=ACCEPTED,
    )
    asked = Application.objects.create(
        cohort=cohort, user=user, state="placed", state_since=ACCEPTED, created_at=ACCEPTED
    )
    return Place.objects.create(
        cohort=cohort, application=asked, user=user, plan=plan, began_at=ACCEPTED, completed_at=at, **more
    )


def bronze(user: User | None = None) -> Fellow:
    user = user or person()
    place = place_of(user, plan_of(user))
    step = award_bronze(place=place, at=COMPLETED)
    assert step is not None
    return step.fellow


def silver_of(fellow: Fellow) -> Step:
    return fellow.steps.get(level=Level.SILVER)


def written(fellow: Fellow, words: int = 900) -> Step:
    """A report with nothing missing."""
    step, by = silver_of(fellow), fellow.user
    each = words // 6
    for key in Passage.Key.values:
        text = "Listening first" if key == "title" else ("word " * each).strip()
        writing.save_passage(step=step, key=key, base=0, text=text, by=by, at=COMPLETED)
    writing.say_taken_part(step=step, text="Two webinars.", by=by, at=COMPLETED)
    measure = Measure.objects.get(plan=step.plan)
    add_reading(step=step, measure=measure, on=date(2026, 7, 1), value=Decimal(220), by=by, at=SIX)
    return step


def send(*, step: Step, by: User, at: datetime) -> Step:
    return sending.send(step=step, by=by, at=at)


def picture() -> Taken:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG")
    return take_in(kept, "us.jpg")


def sent(fellow: Fellow) -> Step:
    return sending.send(step=written(fellow), by=fellow.user, at=LATER)


def named(step: Step, *people: User) -> list[Opinion]:
    office = runner()
    return [
        reviewing.name_reviewer(step=step, slot=at, reviewer=one, by=office, at=LATER)
        for at, one in enumerate(people or (reviewer(), reviewer("Mary Jackson")), 1)
    ]


def judged(step: Step, *verdicts: str, at: datetime = LATER) -> Step:
    """By two who are named for it, or were."""
    there = list(step.opinions.filter(round=step.round).order_by("slot")) or named(step)
    for one, verdict in zip(there, verdicts or ("award", "award"), strict=True):
        step = reviewing.decide(step=step, verdict=verdict, reasons=REASONS, by=one.reviewer, at=at)
    return step


def silver(user: User | None = None) -> Fellow:
    fellow = bronze(user)
    judged(sent(fellow))
    return fellow


def shared(fellow: Fellow) -> Sharing:
    step = fellow.steps.get(level=Level.GOLD)
    to = {"kind": "talk", "title": "What we heard", "venue": "A congress", "on": date(2026, 8, 1), "url": ""}
    return sharings.add_sharing(step=step, to=to, by=fellow.user, at=LATER)


def gold(user: User | None = None) -> Fellow:
    fellow = silver(user)
    judged(sending.send(step=shared(fellow).step, by=fellow.user, at=LATER))
    return fellow
