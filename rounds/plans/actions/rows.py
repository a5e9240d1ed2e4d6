"""What can happen to a row of a section: added, changed, moved, taken out, brought back.

A change carries what each field said when its writer began. A field that nobody else touched takes the new words; one
that a colleague changed meanwhile stays as the colleague has it, and both are shown.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rounds.activity.actions import record
from rounds.plans.access import must_write
from rounds.plans.actions.writing import held
from rounds.plans.models import Risk, Row, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.plans.rows import KINDS, OF_MODEL
from rounds.users.models import User

MOST = 60  # of one kind in a plan
FULL = _("More than %(most)d rows do not fit into one section. Take one out, or bring two together.")
ELSEWHERE = _("That belongs to another plan. Choose one of this plan.")
BEGINNINGS = {
    Risk.Kind.PATIENTS: _("A patient is recognized in a post, or is advised, or courted, in a message."),
    Risk.Kind.PRESCRIBING: _("Somebody prescribes to a person whom they know from the screen alone."),
    Risk.Kind.CREDENTIALS: _(
        "Somebody is shown as more than they are: a title, a specialty, an endorsement."
    ),
}
Values = Mapping[str, Any]


class Changed(NamedTuple):
    """`met`: what stands in the fields that a colleague changed meanwhile, by name."""

    row: Row
    met: dict[str, Any]


@transaction.atomic
def add(*, plan: StrategicPlan, kind: str, values: Values, by: User, at: datetime) -> Row:
    """At the end."""
    row = bring(plan=plan, kind=kind, values=values, by=by, at=at)
    record(verb="plan.row_added", about=plan, by=by, at=at, kind=kind, row=row.pk)
    return row


@transaction.atomic
def bring(*, plan: StrategicPlan, kind: str, values: Values, by: User, at: datetime) -> Row:
    """As `add`, of what a new plan begins with: that it was begun is told once, and not with each row."""
    plan = _written(plan, by)
    rows = KINDS[kind].model._default_manager.filter(plan=plan, taken_out_at=None)
    if rows.count() >= MOST:
        raise Refused(FULL % {"most": MOST})
    _must_be_of(plan, values)
    last = rows.order_by("-position").values_list("position", flat=True).first() or 0
    return KINDS[kind].model._default_manager.create(
        plan=plan, position=last + 1, changed_at=at, changed_by=by, **values
    )


@transaction.atomic
def change(*, row: Row, was: Values, now: Values, by: User, at: datetime) -> Changed:
    """`was`: what the fields said when the page was shown; `now`: what they shall say."""
    plan = _written(row.plan, by)
    row = _current(row)
    _must_be_of(plan, now)
    wanted = {name: value for name, value in now.items() if value not in (was[name], getattr(row, name))}
    met = {name: getattr(row, name) for name in wanted if getattr(row, name) != was[name]}
    saved = {name: value for name, value in wanted.items() if name not in met}
    if saved:
        _save(row, by, at, **saved)
        record(verb="plan.row_changed", about=plan, by=by, at=at, kind=_kind(row), row=row.pk)
    return Changed(row, met)


@transaction.atomic
def take_out(*, row: Row, by: User, at: datetime) -> Row:
    return _put(row, by, at, "plan.row_taken_out", at)


@transaction.atomic
def put_back(*, row: Row, by: User, at: datetime) -> Row:
    return _put(row, by, at, "plan.row_put_back", None)


@transaction.atomic
def move(*, row: Row, steps: int, by: User, at: datetime) -> Row:
    """`steps`: 1 down, -1 up. At either end nothing happens."""
    plan = _written(row.plan, by)
    rows = list(type(row)._default_manager.filter(plan=plan, taken_out_at=None).order_by("position", "pk"))
    here = next((place for place, one in enumerate(rows) if one.pk == row.pk), None)
    if here is None or not 0 <= here + steps < len(rows):
        return row
    rows[here], rows[here + steps] = rows[here + steps], rows[here]
    for position, one in enumerate(rows, start=1):
        one.position = position
    type(row)._default_manager.bulk_update(rows, ["position"])
    return rows[here + steps]


@transaction.atomic
def begin_with_violations(*, plan: StrategicPlan, by: User, at: datetime) -> list[Row]:
    """The three that boards of medicine act on most, each as a risk to be answered, where it is not one already."""
    plan = _written(plan, by)
    there = set(Risk.objects.filter(plan=plan, taken_out_at=None).values_list("kind", flat=True))
    return [
        add(plan=plan, kind="risk", values={"kind": kind, "text": str(BEGINNINGS[kind])}, by=by, at=at)
        for kind in Risk.VIOLATIONS
        if kind not in there
    ]


def _written(plan: StrategicPlan, by: User) -> StrategicPlan:
    plan = held(plan)
    must_write(plan, by)
    return plan


def _current(row: Row) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def _kind(row: Row) -> str:
    return OF_MODEL[type(row)].name


def _must_be_of(plan: StrategicPlan, values: Values) -> None:
    if any(isinstance(one, Row) and one.plan_id != plan.pk for one in values.values()):
        raise Refused(ELSEWHERE)


def _put(row: Row, by: User, at: datetime, verb: str, taken_out_at: datetime | None) -> Row:
    plan = _written(row.plan, by)
    row = _current(row)
    if (row.taken_out_at is None) != (taken_out_at is None):
        _save(row, by, at, taken_out_at=taken_out_at)
        record(verb=verb, about=plan, by=by, at=at, kind=_kind(row), row=row.pk)
    return row


def _save(row: Row, by: User, at: datetime, **fields: Any) -> None:
    row.version += 1
    row.changed_at, row.changed_by = at, by
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=[*fields, "version", "changed_at", "changed_by"])
