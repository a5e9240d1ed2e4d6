"""What a person may do with a spreadsheet."""

from typing import NamedTuple

from rounds.directory.models import Representative
from rounds.directory.speaking import DEEPEST
from rounds.organizations.models import Organization
from rounds.spreadsheets.models import MODERATE
from rounds.users.models import User


class Powers(NamedTuple):
    """Moderators may touch every organization, add some and correct facts; representatives their own and its parts."""

    is_moderator: bool
    organizations: frozenset[int] = frozenset()

    def may_touch(self, organization_id: int) -> bool:
        return self.is_moderator or organization_id in self.organizations


def powers_of(user: User | None) -> Powers:
    """As things stand now. A query for each step down a family."""
    if user is None or not user.is_active:
        return Powers(False)
    if user.has_perm(MODERATE):
        return Powers(True)
    found: set[int] = set()
    below = set(Representative.objects.current().filter(user=user).values_list("organization", flat=True))
    for _step in range(DEEPEST + 1):
        if not below - found:
            break
        found |= below
        below = set(Organization.objects.filter(parent__in=below).values_list("pk", flat=True)) - found
    return Powers(False, frozenset(found))


def may_bring(user: User) -> bool:
    """Whether spreadsheets are anything for this person."""
    return user.has_perm(MODERATE) or Representative.objects.current().filter(user=user).exists()
