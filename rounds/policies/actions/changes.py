"""What can happen to a change that an edition brings: taken, kept out, edited; all untouched ones taken at once.

Whoever decides says which edition they saw and from which version they began. What is decided is compared with that
edition from then on, so the change waits no more. `writing.undo` takes a decision back.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction

from rounds.activity.actions import record
from rounds.policies.access import must_read
from rounds.policies.actions.holding import hold, next_version, put_in_order, remember
from rounds.policies.comparing import Change, Kind, place_of
from rounds.policies.models import Clause, OwnClause, Policy
from rounds.policies.refusing import Refused
from rounds.policies.workbench import Workbench, workbench
from rounds.users.models import User


class How(StrEnum):
    TAKE = "take"
    KEEP = "keep"
    EDIT = "edit"


class Decision(NamedTuple):
    """`heading` and `text` are what an edit ends in."""

    how: How
    heading: str = ""
    text: str = ""


VERBS = {How.TAKE: "change_taken", How.KEEP: "change_kept", How.EDIT: "change_edited"}


@transaction.atomic
def decide(
    *, policy: Policy, key: str, decision: Decision, edition: int, began: int, by: User, at: datetime
) -> Policy:
    """Returns the policy with the version that the decision made."""
    policy = hold(policy, by=by, at=at)
    must_read(by, policy.template)
    bench = workbench(policy)
    _must_be_newest(bench, edition)
    change = next((one for one in bench.changes if one.key == key), None)
    if change is None:
        raise Refused(Refused.DECIDED)
    own = bench.clause(key)
    if own and own.changed_in > began:
        raise Refused(Refused.CHANGED)
    version = next_version(policy)
    _decide(bench, change, decision, version, by, at)
    verb = f"policy.{VERBS[decision.how]}"
    record(verb=verb, about=policy, by=by, at=at, clause=key, edition=edition)
    _settle(policy)
    return policy


@transaction.atomic
def take_untouched(*, policy: Policy, edition: int, by: User, at: datetime) -> int:
    """Where the organization had never put in a word of its own, the new words. Returns of how many clauses."""
    policy = hold(policy, by=by, at=at)
    must_read(by, policy.template)
    bench = workbench(policy)
    _must_be_newest(bench, edition)
    simple = [one for one in bench.changes if one.is_taken_with_all]
    if simple:
        version = next_version(policy)
        for change in simple:
            _decide(bench, change, Decision(How.TAKE), version, by, at)
        keys = [one.key for one in simple]
        record(verb="policy.changes_taken", about=policy, by=by, at=at, clauses=keys, edition=edition)
        _settle(policy)
    return len(simple)


def _must_be_newest(bench: Workbench, edition: int) -> None:
    if bench.newest is None or bench.newest.number != edition:
        raise Refused(Refused.NEWER)


def _decide(
    bench: Workbench, change: Change, decision: Decision, version: int, by: User, at: datetime
) -> None:
    own, new = bench.clause(change.key), bench.offered.get(change.key)
    if own is None and new:
        _brought(bench, new, decision, version, by, at)
    elif own:
        remember(own, version=version, by=by, at=at)
        own.heading, own.text, own.is_included = _outcome(change, own, decision)
        own.based_on = new  # without one: a clause that the template gave up is theirs now, in or out
        own.changed_in = version
        own.save(update_fields=["heading", "text", "is_included", "based_on", "changed_in"])


def _outcome(change: Change, own: OwnClause, decision: Decision) -> tuple[str, str, bool]:
    if decision.how == How.EDIT:
        return decision.heading, decision.text, True
    if decision.how == How.KEEP:
        return own.heading, own.text, own.is_included
    if change.kind == Kind.REMOVED:
        return own.heading, own.text, False
    if change.kind == Kind.OPTIONAL or change.new is None:
        return own.heading, own.text, True
    return change.new.heading, change.new.text, True


def _brought(bench: Workbench, new: Clause, decision: Decision, version: int, by: User, at: datetime) -> None:
    """A clause that they did not have. Kept out, it stays as one that they left out."""
    is_edited = decision.how == How.EDIT
    clauses = list(bench.policy.clauses.order_by("position", "pk"))
    place = place_of(new.key, list(bench.offered), [one.key for one in clauses])
    clause = OwnClause.objects.create(
        policy=bench.policy,
        key=new.key,
        based_on=new,
        position=place + 1,
        heading=decision.heading if is_edited else new.heading,
        text=decision.text if is_edited else new.text,
        is_included=decision.how != How.KEEP,
        changed_in=version,
    )
    remember(clause, version=version, by=by, at=at, was_there=False)
    put_in_order([*clauses[:place], clause, *clauses[place:]])


def _settle(policy: Policy) -> None:
    """Once nothing waits, every clause stands on the newest edition: so the next one says what it changes."""
    bench = workbench(policy)
    if bench.changes:
        return
    moved = [one for one in bench.clauses if one.key in bench.offered]
    for own in moved:
        own.based_on = bench.offered[own.key]
    OwnClause.objects.bulk_update(moved, ["based_on"])
