"""The rows of a plan in words: for tables on pages and paper, in Markdown and CSV, and to be compared. Pure.

`names`: of users by their number, where a row has one as its owner. Labels and values are in the reader's language.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.billing.money import money
from rounds.plans.models.rows import Beat, BudgetLine, Risk, Tactic
from rounds.plans.shape import Content, Id

Names = Mapping[int, str]
NOBODY: Names = {}


class Column(NamedTuple):
    label: str | Promise
    value: Callable[[Any, Content, Names], str]
    is_number: bool = False


def table(key: str, content: Content, names: Names = NOBODY) -> list[list[str]]:
    """A line for each row of the section, a cell for each of its columns."""
    return [cells(key, row, content, names) for row in content.rows(key)]


def cells(key: str, row: Any, content: Content, names: Names = NOBODY) -> list[str]:
    return [column.value(row, content, names) for column in COLUMNS[key]]


def title_of(key: str, row: Any, content: Content) -> str:
    """What a row is called: its first column with a word in it."""
    return next((cell for cell in cells(key, row, content) if cell), "")


def amount(value: Decimal | None) -> str:
    """Without noughts at its end."""
    if value is None:
        return ""
    whole = value == value.to_integral_value()
    shown = value.quantize(Decimal(1)) if whole else value.normalize()
    return number_format(shown, decimal_pos=None if not whole else 0, force_grouping=True)


def day(given: date | None) -> str:
    return date_format(given, "DATE_FORMAT") if given else ""


def sums(content: Content) -> list[tuple[str, int]]:
    """The budget: what comes every year, what comes once, and both in the first year."""
    lines = content.rows("budget")
    yearly, once = (sum(one.cents for one in lines if one.is_yearly is way) for way in (True, False))
    return [(_("Every year"), yearly), (_("Once"), once), (_("In the first year"), yearly + once)]


def _field(name: str) -> Callable[[Any, Content, Names], str]:
    return lambda row, _content, _names: getattr(row, name)


def _day(name: str) -> Callable[[Any, Content, Names], str]:
    return lambda row, _content, _names: day(getattr(row, name))


def _choice(name: str, choices: Any) -> Callable[[Any, Content, Names], str]:
    known = dict(choices.choices)
    return lambda row, _content, _names: str(known.get(getattr(row, name), getattr(row, name)))


def _other(key: str, name: str, text: str) -> Callable[[Any, Content, Names], str]:
    """The words of the row that another row leads to."""

    def said(row: Any, content: Content, _names: Names) -> str:
        led: Id | None = getattr(row, name)
        found = content.row(key, led) if led is not None else None
        return getattr(found, text) if found else ""

    return said


def _owner(row: Any, _content: Content, names: Names) -> str:
    return names.get(row.owner, "") or row.owner_name


def _often(row: Any, _content: Content, _names: Names) -> str:
    per = str(dict(Beat.Per.choices).get(row.per, row.per))
    return ngettext("%(times)s time %(per)s", "%(times)s times %(per)s", row.times) % {
        "times": row.times,
        "per": per,
    }


def _figure(name: str) -> Callable[[Any, Content, Names], str]:
    def said(row: Any, _content: Content, _names: Names) -> str:
        value = amount(getattr(row, name))
        on = day(getattr(row, f"{name}_on"))
        shown = f"{value} {row.unit}".strip() if value else ""
        return f"{shown} ({on})" if shown and on else shown or on

    return said


def _cost(row: Any, content: Content, _names: Names) -> str:
    return money(row.cents, content.currency)


def _yearly(row: Any, _content: Content, _names: Names) -> str:
    return _("every year") if row.is_yearly else _("once")


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "objectives": (
        Column(gettext_lazy("Objective"), _field("text")),
        Column(gettext_lazy("Business goal it serves"), _field("goal")),
        Column(gettext_lazy("By when"), _day("due_on")),
    ),
    "channels": (
        Column(gettext_lazy("Channel"), _field("name")),
        Column(gettext_lazy("For whom"), _field("audience")),
        Column(gettext_lazy("What it is for"), _field("purpose")),
        Column(gettext_lazy("Address"), _field("url")),
    ),
    "tactics": (
        Column(gettext_lazy("Tactic"), _field("text")),
        Column(gettext_lazy("Serves"), _other("objectives", "objective", "text")),
        Column(gettext_lazy("Who does it"), _owner),
        Column(gettext_lazy("From"), _day("begins_on")),
        Column(gettext_lazy("Until"), _day("due_on")),
        Column(gettext_lazy("State"), _choice("state", Tactic.State)),
    ),
    "rhythm": (
        Column(gettext_lazy("What appears"), _field("what")),
        Column(gettext_lazy("Where"), _other("channels", "channel", "name")),
        Column(gettext_lazy("How often"), _often),
        Column(gettext_lazy("Who makes it"), _field("owner_name")),
    ),
    "risks": (
        Column(gettext_lazy("What could happen"), _field("text")),
        Column(gettext_lazy("Kind"), _choice("kind", Risk.Kind)),
        Column(gettext_lazy("What we do about it"), _field("answer")),
        Column(gettext_lazy("Who answers for it"), _field("owner_name")),
    ),
    "measures": (
        Column(gettext_lazy("Measure"), _field("name")),
        Column(gettext_lazy("Tells of"), _other("objectives", "objective", "text")),
        Column(gettext_lazy("Today"), _figure("baseline"), is_number=True),
        Column(gettext_lazy("Target"), _figure("target"), is_number=True),
        Column(gettext_lazy("Where the figure comes from"), _field("source")),
    ),
    "budget": (
        Column(gettext_lazy("What"), _field("what")),
        Column(gettext_lazy("Kind"), _choice("kind", BudgetLine.Kind)),
        Column(gettext_lazy("How often"), _yearly),
        Column(gettext_lazy("Amount"), _cost, is_number=True),
    ),
}
