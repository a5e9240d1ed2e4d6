"""People for tests. Their addresses are confirmed, as after any sign-up."""

from allauth.account.models import EmailAddress

from rounds.users.models import User

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody


def person(email: str = "ada@example.org", *, password: str | None = PASSWORD, name: str = "Ada") -> User:
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
