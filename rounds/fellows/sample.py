"""A bronze fellow, and a silver one whose report two reviewers read. Both were in the sample residency. Made once."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.timezone import localdate

from rounds.fellows.actions import readings, reviewing, sending, showing, writing
from rounds.fellows.guidelines import worked_report
from rounds.fellows.models import Fellow, Level, Opinion, Step
from rounds.plans.models import Measure
from rounds.plans.sample import sample_people
from rounds.users.models import User

DAY = timedelta(days=1)
REVIEWERS = "Reviewers of fellows"
ABOUT = "Physician at a small clinic. On Thursdays I answer what people ask us."
PART = "Asked in two webinars, read the drafts of three residents, and helped one of them to measure."
REASONS = (
    "Honest figures with their denominators, and the one that did not move is there as well.",
    "I could use this on Monday. The limits of the third result are said plainly.",
)


@transaction.atomic
def make_sample_fellows(*, at: datetime) -> list[Fellow]:
    """After the residency is in the database, for bronze comes once its two facts are."""
    people = sample_people()
    needed = {"clinician", "instructor", "admin", "team"}
    step = Step.objects.filter(fellow__user__email="clinician@example.org", level=Level.SILVER).first()
    if step is None or step.round or not needed <= people.keys():
        return []
    people["instructor"].groups.add(Group.objects.get_or_create(name=REVIEWERS)[0])
    _report(step, people["clinician"], at - 30 * DAY)
    sending.send(step=step, by=people["clinician"], at=at - 20 * DAY)
    reviewers = [User.objects.get(email=f"{name}@example.org") for name in ("instructor", "admin")]
    _judged(step, reviewers, people["team"], at - 18 * DAY)
    fellows = list(Fellow.objects.order_by("pk"))
    for one in fellows:
        showing.show(fellow=one, to={"is_public": True, "about": ABOUT}, by=one.user, at=at - 5 * DAY)
    return fellows


def _report(step: Step, by: User, at: datetime) -> None:
    for key, text in worked_report().items():
        writing.save_passage(step=step, key=key, base=0, text=text, by=by, at=at)
    writing.say_taken_part(step=step, text=PART, by=by, at=at)
    measure = Measure.objects.filter(plan=step.plan, taken_out_at=None).order_by("position").first()
    if measure:
        value, on = Decimal(57), localdate(at)
        readings.add_reading(step=step, measure=measure, on=on, value=value, by=by, at=at)


def _judged(step: Step, reviewers: list[User], team: User, at: datetime) -> None:
    for slot, reviewer in enumerate(reviewers, start=1):
        reviewing.name_reviewer(step=step, slot=slot, reviewer=reviewer, by=team, at=at)
    for reviewer, reasons in zip(reviewers, REASONS, strict=True):
        reviewing.decide(
            step=step, verdict=Opinion.Verdict.AWARD, reasons=reasons, by=reviewer, at=at + 6 * DAY
        )
