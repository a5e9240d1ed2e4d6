"""What a plan says, to be read: editions, worked examples, pages, Markdown and PDF all come through here. Pure.

`content` is JSON, of `SHAPE` 1:
    shape, title, organization, country (ISO 3166), language (BCP 47), currency (ISO 4217), begins_on, ends_on
    sections: [{key, text (Markdown), rows: [{id, …}]}] in the order in which they are read
Days are ISO 8601 or null, amounts of measures are text ("12.50"), of the budget minor units (`cents`). The fields of
rows are those of the classes below; what is not there is empty. Ids are numbers, or words in an example.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

SHAPE = 1
Id = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    id: Id
    text: str = ""
    goal: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """`proof`: what the List says of it for this organization, "" where it does not show it there.

    `is_retired`: its platform is closed, or it could not be reached for long.
    """

    id: Id
    name: str = ""
    url: str = ""
    audience: str = ""
    purpose: str = ""
    account: int | None = None
    platform: str = ""
    proof: str = ""
    is_retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tactic:
    """`owner`: the number of a user, where one was chosen; no name of theirs is kept."""

    id: Id
    text: str = ""
    objective: Id | None = None
    owner: int | None = None
    owner_name: str = ""
    begins_on: date | None = None
    due_on: date | None = None
    state: str = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    id: Id
    what: str = ""
    channel: Id | None = None
    times: int = 1
    per: str = "week"
    owner_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    id: Id
    kind: str = "other"
    text: str = ""
    answer: str = ""
    owner_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    id: Id
    name: str = ""
    objective: Id | None = None
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    source: str = ""
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    id: Id
    kind: str = "other"
    what: str = ""
    cents: int = 0
    is_yearly: bool = True


Row = Objective | Channel | Tactic | Beat | Risk | Measure | BudgetLine
ROWS: Mapping[str, type[Row]] = {
    "objectives": Objective,
    "channels": Channel,
    "tactics": Tactic,
    "rhythm": Beat,
    "risks": Risk,
    "measures": Measure,
    "budget": BudgetLine,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    key: str
    text: str = ""
    rows: tuple[Any, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    ORDER: ClassVar = (
        "goals", "objectives", "audiences", "listening", "channels",
        "tactics", "rhythm", "risks", "measures", "budget",
    )  # fmt: skip

    title: str = ""
    organization: str = ""
    country: str = ""
    language: str = "en"
    currency: str = "USD"
    begins_on: date | None = None
    ends_on: date | None = None
    sections: tuple[Section, ...] = field(default=())

    def section(self, key: str) -> Section:
        return next((one for one in self.sections if one.key == key), Section(key=key))

    def rows(self, key: str) -> tuple[Any, ...]:
        return self.section(key).rows

    def row(self, key: str, row_id: Id | None) -> Any | None:
        return next((one for one in self.rows(key) if one.id == row_id), None)


def read(content: Mapping[str, Any]) -> Content:
    """All ten sections, in their order. What is unknown is left out, so an older reader reads a newer shape."""
    given = {one.get("key"): one for one in content.get("sections", ())}
    sections = tuple(_section(key, given.get(key, {})) for key in Content.ORDER)
    return _made(Content, {**content, "sections": sections})


def _section(key: str, given: Mapping[str, Any]) -> Section:
    kind = ROWS.get(key)
    rows = tuple(_row(kind, at, one) for at, one in enumerate(given.get("rows", ()), start=1)) if kind else ()
    return Section(key=key, text=given.get("text", ""), rows=rows)


def _row(kind: type[Row], at: int, given: Mapping[str, Any]) -> Row:
    made = {"id": at, **given}
    if kind is Measure:
        made["readings"] = tuple(_made(Reading, one) for one in given.get("readings", ()))
    return _made(kind, made)


def _made(kind: type[Any], given: Mapping[str, Any]) -> Any:
    """A field without a value has the one it begins with."""
    known = [one for one in fields(kind) if one.name in given]
    values = {one.name: _value(one.name, given[one.name]) for one in known}
    wanted = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}
    return kind(**{name: value for name, value in values.items() if value is not None or name in wanted})


def _value(name: str, value: Any) -> Any:
    if value in (None, ""):
        return value or None
    if name == "on" or name.endswith("_on"):
        return value if isinstance(value, date) else date.fromisoformat(value)
    return Decimal(str(value)) if name in ("baseline", "target", "value") else value
