"""A badge of the sample clinician, shared. Made once."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.badges.actions.achievements import make_achievement
from rounds.badges.actions.awarding import award, share
from rounds.badges.credentials import Evidence
from rounds.badges.models import Achievement, Award
from rounds.users.models import User

HOLDER = "clinician@example.org"
KEY = "bronze-fellow"
WORDS = {
    "code": "Fellow",
    "name": "Bronze fellow",
    "description": "Has finished the residency, and written a strategic plan that a reviewer passed.",
    "criteria": "Finish the social media residency.\nWrite a strategic plan for your organization, and revise it until"
    " a reviewer passes it.",
    "language": "en",
}
EVIDENCE = Evidence("A strategic plan", "Reviewed twice, and passed.")


@transaction.atomic
def make_sample_badge(*, at: datetime) -> Award | None:
    holder = User.objects.filter(email=HOLDER).first()
    if holder is None:
        return None
    made = make_achievement(kind=Achievement.Kind.OTHER, key=KEY, words=WORDS, by=None, at=at)
    there = Award.objects.filter(user=holder, achievement=made).first()
    if there:
        return there
    earned = award(user=holder, achievement=made, evidence=[EVIDENCE], at=at - timedelta(days=40))
    return share(award=earned, by=holder, at=at)
