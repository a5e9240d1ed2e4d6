"""People with something to say about themselves, and those who check it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission

from rounds.users.actions import credentials, profiles
from rounds.users.actions.credentials import Seen, Statement
from rounds.users.actions.profiles import Said
from rounds.users.models import Credential, Profile, User

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = AT.date()
NPI = "1234567893"  # the example in the standard


def person(name: str = "Jane Roe", *, email: str = "", **more: Any) -> User:
    email = email or f"{name.lower().replace(' ', '.')}@guest.example"
    return User.objects.create_user(email, name=name, **more)


def member(name: str = "Mia Member") -> User:
    return person(name, email=f"{name.lower().replace(' ', '.')}@member.example")


def checker(name: str = "Cher Checker") -> User:
    user = person(name, email=f"{name.lower().replace(' ', '.')}@center.example")
    user.user_permissions.add(
        Permission.objects.get(codename="check_credential"), Permission.objects.get(codename="access_admin")
    )
    return user


def says(user: User, *, at: datetime = AT, **said: Any) -> Profile:
    return profiles.change(user=user, said=Said(**{"name": user.name, **said}), by=user, at=at)


def states(user: User, abbreviation: str = "MD", *, at: datetime = AT, **more: Any) -> Credential:
    told = {"basis": "npi", "npi": NPI, **more}
    return credentials.state(
        user=user, statement=Statement(abbreviation=abbreviation, **told), by=user, at=at
    )


def holds(
    user: User,
    abbreviation: str = "MD",
    *,
    by: User | None = None,
    until_on: date | None = DAY + timedelta(days=365),
    at: datetime = AT,
) -> Credential:
    """Stated and checked."""
    stated = states(user, abbreviation, at=at)
    return credentials.check(
        credential=stated,
        version=stated.version,
        seen=Seen(record="the board's register", until_on=until_on),
        by=by or User.objects.filter(name="Cher Checker").first() or checker(),
        at=at,
    )
