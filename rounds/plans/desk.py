"""What the page of one section shows to whoever writes it."""

from collections import Counter
from typing import Any, NamedTuple

from django.utils.text import capfirst

from rounds.billing.money import price
from rounds.plans.forms.rows import Offered, RowForm, choices_of
from rounds.plans.models import BudgetLine, Comment, Key, Risk, Row, Section, StrategicPlan
from rounds.plans.rows import OF_SECTION, Kind


class Step(NamedTuple):
    """A section in the list beside. `open`: comments that wait to be settled."""

    key: str
    title: str
    is_written: bool
    open: int


class Table(NamedTuple):
    """The rows of a section as forms, and an empty one. `missing`: of the three violations, those without an answer."""

    kind: Kind
    rows: list[RowForm]
    empty: RowForm
    total: str = ""
    missing: int = 0

    @property
    def title(self) -> str:
        return capfirst(str(self.kind.model._meta.verbose_name_plural))


def steps(plan: StrategicPlan) -> list[Step]:
    """Two questions. Texts themselves are not read."""
    written = set(Section.objects.filter(plan=plan).exclude(text="").values_list("key", flat=True))
    waiting = Comment.objects.filter(plan=plan, answers=None, settled_at=None, taken_out_at=None)
    open_ones = Counter(waiting.values_list("section", flat=True))
    return [Step(key.value, str(key.label), key in written, open_ones[key.value]) for key in Key]


def around(all_steps: list[Step], key: str) -> tuple[Step | None, Step | None]:
    """The section before and the one behind."""
    here = next(place for place, one in enumerate(all_steps) if one.key == key)
    return (
        all_steps[here - 1] if here else None,
        all_steps[here + 1] if here + 1 < len(all_steps) else None,
    )


def rows_of(plan: StrategicPlan, kind: Kind) -> list[Row]:
    found = kind.model._default_manager.filter(plan=plan, taken_out_at=None)
    return list(found.order_by("position", "pk"))


def table(plan: StrategicPlan, key: str, data: Any = None) -> Table | None:
    """`data`: what was typed into them, to be shown again or saved."""
    kind = OF_SECTION.get(key)
    if kind is None:
        return None
    choices, rows = choices_of(plan, kind), rows_of(plan, kind)
    return Table(
        kind,
        [_form(kind, plan, choices, row, data) for row in rows],
        RowForm(kind, plan, choices, data=data if has_new(data) else None, prefix="new"),
        _total(plan, rows),
        _missing(kind, rows),
    )


def has_new(data: Any) -> bool:
    return any(name.startswith("new-") for name in data or ())


def _form(kind: Kind, plan: StrategicPlan, choices: Offered, row: Row, data: Any) -> RowForm:
    prefix = f"row-{row.pk}"
    came = any(name.startswith(f"{prefix}-") for name in data or ())
    return RowForm(kind, plan, choices, row=row, data=data if came else None, prefix=prefix)


def _total(plan: StrategicPlan, rows: list[Row]) -> str:
    cents = [one.cents for one in rows if isinstance(one, BudgetLine)]
    return price(sum(cents), plan.currency) if cents else ""


def _missing(kind: Kind, rows: list[Row]) -> int:
    if kind.model is not Risk:
        return 0
    return len({str(one) for one in Risk.VIOLATIONS} - {one.kind for one in rows if isinstance(one, Risk)})
