"""People who speak for organizations, or say so."""

from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.test import Client

from rounds.directory.models import Representative
from rounds.organizations.models import Organization
from rounds.users.models import User

NOW = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)


def person(email: str, *more: str, name: str = "") -> User:
    """Somebody with confirmed addresses."""
    user = User.objects.create_user(email, name=name)
    for one in (email, *more):
        EmailAddress.objects.create(user=user, email=one, verified=True, primary=one == email)
    return user


def representative(organization: Organization, name: str = "Rosa", *, at: datetime = NOW) -> User:
    user = person(f"{name.lower()}@home.example", name=name)
    Representative.objects.create(organization=organization, user=user, method="dns", since_at=at)
    return user


def moderator(name: str = "Mia") -> User:
    user = person(f"{name.lower()}@rounds.example", name=name)
    user.user_permissions.add(
        Permission.objects.get(codename="moderate_submission"),
        Permission.objects.get(codename="access_admin"),
    )
    return user


def signed_in(user: User, **options: bool) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def speaks(organization: Organization) -> list[str]:
    """The names of those who speak for it now."""
    current = Representative.objects.current().filter(organization=organization)
    return list(current.order_by("user__name").values_list("user__name", flat=True))
