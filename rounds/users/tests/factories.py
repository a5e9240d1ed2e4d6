"""People, for tests of what they take along and leave behind."""

from typing import Any

from allauth.account.models import EmailAddress

from rounds.users.models import User

PASSWORD = "correct horse battery"


def person(email: str = "ada@example.org", name: str = "Ada Lovelace", **fields: Any) -> User:
    """Somebody whose address is proven."""
    user = User.objects.create_user(email, PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
