"""Who reports, where they are signed in."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from rounds.users.models import User


def proven_email(user: User | AnonymousUser) -> str:
    """The address of a signed-in user that is proven to be theirs, or ""."""
    if not user.is_authenticated:
        return ""
    proven = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    return user.email if proven.exists() else ""
