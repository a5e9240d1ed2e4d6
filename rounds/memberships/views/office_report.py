"""Retention and attrition: a chart, its table, and the same as CSV."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.charts import Bar, bars
from rounds.core.csv import stream
from rounds.memberships.access import facts, with_facts
from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.models import Plan, Term
from rounds.memberships.report import Month, Spans, cohorts, months
from rounds.memberships.standing import TermFacts, open_spans


@require_safe
@permission_required(MANAGE, raise_exception=True)
def report(request: HttpRequest) -> HttpResponse:
    kind, today = _kind(request), timezone.now().date()
    known = _spans(kind)
    rows = months(known, until=today)
    chart = bars(
        "members", _("Memberships at the end of each month"), [Bar(_label(one), one.after) for one in rows]
    )
    context: dict[str, Any] = {
        "months": [(_label(one), one) for one in rows],
        "cohorts": cohorts(known, until=today),
        "chart": chart,
        "kind": kind,
        "kinds": [("", _("All")), *Plan.Kind.choices],
        "breadcrumbs_items": [
            {"url": reverse("office_memberships"), "label": _("Memberships")},
            {"url": "", "label": _("Report")},
        ],
        "header_title": _("Who stays and who goes"),
        "header_icon": "history",
    }
    return render(request, "memberships/office/report.html", context)


@require_safe
@permission_required(MANAGE, raise_exception=True)
def report_csv(request: HttpRequest) -> StreamingHttpResponse:
    today = timezone.now().date()
    rows = months(_spans(_kind(request)), until=today, count=60)
    header = ("month", "before", "joined", "returned", "left", "after")
    lines = (
        (f"{one.first:%Y-%m}", one.before, one.joined, one.returned, one.left, one.after) for one in rows
    )
    response = StreamingHttpResponse(stream(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="memberships-{today:%Y-%m-%d}.csv"'
    return response


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in Plan.Kind.values else ""


def _spans(kind: str) -> list[Spans]:
    """Of every membership, in one query."""
    terms = with_facts(Term.objects.filter(membership__kind=kind) if kind else Term.objects.all())
    known: dict[int, list[TermFacts]] = {}
    for term in terms.order_by("membership_id", "starts_on", "pk").iterator():
        known.setdefault(term.membership_id, []).append(facts(term))
    return [open_spans(one) for one in known.values()]


def _label(month: Month) -> str:
    return date_format(month.first, "YEAR_MONTH_FORMAT")
