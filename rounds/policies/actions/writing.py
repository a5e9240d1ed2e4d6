"""What can happen to an organization's words: filled, reworded, left out, added, moved, reset, and each taken back.

`began`: the version of the policy that whoever writes had before them. What somebody else changed since is never
overwritten; what a step replaced is kept as a former clause.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction

from rounds.activity.actions import record
from rounds.policies.actions.holding import hold, next_version, put_in_order, remember
from rounds.policies.models import FilledBlank, FormerClause, OwnClause, Policy
from rounds.policies.refusing import Refused
from rounds.users.models import User

MOST_CLAUSES = 100


class Typed(NamedTuple):
    """What stood in a blank when the page was opened, and what stands there now."""

    was: str
    now: str


@transaction.atomic
def fill(*, policy: Policy, typed: Mapping[str, Typed], by: User, at: datetime) -> dict[str, str]:
    """Returns what stands in those that a colleague filled otherwise meanwhile: these are left alone."""
    policy = hold(policy, by=by, at=at)
    stored = dict(policy.filled.values_list("key", "text"))
    changed = {key: one.now for key, one in typed.items() if one.now not in (one.was, stored.get(key, ""))}
    met = {key: stored.get(key, "") for key in changed if stored.get(key, "") != typed[key].was}
    saved = {key: text for key, text in changed.items() if key not in met}
    if saved:
        next_version(policy)
        FilledBlank.objects.bulk_create(
            [FilledBlank(policy=policy, key=key, text=text) for key, text in saved.items()],
            update_conflicts=True,
            unique_fields=["policy", "key"],
            update_fields=["text"],
        )
        record(verb="policy.blanks_filled", about=policy, by=by, at=at, blanks=sorted(saved))
    return met


@transaction.atomic
def reword(*, clause: OwnClause, heading: str, text: str, began: int, by: User, at: datetime) -> OwnClause:
    policy, clause = _held(clause, by, at)
    if (clause.heading, clause.text) == (heading, text):
        return clause
    _must_be_as_it_was(clause, began)
    _change(policy, clause, by, at, heading=heading, text=text)
    record(verb="policy.clause_reworded", about=policy, by=by, at=at, clause=clause.key)
    return clause


@transaction.atomic
def reset(*, clause: OwnClause, began: int, by: User, at: datetime) -> OwnClause:
    """Back to the words of the template that it was last compared with."""
    policy, clause = _held(clause, by, at)
    base = clause.based_on
    if base is None or (clause.heading, clause.text) == (base.heading, base.text):
        return clause
    _must_be_as_it_was(clause, began)
    _change(policy, clause, by, at, heading=base.heading, text=base.text)
    record(verb="policy.clause_reset", about=policy, by=by, at=at, clause=clause.key)
    return clause


@transaction.atomic
def leave_out(*, clause: OwnClause, began: int, by: User, at: datetime) -> OwnClause:
    """An optional clause of the template, or one of their own. It is kept, and can be taken in again."""
    policy, clause = _held(clause, by, at)
    if not clause.is_included:
        return clause
    if clause.based_on and not clause.based_on.is_optional:
        raise Refused(Refused.NOT_OPTIONAL)
    _must_be_as_it_was(clause, began)
    _change(policy, clause, by, at, is_included=False)
    record(verb="policy.clause_left_out", about=policy, by=by, at=at, clause=clause.key)
    return clause


@transaction.atomic
def take_in(*, clause: OwnClause, by: User, at: datetime) -> OwnClause:
    policy, clause = _held(clause, by, at)
    if clause.is_included:
        return clause
    _change(policy, clause, by, at, is_included=True)
    record(verb="policy.clause_taken_in", about=policy, by=by, at=at, clause=clause.key)
    return clause


@transaction.atomic
def add(*, policy: Policy, heading: str, text: str, by: User, at: datetime) -> OwnClause:
    """A clause of their own, at the end."""
    policy = hold(policy, by=by, at=at)
    clauses = list(policy.clauses.order_by("position", "pk"))
    if len(clauses) >= MOST_CLAUSES:
        raise Refused(Refused.FULL)
    version = next_version(policy)
    clause = OwnClause.objects.create(
        policy=policy,
        key=f"own-{uuid4().hex[:12]}",
        based_on=None,
        position=len(clauses) + 1,
        heading=heading,
        text=text,
        changed_in=version,
    )
    put_in_order([*clauses, clause])
    record(verb="policy.clause_added", about=policy, by=by, at=at, clause=clause.key)
    return clause


@transaction.atomic
def move(*, clause: OwnClause, by: User, at: datetime, steps: int) -> OwnClause:
    """Among the clauses that are in: `steps` is 1 down, -1 up. At either end nothing happens."""
    policy, clause = _held(clause, by, at)
    clauses = list(policy.clauses.order_by("position", "pk"))
    shown = [one for one in clauses if one.is_included]
    here = next((place for place, one in enumerate(shown) if one == clause), None)
    if here is None or not 0 <= here + steps < len(shown):
        return clause
    other = shown[here + steps]
    mine, theirs = clauses.index(clause), clauses.index(other)
    clauses[mine], clauses[theirs] = clauses[theirs], clauses[mine]
    put_in_order(clauses)
    next_version(policy)
    record(verb="policy.clause_moved", about=policy, by=by, at=at, clause=clause.key, steps=steps)
    return clause


@transaction.atomic
def undo(*, policy: Policy, version: int, by: User, at: datetime) -> int:
    """Take back what one version did to clauses. Returns how many; none where it did nothing to them.

    Refused where one of them was changed again since. The undoing can be undone.
    """
    policy = hold(policy, by=by, at=at)
    formers = list(
        FormerClause.objects.filter(clause__policy=policy, version=version)
        .select_related("clause")
        .order_by("pk")
    )
    if any(one.clause.changed_in != version for one in formers):
        raise Refused(Refused.CHANGED)
    if formers:
        now = next_version(policy)
        for former in formers:
            _put_back(former, now, by, at)
        keys = [one.clause.key for one in formers]
        record(verb="policy.step_undone", about=policy, by=by, at=at, clauses=keys, version=version)
    return len(formers)


@transaction.atomic
def put_back(*, former: FormerClause, began: int, by: User, at: datetime) -> OwnClause:
    """An earlier wording again. What the clause was compared with stays as it is."""
    policy, clause = _held(former.clause, by, at)
    if (clause.heading, clause.text) == (former.heading, former.text):
        return clause
    _must_be_as_it_was(clause, began)
    _change(policy, clause, by, at, heading=former.heading, text=former.text)
    record(verb="policy.clause_put_back", about=policy, by=by, at=at, clause=clause.key)
    return clause


def _held(clause: OwnClause, by: User, at: datetime) -> tuple[Policy, OwnClause]:
    policy = hold(clause.policy, by=by, at=at)
    return policy, OwnClause.objects.select_related("based_on").get(pk=clause.pk, policy=policy)


def _must_be_as_it_was(clause: OwnClause, began: int) -> None:
    if clause.changed_in > began:
        raise Refused(Refused.CHANGED)


def _change(policy: Policy, clause: OwnClause, by: User, at: datetime, **fields: object) -> None:
    version = next_version(policy)
    remember(clause, version=version, by=by, at=at)
    for name, value in fields.items():
        setattr(clause, name, value)
    clause.changed_in = version
    clause.save(update_fields=[*fields, "changed_in"])


def _put_back(former: FormerClause, version: int, by: User, at: datetime) -> None:
    clause = former.clause
    if not former.was_there:
        clause.delete()
        return
    remember(clause, version=version, by=by, at=at)
    clause.heading, clause.text = former.heading, former.text
    clause.is_included, clause.based_on_id = former.is_included, former.based_on_id
    clause.changed_in = version
    clause.save(update_fields=["heading", "text", "is_included", "based_on", "changed_in"])
