"""Mails about policies."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.policies.models import Edition, Policy
from rounds.policies.topics import UPDATES
from rounds.users.models import User


def tell_of_update(policy: Policy, edition: Edition, leader: User, count: int, *, at: datetime) -> None:
    """`count`: the clauses that wait. One mail for each edition, leader and policy."""
    write(
        key=f"policy-update:{policy.pk}:{edition.pk}:{leader.pk}",
        to=leader.email,
        template="policies/mail/update",
        context={
            "organization": policy.organization,
            "policy": policy,
            "edition": edition,
            "count": count,
            "url": settings.PUBLIC_URL + reverse("policies:update", args=[policy.pk]),
        },
        at=at,
        topic=UPDATES,
        language=leader.language,
    )
