"""The people of a sample installation. Their passwords are no secret: such an installation is for trying out."""

from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from rounds.users.models import MODERATORS, User

PASSWORD = "rounds-sample"  # noqa: S105 - printed on purpose


class SamplePerson(NamedTuple):
    role: str
    email: str
    name: str
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


PEOPLE = (
    SamplePerson("guest", "visitor@example.org", "Vera Visitor"),
    SamplePerson("member", "member@example.org", "Mia Member"),
    SamplePerson("lapsed member", "lapsed@example.org", "Leo Lapsed"),
    SamplePerson("student", "student@example.org", "Stella Student"),
    SamplePerson("network leader", "leader@example.org", "Lena Leader"),
    SamplePerson("seat holder", "seat@example.org", "Sami Seatholder"),
    SamplePerson("clinician", "clinician@example.org", "Clara Clinician"),
    SamplePerson("resident", "resident@example.org", "Rui Resident"),
    SamplePerson("instructor", "instructor@example.org", "Ines Instructor", groups=("Instructors",)),
    SamplePerson("representative", "representative@example.org", "Remy Representative"),
    SamplePerson("moderator", "moderator@example.org", "Mona Moderator", groups=(MODERATORS,)),
    SamplePerson("membership team", "team@example.org", "Theo Team", groups=("Membership team",)),
    SamplePerson("treasurer", "treasurer@example.org", "Tara Treasurer", groups=("Treasurers",)),
    SamplePerson("editor", "editor@example.org", "Edda Editor", groups=("Editors",)),
    SamplePerson("administrator", "admin@example.org", "Ada Administrator", is_superuser=True),
)


@transaction.atomic
def create_sample_people() -> list[SamplePerson]:
    """Make those that are missing. Whoever is there stays as they are, with the password they have."""
    there = set(
        User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True)
    )
    missing = [person for person in PEOPLE if person.email not in there]
    for person in missing:
        _create(person)
    return missing


def _create(person: SamplePerson) -> None:
    user = User.objects.create_user(
        person.email, PASSWORD, name=person.name, is_superuser=person.is_superuser
    )
    user.groups.set([Group.objects.get_or_create(name=name)[0] for name in person.groups])
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
