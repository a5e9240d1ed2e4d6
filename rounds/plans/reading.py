"""A plan as its page shows it: the words of each section, and its rows as a table."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.text import capfirst

from rounds.billing.money import price
from rounds.core.templatetags.core import day
from rounds.plans.models import Key, Row, Section, StrategicPlan
from rounds.plans.rows import OF_SECTION, Kind

AFTER = {"account": "name", "owner": "owner_name"}  # shown with the field that follows


class Part(NamedTuple):
    key: str
    title: str
    html: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]


def parts(plan: StrategicPlan, html: Callable[..., str]) -> list[Part]:
    """Eight questions, however long the plan is."""
    texts = dict(Section.objects.filter(plan=plan).values_list("key", "text"))
    return [_part(plan, key, texts.get(key.value, ""), html) for key in Key]


def _part(plan: StrategicPlan, key: Key, text: str, html: Callable[..., str]) -> Part:
    written = html(text, top=3) if text.strip() else ""
    kind = OF_SECTION.get(key.value)
    if kind is None:
        return Part(key.value, str(key.label), written, (), ())
    shown = [name for name in kind.fields if name not in AFTER]
    heads = [capfirst(kind.field(name).verbose_name) for name in shown]
    rows = [[_cell(plan, row, name) for name in shown] for row in _rows(plan, kind)]
    return Part(key.value, str(key.label), written, heads, rows)


def _rows(plan: StrategicPlan, kind: Kind) -> list[Row]:
    found = kind.model._default_manager.filter(plan=plan, taken_out_at=None)
    keys = [name for name in kind.fields if kind.field(name).is_relation]
    return list(
        found.select_related(*keys).order_by("position", "pk") if keys else found.order_by("position", "pk")
    )


def _cell(plan: StrategicPlan, row: Any, name: str) -> Any:
    value = getattr(row, name)
    if name == "owner_name":
        return str(getattr(row, "owner", None) or value or "–")
    if name == "cents":
        return price(value, plan.currency)
    if hasattr(row, f"get_{name}_display"):
        return getattr(row, f"get_{name}_display")()
    return _written(value)


def _written(value: Any) -> Any:
    match value:
        case None | "":
            return "–"
        case bool():
            return "✓" if value else "–"
        case Decimal():
            return number_format(value.normalize() if value == value.to_integral() else value)
        case date():
            return day(value)
        case _other:
            return str(value)
