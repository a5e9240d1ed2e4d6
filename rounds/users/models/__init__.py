"""People who sign in, what they say about themselves, the credentials that were checked, and how they leave."""

from rounds.users.models.credentials import Credential, may_check
from rounds.users.models.leaving import Closing, TakeOut
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
    "Closing",
    "Credential",
    "Profile",
    "ProfileLanguage",
    "ProfileLink",
    "ProfileTopic",
    "ProfileWord",
    "TakeOut",
    "User",
    "UserManager",
    "may_check",
]
