"""People who sign in, what they say about themselves, and the credentials that were checked."""

from rounds.users.models.credentials import Credential, may_check
from rounds.users.models.profiles import (
    Audience,
    Profile,
    ProfileLanguage,
    ProfileLink,
    ProfileTopic,
    ProfileWord,
)
from rounds.users.models.users import MODERATORS, User, UserManager

__all__ = [
    "MODERATORS",
    "Audience",
    "Credential",
    "Profile",
    "ProfileLanguage",
    "ProfileLink",
    "ProfileTopic",
    "ProfileWord",
    "User",
    "UserManager",
    "may_check",
]
