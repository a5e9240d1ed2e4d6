"""All that a plan says as it stands now, in the shape that `rounds.plans.shape` describes."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from rounds.directory.models import Listing
from rounds.directory.models.watching import Health
from rounds.directory.platforms.table import PLATFORMS
from rounds.plans.models import (
    Beat,
    BudgetLine,
    Channel,
    Key,
    Measure,
    Objective,
    Reading,
    Risk,
    Row,
    StrategicPlan,
    Tactic,
)
from rounds.plans.shape import SHAPE

Made = dict[str, Any]


def content_of(plan: StrategicPlan) -> Made:
    """JSON. Ten questions to the database, however long the plan is. Rows that were taken out are not in it."""
    texts = dict(plan.sections.values_list("key", "text"))
    rows = {key: _rows(plan, model, made) for key, (model, made) in _OF.items()}
    return {
        "shape": SHAPE,
        "title": plan.title,
        "organization": plan.organization_name,
        "country": plan.organization.country if plan.organization else "",
        "language": plan.language,
        "currency": plan.currency,
        "begins_on": _day(plan.begins_on),
        "ends_on": _day(plan.ends_on),
        "sections": [
            {"key": key, "text": texts.get(key, ""), "rows": rows.get(key, [])} for key in Key.values
        ],
    }


def _rows(plan: StrategicPlan, model: type[Row], made: Callable[[Any], Made]) -> list[Made]:
    found: Any = model._default_manager.filter(plan=plan, taken_out_at=None)
    found = found.order_by("position", "pk")
    if model is Channel:
        found = found.select_related("account__health").prefetch_related(_listings(plan))
    if model is Measure:
        found = found.prefetch_related(Prefetch("readings", Reading.objects.order_by("on")))
    return [{"id": one.pk, **made(one)} for one in found]


def _listings(plan: StrategicPlan) -> Prefetch:
    """Where the organization is not in the List, so is none of its accounts."""
    theirs = Listing.objects.current().filter(organization=plan.organization_id)
    return Prefetch("account__listings", theirs.order_by("pk"), to_attr="listed_here")


def _channel(one: Channel) -> Made:
    account: Any = one.account
    listed: Iterable[Any] = account.listed_here if account else ()
    return {
        "name": one.name,
        "url": one.url or (account.address if account else ""),
        "audience": one.audience,
        "purpose": one.purpose,
        "account": one.account_id,
        "platform": account.platform if account else "",
        "proof": next((listing.proof for listing in listed), ""),
        "is_retired": _is_retired(account) if account else False,
    }


def _is_retired(account: Any) -> bool:
    platform = PLATFORMS.get(account.platform)
    health = getattr(account, "health", None)
    return bool(platform and platform.closed_on) or bool(health and health.state == Health.State.GONE)


def _measure(one: Measure) -> Made:
    return {
        "name": one.name,
        "objective": one.objective_id,
        "unit": one.unit,
        "baseline": _amount(one.baseline),
        "baseline_on": _day(one.baseline_on),
        "target": _amount(one.target),
        "target_on": _day(one.target_on),
        "source": one.source,
        "readings": [{"on": _day(read.on), "value": _amount(read.value)} for read in one.readings.all()],
    }


def _objective(one: Objective) -> Made:
    return {"text": one.text, "goal": one.goal, "due_on": _day(one.due_on)}


def _tactic(one: Tactic) -> Made:
    return {
        "text": one.text,
        "objective": one.objective_id,
        "owner": one.owner_id,
        "owner_name": one.owner_name,
        "begins_on": _day(one.begins_on),
        "due_on": _day(one.due_on),
        "state": one.state,
    }


def _beat(one: Beat) -> Made:
    return {
        "what": one.what,
        "channel": one.channel_id,
        "times": one.times,
        "per": one.per,
        "owner_name": one.owner_name,
    }


def _risk(one: Risk) -> Made:
    return {"kind": one.kind, "text": one.text, "answer": one.answer, "owner_name": one.owner_name}


def _budget_line(one: BudgetLine) -> Made:
    return {"kind": one.kind, "what": one.what, "cents": one.cents, "is_yearly": one.is_yearly}


_OF: dict[str, tuple[type[Row], Callable[[Any], Made]]] = {
    Key.OBJECTIVES: (Objective, _objective),
    Key.CHANNELS: (Channel, _channel),
    Key.TACTICS: (Tactic, _tactic),
    Key.RHYTHM: (Beat, _beat),
    Key.RISKS: (Risk, _risk),
    Key.MEASURES: (Measure, _measure),
    Key.BUDGET: (BudgetLine, _budget_line),
}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
