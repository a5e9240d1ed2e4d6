"""What the sample people say about themselves: a credential that is checked, and one that waits and is held back."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.users.actions import credentials, profiles
from rounds.users.actions.credentials import Seen, Statement
from rounds.users.actions.profiles import Said
from rounds.users.models import Credential, Profile, User

DAY = timedelta(days=1)
TOPICS = ("patient stories", "measurement")


@transaction.atomic
def make_sample_profiles(*, at: datetime) -> None:
    """Made once; without the people there is nothing to make."""
    people = {
        user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith="@example.org")
    }
    if Profile.objects.exists() or not {"clinician", "resident", "member", "admin"} <= people.keys():
        return
    clinician, resident, admin = people["clinician"], people["resident"], people["admin"]
    _say(clinician, "Clara Clinician, MD", "Physician who answers questions in the open", at - 300 * DAY)
    stated = _state(clinician, "MD", at - 299 * DAY)
    seen = Seen(
        record="Register of the state board, looked up under the number that was stated",
        license_number="SAMPLE-1",
        jurisdiction="US-MN",
        until_on=(at + 400 * DAY).date(),
    )
    credentials.check(credential=stated, version=stated.version, seen=seen, by=admin, at=at - 290 * DAY)
    _say(resident, "Rui Resident, RN", "Nurse and writer of plain words", at - 20 * DAY)
    _state(resident, "RN", at - 19 * DAY)
    _say(people["member"], "Mia Member", "Patient advocate", at - 190 * DAY)


def _say(user: User, name: str, headline: str, at: datetime) -> None:
    said = Said(name=name, headline=headline, topics=TOPICS, languages=("en",), is_listed=True)
    profiles.change(user=user, said=said, by=user, at=at)


def _state(user: User, abbreviation: str, at: datetime) -> Credential:
    statement = Statement(
        abbreviation=abbreviation,
        basis=Credential.Basis.LICENSE,
        license_number="SAMPLE-1",
        jurisdiction="US-MN",
    )
    return credentials.state(user=user, statement=statement, by=user, at=at)
