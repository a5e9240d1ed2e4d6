"""Plans of sample people: one in the middle of writing, one that came back, one that was accepted. Made once."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.memberships.models import Leadership
from rounds.memberships.sample import HOSPITAL
from rounds.organizations.models import Organization
from rounds.plans import examples, rubric
from rounds.plans.actions import authors, comments, drafting, reviewing, rows
from rounds.plans.actions.beginning import begin_from
from rounds.plans.actions.writing import start_plan
from rounds.plans.models import Review, StrategicPlan
from rounds.users.models import User

DAY = timedelta(days=1)
SMALL = "small-rural-hospital"
TEXTS = {
    "goals": "From the hospital’s plan: **people reach us before they are very ill**, and nurses who come, stay.\n\n"
    "Dr. Clinician answers for the first. We still have to ask who answers for the second.",
    "listening": "Three weeks at the front desk, with a tally. *Which entrance?* came first.",
    "audiences": "Families within thirty miles, most of them on the phone in the evening.",
}
COMMENTS = (
    ("goals", "clinician", "Do we have the number of last year? I would begin with it.", "seat"),
    ("listening", "seat", "The front desk heard this in winter. Shall we ask again?", "leader"),
)
WEAK = {
    "audiences-are-people": "I would not know whom to call. What do these families worry about?",
    "measures-are-honest": "The target for nurses has no denominator.",
    "hangs-together": "The third objective has a measure, but the tactic that serves it ends before.",
}
REMARKS = (
    (
        "audiences",
        "Say in two sentences what the first group is afraid of. You heard it when you listened.",
        True,
    ),
    ("measures", "Six applications of how many nurses nearby? Put it into the name of the measure.", True),
    ("budget", "It adds up, and I like that half of it is thought through.", False),
)


@transaction.atomic
def make_sample_plans(*, at: datetime) -> list[StrategicPlan]:
    """Without the people or their hospital there are none."""
    people = sample_people()
    needed = {"leader", "seat", "clinician", "member", "instructor", "team"}
    if StrategicPlan.objects.exists() or not needed <= people.keys():
        return []
    hospital = Organization.objects.filter(slug=HOSPITAL).first()
    if hospital is None or not Leadership.objects.current().exists():
        return []
    written = _in_the_middle(people, hospital, at)
    returned = judged(people["member"], "Open doors: a plan for a small clinic", people, at - 9 * DAY, WEAK)
    return [written, returned]


def sample_people() -> dict[str, User]:
    """By the first part of their address."""
    found = User.objects.filter(email__endswith="@example.org")
    return {one.email.partition("@")[0]: one for one in found}


def judged(
    lead: User, title: str, people: dict[str, User], at: datetime, weak: dict[str, str] | None = None
) -> StrategicPlan:
    """Written from an example, sent, and decided a week after `at`: returned where something is weak."""
    plan = begin_from(
        example=examples.called(SMALL),
        title=title,
        organization=None,
        organization_name="Example Clinic",
        by=lead,
        at=at - 30 * DAY,
        language="en",
        currency="USD",
        begins_on=(at + 14 * DAY).date(),
        with_figures=True,
    )
    review = reviewing.send(plan=plan, by=lead, at=at)
    reviewer, due_on = people["instructor"], (at + 14 * DAY).date()
    review = reviewing.name_reviewer(
        review=review, reviewer=reviewer, due_on=due_on, by=people["team"], at=at + DAY
    )
    _judge(review, reviewer, weak or {}, at + 7 * DAY)
    plan.refresh_from_db()
    return plan


def _judge(review: Review, by: User, weak: dict[str, str], at: datetime) -> None:
    for one in rubric.numbered(review.rubric).criteria:
        why = weak.get(one.key, "")
        drafting.rate(
            review=review, criterion=one.key, level=1 if why else 2, why=why, seen=0, by=by, at=at - DAY
        )
    for section, text, must_change in REMARKS if weak else REMARKS[2:]:
        drafting.remark(
            review=review, section=section, quote="", text=text, must_change=must_change, by=by, at=at - DAY
        )
    summary = "Close. Mend the two clauses, and it stands." if weak else "A plan that I would sign myself."
    verdict = Review.Verdict.RETURNED if weak else Review.Verdict.ACCEPTED
    reviewing.decide(review=review, verdict=verdict, summary=summary, by=by, at=at)


def _in_the_middle(people: dict[str, User], hospital: Organization, at: datetime) -> StrategicPlan:
    lead = people["leader"]
    plan = start_plan(
        title=f"A voice for {hospital.name}",
        organization=hospital,
        organization_name="",
        by=lead,
        at=at - 12 * DAY,
        language="en",
        currency="USD",
        texts=TEXTS,
    )
    for name in ("seat", "clinician"):
        invitation = authors.invite(plan=plan, email=people[name].email, by=lead, at=at - 11 * DAY)
        authors.accept(invitation=invitation, by=people[name], at=at - 10 * DAY)
    told = {"text": "By June, seven in ten callers know which entrance to take (today: about four)."}
    rows.add(plan=plan, kind="objective", values=told, by=people["clinician"], at=at - 4 * DAY)
    rows.begin_with_violations(plan=plan, by=lead, at=at - 4 * DAY)
    for section, who, text, answers in COMMENTS:
        said = comments.comment(plan=plan, section=section, text=text, by=people[who], at=at - 2 * DAY)
        comments.comment(
            plan=plan, section=section, text="I ask tomorrow.", by=people[answers], at=at - DAY, answers=said
        )
    return plan
