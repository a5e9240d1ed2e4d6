"""Tables as CSV, and the script that counts them again."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from rounds.core import csv
from rounds.directory.caching import versioned
from rounds.directory.views.days import Day, of_a_day
from rounds.figures import recompute_figures
from rounds.figures.answers import Answer, Unanswerable
from rounds.figures.limits import metered
from rounds.figures.tables import Table, tables
from rounds.figures.views.pages import asked

HEADER = (
    "table",
    "value",
    "label",
    "measure",
    "numerator",
    "denominator",
    "share",
    "as_of",
    "register",
    "register_as_of",
    "rows",
)
EVERY = "all"


@require_safe
@versioned
@metered
@of_a_day
def table_csv(request: HttpRequest, name: str, *, day: Day) -> HttpResponseBase:
    """One table, or all of them one below the other: a line for each figure."""
    try:
        answer = asked(request, day)
    except Unanswerable as why:
        return HttpResponse(f"{why}\n", status=404, content_type="text/plain; charset=utf-8")
    fixed = answer._replace(question=answer.question.on(answer.day.isoformat()))
    chosen = [one for one in tables(fixed) if name in (one.name, EVERY)]
    if not chosen:
        raise Http404
    file = f"rounds-figures-{name}-{answer.day.isoformat()}.csv"
    return StreamingHttpResponse(
        csv.stream(HEADER, _lines(chosen, answer)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    text = Path(recompute_figures.__file__).read_text(encoding="utf-8")
    return HttpResponse(
        text,
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="recompute_figures.py"'},
    )


def _lines(chosen: list[Table], answer: Answer) -> Iterator[tuple]:
    edition = answer.edition
    about = (
        answer.day.isoformat(),
        edition.slug if edition else "all",
        edition.as_of.isoformat() if edition else "",
    )
    for table in chosen:
        for row in table.rows:
            for figure in row.figures:
                share = "" if figure.share is None else f"{figure.share:.4f}"
                rows = f"{settings.PUBLIC_URL}{figure.rows}" if figure.rows else ""
                yield (
                    *(
                        table.name,
                        row.value,
                        row.label,
                        figure.measure,
                        figure.amount,
                        figure.of or "",
                        share,
                    ),
                    *about,
                    rows,
                )
