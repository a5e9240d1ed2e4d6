"""The tables as charts and maps. Each is beside its table, which has everything that the picture shows."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.core.charts import Area, Bar, Geography, Stack, bars, choropleth, stacks
from rounds.core.countries import US_TERRITORIES
from rounds.figures.counting import Group
from rounds.figures.questions import Question
from rounds.figures.tables import Row, Table

MOST_BARS = 12


def picture(table: Table, name: str = "") -> SafeString | str:
    """For a table of the page; "" where a picture would tell nothing more.

    `name`: an id that nothing else on the page has, where a page has the same table twice.
    """
    name = name or f"chart-{table.name}"
    if not any(figure.count for row in table.rows for figure in row.figures):
        return ""
    match table.name:
        case "platforms" | "spread":
            return _bars(table, name, 0)
        case "places" | "types" | "beds" | "ownerships" | "countries":
            return _bars(table, name, 1)
        case "coverage":
            return _stack(table, name, _("Organizations"), 0)
        case "proofs":
            return _stack(table, name, _("Accounts"), 1)
    return ""


def _bars(table: Table, name: str, column: int) -> SafeString:
    """One bar for each line, as a share of its own denominator; of many lines the first."""
    figures = [(row.label, row.figures[column]) for row in table.rows]
    shown = [Bar(label, figure.amount, figure.of) for label, figure in figures if figure.of]
    return bars(name, table.title, shown[:MOST_BARS], to_all=_is_large(shown))


def _is_large(shown: Sequence[Bar]) -> bool:
    """Where all are small an axis to 100% would show nothing but a margin."""
    return max((bar.value / bar.whole for bar in shown if bar.whole), default=0) > 0.3


def _stack(table: Table, name: str, label: str, column: int) -> SafeString | str:
    rows: list[Row] = table.rows
    if not sum(row.figures[column].amount for row in rows):
        return ""
    counts = [row.figures[column].amount for row in rows]
    return stacks(
        name,
        table.title,
        [row.label for row in rows],
        [Stack(label, counts)],
        has_rest=table.name == "coverage",
    )


def states(question: Question, groups: Sequence[Group], labels: dict[str, str]) -> SafeString | str:
    """The United States, where it is more than one state."""
    of_states = [one for one in groups if one.value.startswith("US-") or one.value in US_TERRITORIES]
    if sum(one.value.startswith("US-") for one in of_states) < 2:
        return ""
    return choropleth(
        "map-states",
        _("Share of organizations with accounts in the List, by state"),
        Geography.US_STATES,
        [
            Area(
                US_TERRITORIES.get(one.value, one.value),
                labels[one.value],
                one.own,
                one.organizations,
                url=_to(question, one),
            )
            for one in of_states
        ],
    )


def countries(question: Question, groups: Sequence[Group], labels: dict[str, str]) -> SafeString | str:
    return choropleth(
        "map-countries",
        _("Share of organizations with accounts in the List, by country"),
        Geography.WORLD,
        [
            Area(one.value, labels[one.value], one.own, one.organizations, url=_to(question, one))
            for one in groups
        ],
        equal_counts=True,
    )


def _to(question: Question, one: Group) -> str:
    """The figures of that place alone."""
    narrowed = (
        replace(question, region=(one.value,))
        if "-" in one.value
        else replace(question, country=(one.value,))
    )
    return f"{reverse('figures:figures')}?{narrowed.encoded()}"
