"""One after the other: whatever changes a policy holds its row first, and gives it its next version."""

from datetime import datetime

from django.db.models import F

from rounds.policies.access import must_write
from rounds.policies.models import FormerClause, OwnClause, Policy
from rounds.policies.refusing import Refused
from rounds.users.models import User


def hold(
    policy: Policy, *, by: User, at: datetime, is_given_up: bool = False, is_lapsed: bool = False
) -> Policy:
    """The policy as it is now; until the transaction ends nobody else's. For whoever may write it.

    `is_given_up`, `is_lapsed`: also of one that was given up, or whose organization's membership does not run.
    """
    found = Policy.objects.select_for_update(of=("self",)).select_related("organization", "template")
    held = found.get(pk=policy.pk)
    must_write(by, held.organization_id, at, is_lapsed=is_lapsed)
    if held.given_up_at and not is_given_up:
        raise Refused(Refused.GIVEN_UP)
    return held


def next_version(policy: Policy) -> int:
    Policy.objects.filter(pk=policy.pk).update(version=F("version") + 1)
    policy.version += 1
    return policy.version


def remember(clause: OwnClause, *, version: int, by: User, at: datetime, was_there: bool = True) -> None:
    """What the clause is, before `version` makes something else of it."""
    FormerClause.objects.create(
        clause=clause,
        version=version,
        based_on_id=clause.based_on_id,
        heading=clause.heading,
        text=clause.text,
        is_included=clause.is_included,
        was_there=was_there,
        changed_at=at,
        changed_by=by,
    )


def put_in_order(clauses: list[OwnClause]) -> None:
    for position, clause in enumerate(clauses, start=1):
        clause.position = position
    OwnClause.objects.bulk_update(clauses, ["position"])
