"""Figures, for programs: the same question and the same numbers as on the page."""

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field, StringConstraints

from rounds.core.api.problems import invalid
from rounds.directory.api.answers import READING, answer
from rounds.directory.api.answers import Answer as Answered
from rounds.directory.api.days import busy, day_of
from rounds.directory.grid.census import Busy
from rounds.directory.grid.queries import MOST_VALUES
from rounds.figures import cited
from rounds.figures.answers import Answer, Unanswerable, answer_to
from rounds.figures.limits import may_count, may_count_months
from rounds.figures.questions import Question, read
from rounds.figures.series import Point, series
from rounds.figures.tables import Table, tables

router = Router(tags=["Figures"])

_Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
_Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
_Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]


class Narrowed(Schema):
    """What is counted, and against what."""

    register_: str = Field(
        "",
        alias="register",
        pattern="^[a-z0-9-]{0,60}$",
        description="A register (`cms`: its edition that was in force), one edition (`cms-2026-06`), or `all` for every"
        " organization that we know. Left out: `cms`, or `all` where something else narrows the question.",
        examples=["cms"],
    )
    country: list[_Country] = Field(
        default_factory=list, max_length=MOST_VALUES, description="ISO 3166-1 alpha-2.", examples=[["US"]]
    )
    region: list[_Region] = Field(
        default_factory=list, max_length=MOST_VALUES, description="ISO 3166-2.", examples=[["US-MN"]]
    )
    type: list[_Word] = Field(
        default_factory=list,
        max_length=MOST_VALUES,
        description="What kind of organization.",
        examples=[["hospital"]],
    )
    beds: list[_Word] = Field(
        default_factory=list, max_length=MOST_VALUES, description="A band of beds.", examples=[["100-199"]]
    )
    ownership: list[_Word] = Field(
        default_factory=list, max_length=MOST_VALUES, description="Who owns it.", examples=[["nonprofit"]]
    )
    sub_list: str = Field("", pattern="^[A-Za-z0-9_-]{0,80}$", description="Only the members of a sub-list.")


class Asked(Narrowed):
    as_of: str = Field(
        "",
        description="What the figures were at the end of a past day (UTC). Left out: now.",
        examples=["2026-05-03"],
        json_schema_extra={"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
    )


class FigureOut(Schema):
    measure: str = Field(description="What is counted: organizations, accounts, or a part of the line.")
    numerator: float = Field(description="How many.")
    denominator: int | None = Field(description="Of how many; null where the figure is no part of anything.")
    rows: str | None = Field(description="The page of the List that shows the organizations behind it.")


class RowOut(Schema):
    value: str = Field(description="The line's name, the same in every language.")
    label: str = Field(description="The line's name for readers.")
    figures: list[FigureOut]


class TableOut(Schema):
    name: str = Field(description="The table's name, as in the CSV and on the page.")
    title: str
    note: str = Field(description="What the figures are parts of, and whether the lines add up.")
    adds_up: bool = Field(description="Whether the organizations of its lines add up to the whole.")
    rows: list[RowOut]


class EditionOut(Schema):
    slug: str
    name: str
    publisher: str
    as_of: str = Field(description="The date of the edition.")


class LeftOutOut(Schema):
    """From the lines of the register to what is counted."""

    lines: int = Field(description="Lines of the register's file.")
    rejected: int = Field(description="Lines that could not be read.")
    repeated: int = Field(description="Second lines for an organization.")
    gone: int = Field(description="Lines of organizations that have closed or were merged into another.")
    outside: int = Field(description="Organizations of the register that were not asked for.")


class FiguresOut(Answered):
    counted_on: str = Field(description="The day that the figures are of.")
    organizations: int = Field(description="How many organizations are counted: the denominator.")
    edition: EditionOut | None = Field(
        description="The edition that is counted against; null: all that we know."
    )
    left_out: LeftOutOut | None = Field(description="What is not counted, and why; null without an edition.")
    page: str = Field(description="The page with the same figures, its day and its edition named.")
    tables: list[TableOut]


class MonthOut(Schema):
    last_day: str = Field(description="The day that it is counted for: the last of a month, and today.")
    edition: str | None = Field(description="The edition that was in force; null: all that we know.")
    organizations: int
    with_an_account: int
    through_a_parent: int
    accounts: int
    proven_accounts: int
    platforms: dict[str, int] = Field(description="Organizations with an account on each open platform.")


class PublishedOut(Schema):
    """A total that others published before we began: hospitals and systems together, counted by hand."""

    as_of: str | None = Field(
        description="What day or months it was counted for; null where it is not known."
    )
    quoted_on: str | None = Field(description="When it was told, where that alone is known.")
    organizations: int
    at_least: bool = Field(description="Whether the source says over so many.")
    platforms: dict[str, int]
    stated_sum: int | None = Field(description="The sum that the source states.")
    sum: int = Field(description="The sum of the platforms as they stand here.")
    source: str


class OverTimeOut(Answered):
    months: list[MonthOut] = Field(description="Oldest first; the last one is today.")
    open: list[str] = Field(description="Last days of months that have not been counted yet.")
    published: list[PublishedOut]


@router.get("/figures", response={200: FiguresOut}, operation_id="figures", summary="Adoption figures")
@decorate_view(*READING)
def figures(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """How many organizations take part, how, and of how many: every table of the page."""
    day = day_of(asked.as_of)
    question = read(request.GET).on(day.text)
    try:
        found = answer_to(question, moment=day.moment, may_build=may_count(request, day))
    except Unanswerable as why:
        raise invalid(why.parameter, str(why)) from None
    except Busy:
        raise busy() from None
    return answer(_told(found), day)


@router.get(
    "/figures/over-time",
    response={200: OverTimeOut},
    operation_id="figures_over_time",
    summary="Figures over time",
)
@decorate_view(*READING)
def over_time(request: HttpRequest, asked: Query[Narrowed]) -> HttpResponse:
    """Each month that is over, against the edition that was in force then; and what others published before."""
    question: Question = read(request.GET).on("")
    try:
        course = series(question, may_build=may_count_months(request))
    except Unanswerable as why:
        raise invalid(why.parameter, str(why)) from None
    body = {
        "months": [_month(one) for one in course.points],
        "open": [one.isoformat() for one in course.open],
        "published": [_published(one) for one in cited.totals()],
    }
    response = answer(body, day_of(""))
    if course.open:  # the next one who asks may get more
        response.headers["Cache-Control"] = "no-store"
    return response


def _told(found: Answer) -> dict[str, object]:
    edition = found.edition
    return {
        "counted_on": found.day.isoformat(),
        "organizations": found.counted.whole.organizations,
        "edition": edition
        and {
            "slug": edition.slug,
            "name": edition.name,
            "publisher": edition.publisher,
            "as_of": edition.as_of.isoformat(),
        },
        "left_out": found.left_out and found.left_out._asdict(),
        "page": f"{settings.PUBLIC_URL}{reverse('figures:figures')}?{found.fixed.encoded()}",
        "tables": [_table(one) for one in tables(found)],
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "note": table.note,
        "adds_up": table.adds_up,
        "rows": [
            {
                "value": row.value,
                "label": row.label,
                "figures": [
                    {
                        "measure": one.measure,
                        "numerator": one.amount,
                        "denominator": one.of or None,
                        "rows": f"{settings.PUBLIC_URL}{one.rows}" if one.rows else None,
                    }
                    for one in row.figures
                ],
            }
            for row in table.rows
        ],
    }


def _month(point: Point) -> dict[str, object]:
    return {
        "last_day": point.on.isoformat(),
        "edition": point.edition or None,
        "organizations": point.organizations,
        "with_an_account": point.own,
        "through_a_parent": point.parent,
        "accounts": point.accounts,
        "proven_accounts": point.proven,
        "platforms": point.platforms,
    }


def _published(one: cited.Total) -> dict[str, object]:
    return {
        "as_of": one.as_of or None,
        "quoted_on": one.quoted_on or None,
        "organizations": one.organizations,
        "at_least": one.at_least,
        "platforms": one.platforms,
        "stated_sum": one.stated_sum,
        "sum": one.sum,
        "source": one.source,
    }
