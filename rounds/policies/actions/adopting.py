"""What can happen to whether an organization has a policy: adopted, given up, taken up again."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.memberships.actions import holding as memberships
from rounds.memberships.models import Membership
from rounds.organizations.models import Organization
from rounds.policies.access import must_read, must_write
from rounds.policies.actions.holding import hold, next_version
from rounds.policies.models import Edition, OwnClause, Policy, Template
from rounds.policies.refusing import Refused
from rounds.policies.workbench import newest_edition
from rounds.users.models import User


@transaction.atomic
def adopt(*, template: Template, organization: Organization, by: User, at: datetime) -> Policy:
    """All clauses of the newest edition. One that was given up is taken up again, as it was."""
    membership = Membership.objects.filter(organization=organization).first()
    if membership:
        memberships.hold(membership)  # so that two leaders do not adopt it at once
    must_write(by, organization.pk, at)
    must_read(by, template)
    if (edition := newest_edition(template.pk)) is None:
        raise Refused(Refused.NOT_PUBLISHED)
    if former := Policy.objects.filter(organization=organization, template=template).first():
        if former.given_up_at is None:
            raise Refused(Refused.ADOPTED)
        return take_up(policy=former, by=by, at=at)
    return _copied(edition, template, organization, by, at)


@transaction.atomic
def give_up(*, policy: Policy, by: User, at: datetime) -> Policy:
    """Staff read it no more, and the address for those without a seat ends. All of it is kept."""
    policy = hold(policy, by=by, at=at)
    policy.given_up_at, policy.reading_key = at, ""
    policy.save(update_fields=["given_up_at", "reading_key"])
    record(verb="policy.given_up", about=policy, by=by, at=at)
    return policy


@transaction.atomic
def take_up(*, policy: Policy, by: User, at: datetime) -> Policy:
    policy = hold(policy, by=by, at=at, is_given_up=True)
    if policy.given_up_at is None:
        return policy
    policy.given_up_at = None
    policy.save(update_fields=["given_up_at"])
    next_version(policy)
    record(verb="policy.taken_up", about=policy, by=by, at=at)
    return policy


def _copied(
    edition: Edition, template: Template, organization: Organization, by: User, at: datetime
) -> Policy:
    policy = Policy.objects.create(
        organization=organization, template=template, title=template.title, adopted_at=at, adopted_by=by
    )
    clauses = edition.clauses.order_by("position", "pk")
    OwnClause.objects.bulk_create(
        OwnClause(
            policy=policy,
            key=one.key,
            based_on=one,
            position=position,
            heading=one.heading,
            text=one.text,
        )
        for position, one in enumerate(clauses, start=1)
    )
    record(
        verb="policy.adopted",
        about=policy,
        by=by,
        at=at,
        organization=organization.pk,
        template=template.slug,
        edition=edition.number,
    )
    return policy
