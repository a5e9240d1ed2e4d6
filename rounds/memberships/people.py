"""Whom a membership writes to: its holder, or the leaders of the organization that holds it."""

from rounds.memberships.models import Membership
from rounds.users.models import User


def who_answers(membership: Membership) -> list[User]:
    """The longest-serving leader first."""
    if membership.user:
        return [membership.user] if membership.user.is_active else []
    leading = membership.leaderships.current().filter(user__is_active=True)
    return [one.user for one in leading.select_related("user").order_by("from_at", "pk")]
