"""The starter program with three cohorts: one ended, one running with nine residents and two chiefs, one open. Once."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from rounds.plans.models import StrategicPlan
from rounds.plans.sample import judged, sample_people
from rounds.residency import starter
from rounds.residency.actions import applying, chiefs, cohorts, placing
from rounds.residency.actions.working import (
    attending,
    capstone,
    completing,
    noting,
    posts,
    workbooks,
)
from rounds.residency.actions.working.attending import Mark
from rounds.residency.models import Application, Attendance, Cohort, Place, Program, Task
from rounds.users.models import User
from rounds.users.sample import PASSWORD

DAY = timedelta(days=1)
NEW = ("Ben Bedside", "Dora Desk", "Femi Front", "Gita Guide", "Hugo Hall", "Iris Intake")
ON_PAPER = "The workbooks of this cohort were on paper. Their chief resident has seen all of them."
WORK = (
    "We look into what happened on Sunday. Please call 555-0142 from eight to six: Ms. Lund answers herself."
)


@transaction.atomic
def make_sample_residency(*, at: datetime) -> list[Cohort]:
    """The program comes in any case; without the people there are no cohorts."""
    starter.take_in_program(at - 400 * DAY)
    people = sample_people()
    needed = {"leader", "instructor", "team", "member", "seat", "student", "clinician", "resident", "visitor"}
    program = Program.objects.filter(slug=starter.program()["slug"]).first()
    if program is None or Cohort.objects.exists() or not needed <= people.keys():
        return []
    return [
        _ended(program, people, at),
        _running(program, people, at),
        _open(program, people, at),
    ]


def _ended(program: Program, people: dict[str, User], at: datetime) -> Cohort:
    """Both residents completed it, with an accepted plan."""
    first = at - 300 * DAY
    cohort = _cohort(program, people, "Spring in Rochester", first, mode=Cohort.Mode.IN_PERSON)
    for name in ("clinician", "resident"):
        _placed(cohort, people[name], people, first - 30 * DAY)
    _begun(cohort, [people["leader"]], people, first)
    _attended(cohort, first + DAY)
    for place in Place.objects.filter(cohort=cohort).order_by("pk"):
        title = f"What people ask first: a plan by {place.user.name}"
        plan = judged(place.user, title, people, first + 40 * DAY)
        capstone.choose(place=place, plan=plan, by=place.user, at=first + 48 * DAY)
        completing.complete(place=place, why=ON_PAPER, by=people["team"], at=first + 49 * DAY)
    return cohorts.end(cohort=cohort, by=people["team"], at=first + 60 * DAY)


def _running(program: Program, people: dict[str, User], at: datetime) -> Cohort:
    first = at - 20 * DAY
    cohort = _cohort(program, people, "Autumn online", first, mode=Cohort.Mode.ONLINE)
    residents = [people[name] for name in ("member", "seat", "student")] + [_person(name) for name in NEW]
    for one in residents:
        _placed(cohort, one, people, first - 25 * DAY)
    _begun(cohort, [people["leader"], people["instructor"]], people, first)
    _attended(cohort, first + DAY, missing=residents[-1])
    _work(cohort, at - 18 * DAY)
    _talk(cohort, people["leader"], at - 3 * DAY)
    mine = Place.objects.get(cohort=cohort, user=people["member"])
    if plan := StrategicPlan.objects.written_by(mine.user).first():
        capstone.choose(place=mine, plan=plan, by=mine.user, at=at - DAY)
    return cohort


def _open(program: Program, people: dict[str, User], at: datetime) -> Cohort:
    cohort = _cohort(program, people, "Winter online", at + 45 * DAY, asked=at - 5 * DAY, fee_cents=25_000)
    typed = {"role": "Patient relations", "why": "I answer our page on weekends, and I want to do it well."}
    applying.keep(cohort=cohort, to=typed, by=people["visitor"], at=at - DAY)
    return cohort


def _cohort(
    program: Program,
    people: dict[str, User],
    title: str,
    first: datetime,
    *,
    mode: str = Cohort.Mode.ONLINE,
    asked: datetime | None = None,
    fee_cents: int = 0,
) -> Cohort:
    in_person = mode == Cohort.Mode.IN_PERSON
    told = {
        "title": title,
        "slug": title.lower().replace(" ", "-"),
        "mode": mode,
        "location": "1 Example Street, Rochester, Minnesota" if in_person else "",
        "link": "" if in_person else "https://meet.example.org/residency",
        "time_zone": "America/Chicago",
        "begins_on": first.date(),
        "ends_on": (first + 60 * DAY).date(),
        "plan_due_on": (first + 50 * DAY).date(),
        "places": 16,
        "fee_cents": fee_cents,
        "applications_close_at": first - 14 * DAY,
    }
    when = asked or first - 90 * DAY
    made = cohorts.make_cohort(program=program, to=told, by=people["team"], at=when)
    return cohorts.announce(cohort=made, by=people["team"], at=when)


def _placed(cohort: Cohort, user: User, people: dict[str, User], at: datetime) -> Place:
    """Their application is written as if their courses were done: a sample has no time for them."""
    application = Application.objects.create(
        cohort=cohort,
        user=user,
        role="Communications",
        why="Our page gets questions that nobody answers. I would like to be the one who does.",
        state=Application.State.SENT,
        state_since=at,
        sent_at=at,
        created_at=at,
    )
    return placing.place(application=application, by=people["team"], at=at + DAY)


def _begun(cohort: Cohort, leaders: list[User], people: dict[str, User], at: datetime) -> None:
    for one in leaders:
        chiefs.name_chief(cohort=cohort, user=one, by=people["team"], at=at - 10 * DAY)
    chiefs.spread(cohort=cohort, by=people["team"], at=at - 9 * DAY)
    cohorts.begin(cohort=cohort, by=people["team"], at=at)


def _attended(cohort: Cohort, at: datetime, missing: User | None = None) -> None:
    present, absent = Mark("", Attendance.How.PRESENT), Mark("", Attendance.How.ABSENT)
    for chief in cohort.chiefs.select_related("user").order_by("group"):
        places = list(Place.objects.held().filter(chief=chief))
        marks = {one.pk: absent if missing and one.user_id == missing.pk else present for one in places}
        for meeting in cohort.meetings.exclude(kind="break").order_by("begins_at"):
            attending.mark(meeting=meeting, marks=marks, by=chief.user, at=at)


def _work(cohort: Cohort, at: datetime) -> None:
    """Each resident got a little further than the one before."""
    tasks = list(Task.objects.filter(rotation__program=cohort.program, is_public=False).order_by("pk"))
    for number, place in enumerate(Place.objects.held().filter(cohort=cohort).order_by("pk")):
        for task in tasks[: number * 2]:
            workbooks.save_work(
                place=place, task=task, version=0, base="", text=WORK, url="", by=place.user, at=at
            )
            workbooks.be_done(place=place, task=task, by=place.user, at=at)


def _talk(cohort: Cohort, chief: User, at: datetime) -> None:
    group = cohort.chiefs.get(user=chief)
    first = Place.objects.held().filter(chief=group).order_by("seat").first()
    said = posts.post(
        group=group,
        text="Who has a first page that others may read by Friday?",
        answers=None,
        by=chief,
        at=at,
    )
    if first:
        posts.post(group=group, text="Mine, if you are kind.", answers=said, by=first.user, at=at + DAY)
        noting.note(place=first, text="Has not begun the workbooks. Call on Tuesday.", by=chief, at=at)


def _person(name: str) -> User:
    email = f"{name.split()[0].lower()}@example.org"
    if found := User.objects.filter(email=email).first():
        return found
    user = User.objects.create_user(email, PASSWORD, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
