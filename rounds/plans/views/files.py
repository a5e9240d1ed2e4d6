"""A plan, as it stands or as it was kept, as a file."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rounds.core import csv
from rounds.core.limits import admit
from rounds.core.paper.typesetting import NotInTime
from rounds.plans import exports
from rounds.plans.content import content_of
from rounds.plans.exports import Printed
from rounds.plans.models import Edition, StrategicPlan
from rounds.plans.shape import read
from rounds.plans.showing import names_in
from rounds.plans.views.place import Place, for_readers
from rounds.plans.words import COLUMNS, table

State = StrategicPlan.State


@for_readers
def pdf(request: HttpRequest, place: Place, number: int | None = None) -> HttpResponse:
    """Setting it takes a moment, so nobody asks for too many."""
    if not admit(request, "plan-pdf", places=30, seconds=60):
        return render(request, "plans/slower.html", status=429)
    try:
        content = exports.pdf(_printed(place, number))
    except NotInTime:
        return render(request, "plans/slower.html", status=503)
    return _file(content, "application/pdf", f"{_name(place, number)}.pdf")


@for_readers
def markdown(request: HttpRequest, place: Place, number: int | None = None) -> HttpResponse:
    text = exports.markdown(_printed(place, number))
    return _file(text.encode(), "text/markdown; charset=utf-8", f"{_name(place, number)}.md")


@for_readers
def rows(request: HttpRequest, place: Place, key: str) -> StreamingHttpResponse:
    """Of one section, safe to open in a spreadsheet."""
    if key not in COLUMNS:
        raise Http404
    content = read(content_of(place.plan))
    lines = [tuple(row) for row in table(key, content, names_in(content))]
    heads = [str(one.label) for one in COLUMNS[key]]
    answer = StreamingHttpResponse(iter(csv.stream(heads, lines)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="plan-{place.plan.code}-{key}.csv"'
    return answer


def _printed(place: Place, number: int | None) -> Printed:
    """In the language of the plan, its state in words too."""
    edition = get_object_or_404(place.plan.editions, number=number) if number is not None else None
    content = read(edition.content if edition else content_of(place.plan))
    day = localtime(edition.at if edition else place.at).date()
    with translation.override(content.language):
        state = _of_edition(edition, day) if edition else _of_plan(place.plan, day)
    return Printed(content, state, day, names_in(content))


def _of_plan(plan: StrategicPlan, day: date) -> str:
    if plan.state == State.ACCEPTED:
        return _("Accepted on %(day)s") % {"day": _day(localtime(plan.state_since).date())}
    return _("%(state)s, as of %(day)s") % {"state": plan.get_state_display(), "day": _day(day)}


def _of_edition(edition: Edition, day: date) -> str:
    review = getattr(edition, "review", None)
    if review and review.decided_at and review.verdict == "accepted":
        return _("Accepted on %(day)s") % {"day": _day(localtime(review.decided_at).date())}
    return _("Version %(number)d, %(day)s") % {"number": edition.number, "day": _day(day)}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _name(place: Place, number: int | None) -> str:
    return f"plan-{place.plan.code}" + (f"-version-{number}" if number is not None else "")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
