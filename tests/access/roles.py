"""The roles, each a person with what makes them so. Nobody is no person."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from rounds.memberships.actions import seats
from rounds.memberships.models import Membership
from rounds.memberships.tests.factories import join, joined, member_organization, pay_invoice
from rounds.users.models import User

NAMES = (
    "nobody",
    "guest",
    "member",
    "lapsed",
    "leader",
    "seat",  # holds a seat of another organization than the one asked about
    "represents",
    "instructor",
    "moderator",
    "editor",
    "treasurer",
    "team",  # the membership team
    "admin",
)
OUTSIDE_THE_OFFICE = NAMES[:8]
GROUPS = {
    "instructor": "Instructors",
    "moderator": "Moderators",
    "editor": "Editors",
    "treasurer": "Treasurers",
    "team": "Membership team",
}


def people() -> dict[str, User]:
    made = {name: _person(name) for name in NAMES if name != "nobody"}
    for name, group in GROUPS.items():
        made[name].groups.add(Group.objects.get(name=group))
    return made


def network(people: dict[str, User]) -> tuple[Membership, Membership]:
    """The organization that "leader" leads, and another, in which "seat" has a seat. "lapsed" paid two years ago."""
    now = timezone.now()
    joined(user=people["member"], at=now)
    long_ago = now - timedelta(days=800)
    pay_invoice(join(user=people["lapsed"], at=long_ago).invoice, at=long_ago)
    theirs = member_organization(leader=people["leader"], at=now)
    another = member_organization(at=now)
    seats.grant(membership=another, user=people["seat"], by=None, at=now)
    return theirs, another


def clients(people: dict[str, User]) -> dict[str, Client]:
    return {name: _client(people.get(name)) for name in NAMES}


def _person(name: str) -> User:
    return User.objects.create_user(
        f"{name}@example.org", name=name.capitalize(), is_superuser=name == "admin"
    )


def _client(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client
