"""Who reports, where they are signed in."""

from django.contrib.auth.models import AnonymousUser

from rounds.users.addresses import has_verified
from rounds.users.models import User


def proven_email(user: User | AnonymousUser) -> str:
    """The address of a signed-in user that is proven to be theirs, or ""."""
    return user.email if user.is_authenticated and has_verified(user, user.email) else ""
