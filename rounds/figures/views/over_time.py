"""The course of time: what others published from 2009 to 2013, and what we count month by month."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import merge

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from rounds.core import csv
from rounds.directory.caching import versioned
from rounds.directory.views.days import Day, of_a_day
from rounds.figures import cited, curves, sentences
from rounds.figures.answers import Unanswerable, answer_to
from rounds.figures.asking import carried_labels, form_of
from rounds.figures.limits import may_count_months, metered
from rounds.figures.questions import DEFAULT, EVERYTHING, Question, read
from rounds.figures.series import Point, Series, series
from rounds.figures.views.pages import nothing

HEADER = (
    "last_day",
    "register",
    "organizations",
    "with_an_account",
    "share",
    "through_a_parent",
    "accounts",
    "proven_accounts",
    "platform",
    "organizations_on_platform",
)


@require_safe
@versioned
@metered
@of_a_day
def over_time(request: HttpRequest, *, day: Day) -> HttpResponseBase:
    question = read(request.GET).on("")
    try:
        answer, course = answer_to(question), series(question, may_build=may_count_months(request))
    except Unanswerable as why:
        return nothing(request, day, str(why))
    form = form_of(question, answer.census)
    totals = cited.totals() if _is_of_us_hospitals(question) else ()
    page = render(
        request,
        "figures/over_time.html",
        {
            "headline": sentences.headline(answer),
            "floor": sentences.floor(answer),
            "against": sentences.against(answer),
            "form": form,
            "has_no_day": True,
            "narrowed_to": carried_labels(form),
            "points": [(point, _figures_of(question, point)) for point in reversed(course.points)],
            "left_open": [date_format(one, "YEAR_MONTH_FORMAT") for one in course.open],
            "organizations": curves.organizations(course.points, totals),
            "shares": curves.shares(course.points),
            "platforms": curves.platforms(course.points, totals),
            "totals": cited.totals(),
            "is_beside_totals": bool(totals),
            "doubtful": [one for one in cited.totals() if not one.adds_up],
            "file": f"{reverse('figures:over_time_csv')}?{question.encoded()}",
        },
    )
    return _kept(page, course)


@require_safe
@versioned
@metered
def over_time_csv(request: HttpRequest) -> HttpResponseBase:
    """A line for each month and platform; where there is none, one line for the month.

    A month that has not been counted yet is a line with its day alone.
    """
    question = read(request.GET).on("")
    try:
        course = series(question, may_build=may_count_months(request))
    except Unanswerable as why:
        return HttpResponse(f"{why}\n", status=404, content_type="text/plain; charset=utf-8")
    name = f"rounds-figures-over-time-{timezone.now():%Y-%m-%d}.csv"
    return _kept(_sent(HEADER, _lines(course), name), course)


@require_safe
def published_totals_csv(request: HttpRequest) -> HttpResponseBase:
    """What others published, as it is kept, with the sum of its columns beside the sum that was stated."""
    rows = (
        (
            *(one.as_of, one.quoted_on, one.organizations, "yes" if one.at_least else ""),
            *(one.platforms.get(name, "") for name in cited.PLATFORMS),
            *(one.sum or "", one.stated_sum or "", one.source),
        )
        for one in cited.totals()
    )
    header = (
        *("as_of", "quoted_on", "organizations", "at_least"),
        *cited.PLATFORMS,
        *("sum", "stated_sum", "source"),
    )
    return _sent(header, rows, "published-totals-2009-2013.csv")


def _kept(response: HttpResponseBase, course: Series) -> HttpResponseBase:
    """The next one who asks may get more of what was left open."""
    if course.open:
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_of_us_hospitals(question: Question) -> bool:
    """The published totals stand beside our own only where both are about the hospitals of the United States."""
    return question.register.partition("-")[0] == DEFAULT and not question.is_narrowed


def _figures_of(question: Question, point: Point) -> str:
    register = point.edition or EVERYTHING
    fixed = replace(question, register=register, as_of=point.on.isoformat())
    return f"{reverse('figures:figures')}?{fixed.encoded()}"


def _lines(course: Series) -> Iterator[tuple]:
    """Oldest first."""
    left_open = [(one.isoformat(), *[""] * (len(HEADER) - 1)) for one in course.open]
    yield from merge(left_open, _counted(course))


def _counted(course: Series) -> Iterator[tuple]:
    for point in course.points:
        month = (
            *(point.on.isoformat(), point.edition or EVERYTHING, point.organizations, point.own),
            *(f"{point.share:.4f}", point.parent, point.accounts, point.proven),
        )
        for platform, organizations in sorted(point.platforms.items()) or _NO_PLATFORM:
            yield (*month, platform, organizations)


_NO_PLATFORM: list[tuple[str, int | str]] = [("", "")]


def _sent(header: tuple, rows: Iterator[tuple], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        csv.stream(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
