"""Telling those who adopted a policy that a new edition of its template is out."""

from datetime import datetime

from django.db import transaction

from rounds.memberships.access import standings_of
from rounds.memberships.models import Leadership
from rounds.policies.emails import tell_of_update
from rounds.policies.models import Edition, Policy
from rounds.policies.overview import behind
from rounds.policies.workbench import newest_edition, workbench


def tell(*, edition: Edition, at: datetime) -> int:
    """Each leader of a running member organization whose policy it changes, once. Returns of how many policies.

    Of an edition that is not the newest any more nobody is told.
    """
    if newest_edition(edition.template_id) != edition:
        return 0
    adopted = behind(Policy.objects.filter(template=edition.template_id, given_up_at=None))
    return sum(
        _tell(policy, edition, at)
        for policy in adopted.select_related("organization").order_by("pk").iterator(chunk_size=200)
    )


@transaction.atomic
def _tell(policy: Policy, edition: Edition, at: datetime) -> bool:
    count = len(workbench(policy).changes)
    leading = Leadership.objects.current().filter(
        membership__organization=policy.organization_id, user__is_active=True
    )
    leaders = list(leading.select_related("user").order_by("pk"))
    if not count or not leaders:
        return False
    membership = leaders[0].membership_id
    if not standings_of([membership], at.date())[membership].is_open:
        return False
    for one in leaders:
        tell_of_update(policy, edition, one.user, count, at=at)
    return True
