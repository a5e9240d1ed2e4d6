"""A partner that grants credit, two activities, who gave them, and what one member earned. Made once."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.credits.actions.claiming import claim
from rounds.credits.actions.designating import Session, add_accreditor, designate
from rounds.credits.actions.disclosing import Related, disclose, give_role
from rounds.credits.claimable import Attended
from rounds.credits.models import Accreditor
from rounds.users.models import User

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NAME = "Sample Partner"
STATEMENT = (
    "This is a sample. No accreditor stands behind it, and nothing here counts for a license.\n"
    "A real statement is copied here word for word, as the accreditor wants it."
)
LEARNER, TEACHER, ENTERING = "member@example.org", "instructor@example.org", "team@example.org"


@transaction.atomic
def make_sample_credits(*, at: datetime) -> Accreditor | None:
    """Without the sample people nothing is made."""
    people = {one.email: one for one in User.objects.filter(email__in=(LEARNER, TEACHER, ENTERING))}
    if len(people) < 3 or Accreditor.objects.exists():
        return None
    to = {"name": NAME, "unit": "Sample credits", "statement": STATEMENT}
    partner = add_accreditor(to=to, by=people[ENTERING], at=at - 100 * DAY)
    relations = [Related("Example Devices", "consultant", has_ended=True)]
    disclose(person=people[TEACHER], months=24, relations=relations, at=at - 95 * DAY)
    _workshop(partner, people, at)
    _webinar(partner, people, at)
    return partner


def _workshop(partner: Accreditor, people: dict[str, User], at: datetime) -> None:
    """A morning with a break that does not count."""
    begins = (at - 60 * DAY).replace(minute=0, second=0, microsecond=0)
    sessions = [
        Session("privacy", "What may be posted", begins, begins + 75 * MINUTE),
        Session("break", "Coffee", begins + 75 * MINUTE, begins + 90 * MINUTE, is_counted=False),
        Session("answering", "Answering in public", begins + 90 * MINUTE, begins + 150 * MINUTE),
    ]
    made = designate(
        accreditor=partner,
        kind="workshop",
        key="answering-in-public",
        title="Answering in public: a workshop",
        most_minutes=135,
        excludes="The coffee break",
        sessions=sessions,
        by=people[ENTERING],
        at=at - 90 * DAY,
    )
    give_role(
        activity=made,
        person=people[TEACHER],
        kind="presenter",
        part=made.parts.get(key="answering"),
        mitigation="A colleague without relations read the slides before.",
        by=people[ENTERING],
        at=at - 89 * DAY,
    )
    whole = (begins, begins + 150 * MINUTE)
    seen = Attended(150, {"signed_in": True}, *whole, (whole,))
    claim(
        user=people[LEARNER], activity=made, minutes=135, evidence=seen, by=people[ENTERING], at=at - 59 * DAY
    )


def _webinar(partner: Accreditor, people: dict[str, User], at: datetime) -> None:
    """Of which the member saw most."""
    begins = (at - 20 * DAY).replace(minute=0, second=0, microsecond=0)
    made = designate(
        accreditor=partner,
        kind="webinar",
        key="comments-that-claim",
        title="Comments that claim to cure: a webinar",
        most_minutes=60,
        starts_at=begins,
        ends_at=begins + HOUR,
        by=people[ENTERING],
        at=at - 50 * DAY,
    )
    times = (begins + 8 * MINUTE, begins + HOUR)
    seen = Attended(52, {"signed_in": True}, *times, (times,))
    claim(
        user=people[LEARNER], activity=made, minutes=52, evidence=seen, by=people[LEARNER], at=at - 19 * DAY
    )
