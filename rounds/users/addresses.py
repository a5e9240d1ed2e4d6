"""The e-mail addresses that a person has shown to be theirs."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, QuerySet

from rounds.users.models import User


def verified_addresses(user: User) -> list[str]:
    """The main one first."""
    found = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "email")
    return list(found.values_list("email", flat=True))


def has_verified(user: User, email: str) -> bool:
    return EmailAddress.objects.filter(user=user, verified=True, email__iexact=email).exists()


def never_in() -> QuerySet[User]:
    """Who signed up, confirmed no address, never came in, and was given nothing to do here."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    written = EmailAddress.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(
        Exists(written),
        ~Exists(confirmed),
        last_login=None,
        is_superuser=False,
        groups=None,
        user_permissions=None,
    )


def language_of(email: str) -> str:
    """Of the person who signs in with it, for what is written to them; "" where nobody does."""
    found = User.objects.filter(email__iexact=email).values_list("language", flat=True)
    return found.first() or ""
