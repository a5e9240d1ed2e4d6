"""A plan begun from a worked example: its words and rows, to be made one's own."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from rounds.organizations.models import Organization
from rounds.plans.actions.rows import bring
from rounds.plans.actions.writing import start_plan
from rounds.plans.examples import Example
from rounds.plans.models import Row, StrategicPlan
from rounds.plans.rows import OF_SECTION
from rounds.plans.shape import Content
from rounds.users.models import User

THEIRS = ("account", "owner")  # of an example nobody's
FIGURES = ("baseline", "baseline_on")
LINKS = ("objective", "channel")


@transaction.atomic
def begin_from(
    *,
    example: Example,
    title: str,
    organization: Organization | None,
    organization_name: str,
    by: User,
    at: datetime,
    language: str,
    currency: str,
    begins_on: date | None = None,
    ends_on: date | None = None,
    with_figures: bool = False,
) -> StrategicPlan:
    """Its days move with its first one: to where the plan begins, or to the next such day of a year.

    Amounts in another currency are left out, and so are figures of today: nobody shall take those of a hospital that
    does not exist for their own.
    """
    content = example.content
    later = _later(content.begins_on, begins_on, at.date())
    plan = start_plan(
        title=title,
        organization=organization,
        organization_name=organization_name,
        by=by,
        at=at,
        language=language,
        currency=currency,
        begins_on=begins_on or _moved_day(content.begins_on, later),
        ends_on=ends_on or _moved_day(content.ends_on, later),
        texts={one.key: one.text for one in content.sections},
    )
    left = () if with_figures else FIGURES
    made: dict[
        tuple[str, Any], Row
    ] = {}  # those that others refer to come first, in the order of the sections
    for kind, row in _rows(content):
        values = {name: getattr(row, name) for name in kind.fields if name not in (*THEIRS, *left)}
        values |= {name: made.get((name, values[name])) for name in LINKS if name in values}
        made[kind.name, row.id] = bring(
            plan=plan, kind=kind.name, values=_moved(values, plan, content, later), by=by, at=at
        )
    return plan


def _rows(content: Content) -> list[tuple[Any, Any]]:
    return [(OF_SECTION[one.key], row) for one in content.sections for row in one.rows]


def _moved(values: dict[str, Any], plan: StrategicPlan, content: Content, later: timedelta) -> dict[str, Any]:
    moved = {name: value + later if isinstance(value, date) else value for name, value in values.items()}
    if "cents" in moved and plan.currency != content.currency:
        moved["cents"] = 0
    return moved


def _later(first: date | None, begins_on: date | None, today: date) -> timedelta:
    """`first`: day of the example."""
    if first is None:
        return timedelta()
    years = max(0, today.year - first.year)
    same_day = first.replace(year=first.year + years)
    start = same_day if same_day >= today else first.replace(year=first.year + years + 1)
    return (begins_on or start) - first


def _moved_day(day: date | None, later: timedelta) -> date | None:
    return day + later if day else None
