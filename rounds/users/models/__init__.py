"""People who sign in, and how they leave."""

from rounds.users.models.leaving import Closing, TakeOut
from rounds.users.models.users import MODERATORS, User, UserManager

__all__ = ["MODERATORS", "Closing", "TakeOut", "User", "UserManager"]
