"""Who may sign in at all, and stay so."""

from allauth.account.auth_backends import AuthenticationBackend

from rounds.users.models import User


class Backend(AuthenticationBackend):
    def user_can_authenticate(self, user: User | None) -> bool:
        """Asked at the sign-in and again for each page, so that a closed user is out on every device at once."""
        return bool(user and not user.closed_at and super().user_can_authenticate(user))
