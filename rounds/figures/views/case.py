"""Make your case: the page with the form and the preview, and the PDF."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.charts import Bar, Geography, Panel, Point, Series, Stack, bars, choropleth, lines, stacks
from rounds.core.charts.words import part
from rounds.core.limits import Meter, visitor
from rounds.core.plain_text import without_unprintable
from rounds.directory.caching import tag_of, versioned
from rounds.directory.grid import facets
from rounds.directory.grid.census import Census, census_now
from rounds.directory.grid.queries import Facet
from rounds.figures.answers import Unanswerable
from rounds.figures.asking import Choice, Field
from rounds.figures.beside import Beside
from rounds.figures.candidates import candidates
from rounds.figures.case import Case, OnPlatform, case_of, case_of_peers, question_of
from rounds.figures.comparing import chosen
from rounds.figures.limits import may_count_months
from rounds.figures.paper.pdf import PAPERS, NotInTime, pdf_of
from rounds.figures.questions import Question, read
from rounds.organizations.models import Organization

PER_MINUTE, PDF_PER_MINUTE = 60, 20
KEPT = 32  # PDF files that a process remembers
LONGEST = 120
page_meter, pdf_meter = Meter("case"), Meter("case-pdf")
_kept: OrderedDict[str, bytes] = OrderedDict()
_keeping = Lock()


_NAMING = ("organization", "region", "country", "type")  # parameters that the file is called by


class Asked(NamedTuple):
    """What the case is about: a question, or one organization's peers, or an organization within a question."""

    question: Question
    organization: Organization | None
    is_of_peers: bool

    def encoded(self, **more: str) -> str:
        pairs = [("organization", self.organization.slug)] if self.organization else []
        if self.is_of_peers:
            return urlencode([*pairs, *more.items()])
        asked = self.question.encoded()
        return "&".join(filter(None, (asked, urlencode([*pairs, *more.items()]))))


class Paper(NamedTuple):
    name: str
    label: str
    address: str
    is_usual: bool  # in the country that the case is about


class Hit(NamedTuple):
    organization: Organization
    address: str


@require_safe
@versioned
def case_page(request: HttpRequest) -> HttpResponse:
    if not page_meter.take(visitor(request), PER_MINUTE).is_admitted:
        return render(request, "429.html", status=429)
    asked = _asked(request)
    typed = " ".join(without_unprintable(request.GET.get("q", "")).split())[:LONGEST]
    context: dict[str, Any] = {
        "fields": _fields(asked.question, census_now()),
        "organization": asked.organization,
        "is_of_peers": asked.is_of_peers,
        "without": f"?{asked.question.encoded()}" if not asked.is_of_peers else "?",
        "typed": typed,
        "hits": _hits(typed) if typed else [],
    }
    if context["hits"]:  # until one is chosen, the page is about nobody
        return render(request, "figures/case.html", context)
    try:
        case = _case(request, asked)
    except Unanswerable as why:
        return render(request, "figures/case.html", context | {"why": str(why)}, status=404)
    if case is None or not case.whole.organizations:
        return render(request, "figures/case.html", context | {"why": _nothing(asked)})
    return _kept_if_whole(render(request, "figures/case.html", context | _shown(case, asked)), case)


@require_safe
@versioned
def case_pdf(request: HttpRequest) -> HttpResponse:
    """Set once for a data version and an address."""
    tag = tag_of(request)
    made = _remembered(tag)
    case: Case | None = None
    if made is None:
        if not pdf_meter.take(visitor(request), PDF_PER_MINUTE).is_admitted:
            return render(request, "429.html", status=429)
        asked = _asked(request)
        try:
            case = _case(request, asked)
        except Unanswerable:
            case = None
        if case is None or not case.whole.organizations:
            return redirect(f"{reverse('figures:case')}?{asked.encoded()}")
        paper = request.GET.get("paper", "")
        try:
            made = pdf_of(case, paper if paper in PAPERS else case.paper)
        except NotInTime:
            return _busy(request, asked)
        if case.is_whole:
            _remember(tag, made)
    name = f"{_slug(request)}.pdf"
    response = HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "X-Robots-Tag": "noindex"},
    )
    return _kept_if_whole(response, case)


def _asked(request: HttpRequest) -> Asked:
    asked = _of_one_country(read(request.GET))
    names_register = bool(request.GET.get("register"))
    question = question_of(asked, names_register=names_register).on("")
    found = chosen(request.GET.getlist("organization")[:1])
    one = found[0] if found else None
    return Asked(question, one, one is not None and not asked.is_narrowed and not names_register)


def _of_one_country(asked: Question) -> Question:
    """Who changes the country leaves the region of the other one behind."""
    if not asked.country:
        return asked
    return replace(asked, region=tuple(one for one in asked.region if one.partition("-")[0] in asked.country))


def _case(request: HttpRequest, asked: Asked) -> Case | None:
    if asked.is_of_peers and asked.organization:
        return case_of_peers(asked.organization, census_now())
    return case_of(asked.question, asked.organization, may_build=may_count_months(request))


def _kept_if_whole(response: HttpResponse, case: Case | None) -> HttpResponse:
    """The next one who asks may get more of what was left open."""
    if case and not case.is_whole:
        response.headers["Cache-Control"] = "no-store"
    return response


def _nothing(asked: Asked) -> str:
    if asked.is_of_peers:
        return _("It has no peers that we know of, or is no longer a current organization.")
    return _("We know no organization of that kind there. Choose a wider place, or every type.")


def _busy(request: HttpRequest, asked: Asked) -> HttpResponse:
    context = {
        "fields": _fields(asked.question, census_now()),
        "why": _("Many pages are being set just now. Try again in a minute, or print the preview."),
    }
    response = render(request, "figures/case.html", context, status=503)
    response.headers["Retry-After"] = "60"
    return response


def _remembered(tag: str) -> bytes | None:
    with _keeping:
        if tag in _kept:
            _kept.move_to_end(tag)
        return _kept.get(tag)


def _remember(tag: str, made: bytes) -> None:
    with _keeping:
        _kept[tag] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def _slug(request: HttpRequest) -> str:
    """A name for the file, of letters that no header minds."""
    said = "-".join(one for key in _NAMING for one in request.GET.getlist(key))
    plain = "".join(one if one.isascii() and one.isalnum() else "-" for one in said.lower())[:60]
    return "-".join(filter(None, ("rounds-case", *plain.split("-"))))


def _fields(question: Question, census: Census) -> list[Field]:
    country = question.country[0] if len(question.country) == 1 else "US"
    return [
        Field("country", _("Country"), _choices("country", question.country, census, "")),
        Field("region", _("State or region"), _choices("region", question.region, census, f"{country}-")),
        Field("type", _("Type"), _choices("type", question.type, census, "")),
    ]


def _choices(facet: Facet, wanted: Sequence[str], census: Census, start: str) -> list[Choice]:
    known = [one for one in census.facts(facet) if one.startswith(start)]
    values = [value for value in dict.fromkeys((*known, *wanted)) if value]
    choices = [Choice(value, facets.label(facet, value), value in wanted) for value in values]
    return [Choice("", _("All"), not wanted), *sorted(choices, key=lambda one: one.label)]


def _hits(typed: str) -> list[Hit]:
    path = reverse("figures:case")
    best = candidates(typed, census_now()).organizations
    return [Hit(one, f"{path}?{urlencode({'organization': one.slug})}") for one in best]


def _shown(case: Case, asked: Asked) -> dict[str, Any]:
    path = reverse("figures:case_pdf")
    labels = {"a4": _("A4"), "letter": _("US Letter")}
    papers = [
        Paper(name, labels[name], f"{path}?{asked.encoded(paper=name)}", name == case.paper)
        for name in PAPERS
    ]
    return {
        "case": case,
        "papers": sorted(papers, key=lambda one: not one.is_usual),
        "parts": stacks(
            "case-coverage",
            _("How they are covered"),
            [one.label for one in case.parts],
            [Stack(_("All of them"), [one.organizations for one in case.parts])],
            has_rest=True,
        ),
        "platforms": bars("case-platforms", _("On which platforms"), [_bar(one) for one in case.platforms]),
        "beside": _beside(case.beside),
        "beside_rows": [(one.label, part(one.value or 0, one.whole)) for one in case.beside.areas],
        "trend": _trend(case),
    }


def _bar(one: OnPlatform) -> Bar:
    label = _("%(platform)s (we are there)") % {"platform": one.name} if one.is_ours else one.name
    return Bar(label, one.organizations, one.of, is_ours=one.is_ours)


def _beside(beside: Beside) -> SafeString:
    if not beside.areas:
        return bars("case-beside", beside.title, beside.bars)
    geography = Geography.US_STATES if beside.is_states else Geography.WORLD
    return choropleth(
        "case-beside",
        beside.title,
        geography,
        beside.areas,
        equal_counts=not beside.is_states,
        chosen=beside.chosen,
    )


def _trend(case: Case) -> SafeString | str:
    if not case.trend:
        return ""
    points = [Point(one.on, one.own) for one in case.trend]
    return lines(
        "case-trend", _("Over time"), [Panel("", [Series(_("With an account of their own"), points)])]
    )
