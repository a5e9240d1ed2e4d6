"""Who may sign in at all, and stay so."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from rounds.users.models import User
from rounds.users.signing_in.second_factors import is_to_set_one_up
from rounds.users.signing_in.staff import ENTER


class Backend(AuthenticationBackend):
    def user_can_authenticate(self, user: User | None) -> bool:
        """Asked at the sign-in and again for each page, so that a closed user is out on every device at once."""
        return bool(user and not user.closed_at and super().user_can_authenticate(user))

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """What staff may do outside the back office, too, waits for their second way. That they are staff does not."""
        return super().has_perm(user_obj, perm, obj) and (perm == ENTER or not is_to_set_one_up(user_obj))
