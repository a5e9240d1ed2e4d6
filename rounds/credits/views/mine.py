"""One's own transcript: on the page, as CSV, and as a PDF."""

from collections.abc import Iterator
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from rounds.core.csv import stream
from rounds.core.private_pages import private
from rounds.credits import claimable
from rounds.credits import transcript as transcripts
from rounds.credits.explaining import sentences
from rounds.credits.models import Entry
from rounds.credits.paper import transcript as paper
from rounds.credits.views.files import pdf_file
from rounds.users.models import User
from rounds.users.signed_in import person

HEADER = (
    *("number", "activity", "kind", "accreditor", "unit", "as", "minutes", "credit", "from", "to", "entered"),
    *("rule", "explanation", "takes_back", "reason"),
)


@private
@login_required
def transcript(request: HttpRequest) -> HttpResponse:
    years = transcripts.years(person(request))
    asked = request.GET.get("year", "")
    chosen = next((one for one in years if str(one.year) == asked), years[0] if years else None)
    return render(request, "credits/transcript.html", {"years": years, "chosen": chosen})


@private
@login_required
def transcript_csv(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        stream(HEADER, list(_rows(person(request)))), content_type="text/csv; charset=utf-8"
    )
    name = f"credits-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@private
@login_required
def transcript_pdf(request: HttpRequest) -> HttpResponse:
    user = person(request)
    return pdf_file(request, lambda: paper.pdf(user, timezone.localdate()), "transcript")


def _rows(user: User) -> Iterator[tuple]:
    for one in transcripts.lines_of(user):
        yield _row(one.entry)


def _row(entry: Entry) -> tuple:
    return (
        entry.number,
        entry.activity.title,
        claimable.label_of(entry.activity.kind),
        entry.activity.accreditor.name,
        entry.activity.accreditor.unit,
        entry.side,
        entry.minutes,
        Decimal(entry.hundredths).scaleb(-2),  # a number: minus begins no formula
        timezone.localtime(entry.period_from).date(),
        timezone.localtime(entry.period_to).date(),
        timezone.localtime(entry.entered_at).date(),
        entry.rule,
        " ".join(sentences(entry)),
        entry.reverses.number if entry.reverses else "",
        entry.reason,
    )
