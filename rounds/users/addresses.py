"""The e-mail addresses that a person has shown to be theirs."""

from allauth.account.models import EmailAddress

from rounds.users.models import User


def verified_addresses(user: User) -> list[str]:
    """The main one first."""
    found = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "email")
    return list(found.values_list("email", flat=True))


def has_verified(user: User, email: str) -> bool:
    return EmailAddress.objects.filter(user=user, verified=True, email__iexact=email).exists()


def language_of(email: str) -> str:
    """Of the person who signs in with it, for what is written to them; "" where nobody does."""
    found = User.objects.filter(email__iexact=email).values_list("language", flat=True)
    return found.first() or ""
