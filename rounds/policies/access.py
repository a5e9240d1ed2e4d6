"""Who may do what with an organization's policies.

Whoever leads its network writes; whoever has a seat, or leads, reads what was published. When the membership lapses,
both go on reading and exporting, for a policy in force does not vanish with an unpaid invoice; nobody changes it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from rounds.core.zones import open_to
from rounds.memberships.access import Mine, memberships_of, standing_of
from rounds.memberships.models import Leadership, Membership
from rounds.organizations.models import Organization
from rounds.policies.models import Template
from rounds.policies.refusing import Refused
from rounds.users.models import User


class Part(NamedTuple):
    """What a person is at an organization."""

    organization: Organization
    leads: bool
    is_running: bool

    @property
    def may_write(self) -> bool:
        return self.leads and self.is_running


def parts_of(user: User, at: datetime) -> dict[int, Part]:
    """By organization, in a number of queries that does not grow."""
    return parts(memberships_of(user, at.date()))


def parts(mine: Iterable[Mine]) -> dict[int, Part]:
    return {
        one.membership.organization.pk: Part(
            one.membership.organization, one.leads, one.stand.standing.is_open
        )
        for one in mine
        if one.membership.organization
    }


def must_read(user: User, template: Template) -> None:
    """Raises Refused: what a template says now is for its zone, whoever adopted what it said before."""
    if template.zone not in open_to(user):
        raise Refused(Refused.NOT_OPEN)


def must_write(user: User, organization_id: int, at: datetime, *, is_lapsed: bool = False) -> None:
    """Raises Refused. `is_lapsed`: also where the membership does not run."""
    membership = Membership.objects.filter(organization=organization_id).first()
    leading = Leadership.objects.current().filter(membership=membership, user=user)
    if membership is None or not leading.exists():
        raise Refused(Refused.NOT_A_LEADER)
    if not is_lapsed and not standing_of(membership, at.date()).is_open:
        raise Refused(Refused.NOT_RUNNING)
