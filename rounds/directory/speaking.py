"""Who may speak for an organization: its representatives, and those of what it is a part of."""

from collections.abc import Iterable

from rounds.directory.models import Representative
from rounds.organizations.models import Organization
from rounds.users.models import User

DEEPEST = 10  # steps up a family that are looked at


def line_of(organization: Organization) -> list[int]:
    """The organization and what it is a part of, nearest first."""
    line = [organization.pk]
    parent = organization.parent_id
    while parent is not None and parent not in line and len(line) <= DEEPEST:
        line.append(parent)
        parent = Organization.objects.filter(pk=parent).values_list("parent", flat=True).first()
    return line


def may_speak_for(user: User, organization: Organization) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return Representative.objects.current().filter(user=user, organization__in=line_of(organization)).exists()


def speakers(organization: Organization) -> list[User]:
    """Whom to write to: its own representatives, else those of the nearest organization above that has any."""
    line = line_of(organization)
    found: dict[int, list[User]] = {}
    speaking = Representative.objects.speaking().filter(organization__in=line)
    for one in speaking.select_related("user").order_by("since_at", "pk"):
        found.setdefault(one.organization_id, []).append(one.user)
    return next((found[pk] for pk in line if pk in found), [])


def desks(user: User) -> Iterable[Organization]:
    """The organizations that a person represents, in order of their names."""
    represented = Representative.objects.current().filter(user=user).values("organization")
    return Organization.objects.filter(pk__in=represented).order_by("sort_name", "pk")
