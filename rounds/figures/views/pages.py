"""The figures of today or of a past day: all of them, and by place."""

import shlex
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.directory.caching import versioned
from rounds.directory.grid.census import census_at
from rounds.directory.views.days import Day, of_a_day
from rounds.figures import pictures, sentences
from rounds.figures.answers import Answer, Unanswerable, answer_to
from rounds.figures.asking import carried_labels, form_of
from rounds.figures.limits import may_count, metered
from rounds.figures.questions import NARROWED_BY, Question, read
from rounds.figures.tables import Table, tables

_ON_THE_FIRST_PAGE = (
    "coverage", "accounts", "platforms", "closed-platforms", "proofs", "types", "beds", "ownerships", "spread",
    "per-organization",
)  # fmt: skip


class Section(NamedTuple):
    table: Table
    picture: SafeString | str
    file: str  # address of the table as CSV
    cite: str
    is_folded: bool = False  # so many lines that they are shown only to whoever opens them

    @property
    def is_narrow(self) -> bool:
        """Whether chart and table have room side by side."""
        return len(self.table.headings) <= 2


@require_safe
@versioned
@metered
@of_a_day
def figures(request: HttpRequest, *, day: Day) -> HttpResponse:
    try:
        answer = asked(request, day)
    except Unanswerable as why:
        return nothing(request, day, str(why))
    shown = [one for one in tables(answer) if one.name in _ON_THE_FIRST_PAGE and _tells(one)]
    return render(
        request,
        "figures/figures.html",
        {
            **_about(request, day, answer),
            "three": sentences.three(answer),
            "parents": sentences.parents(answer),
            "proven": sentences.proven(answer),
            "seen": sentences.seen(answer),
            "way_down": sentences.way_down(answer),
            "sections": [section(one, answer) for one in shown],
            "places_address": _to("figures:places", answer.question),
            "over_time_address": _to("figures:over_time", answer.question.on("")),
            "export": f"{settings.PUBLIC_URL}/list.jsonl?scope=register&as_of={answer.day.isoformat()}",
            "command": command(answer),
        },
    )


@require_safe
@versioned
@metered
@of_a_day
def places(request: HttpRequest, *, day: Day) -> HttpResponse:
    """By state or region, and by country, with maps."""
    try:
        answer = asked(request, day)
    except Unanswerable as why:
        return nothing(request, day, str(why))
    by_name = {one.name: one for one in tables(answer)}
    labels = {row.value: row.label for name in ("places", "countries") for row in by_name[name].rows}
    of_places = section(by_name["places"], answer)
    of_countries = section(by_name["countries"], answer)
    maps = {
        "places": pictures.states(answer.question, answer.counted.places, labels),
        "countries": pictures.countries(answer.question, answer.counted.countries, labels),
    }
    is_worldwide = _is_worldwide(answer)
    of_places = of_places._replace(is_folded=is_worldwide)
    shown = (of_countries, of_places) if is_worldwide else (of_places,)
    sections = [one._replace(picture=maps[one.table.name]) for one in shown if one.table.rows]
    return render(
        request,
        "figures/places.html",
        {
            **_about(request, day, answer),
            "sections": sections,
            "figures_address": _to("figures:figures", answer.question),
        },
    )


def _is_worldwide(answer: Answer) -> bool:
    """Whether it is about more than one country and its territories."""
    most = max((one.organizations for one in answer.counted.countries), default=0)
    return most < 0.95 * answer.counted.whole.organizations


def asked(request: HttpRequest, day: Day) -> Answer:
    """Raises Unanswerable, and Busy, which `of_a_day` answers."""
    return answer_to(read(request.GET).on(day.text), moment=day.moment, may_build=may_count(request, day))


def section(table: Table, answer: Answer) -> Section:
    fixed = answer.fixed.encoded()
    cite = _("Rounds, “%(title)s”, %(what)s, as of %(day)s. %(address)s") % {
        "title": table.title,
        "what": sentences.against(answer),
        "day": date_format(answer.day, "DATE_FORMAT"),
        "address": f"{settings.PUBLIC_URL}{_page_of(table)}?{fixed}#{table.name}",
    }
    file = f"{reverse('figures:table_csv', args=[table.name])}?{answer.question.encoded()}"
    return Section(table, pictures.picture(table), file, cite)


def command(answer: Answer) -> str:
    """What counts the same again from the export. Values come from the address, so they are quoted for the shell."""
    question = answer.question
    register = answer.edition.slug if answer.edition else ""
    words = ["python3", "recompute_figures.py", "list.jsonl"]
    words += ["--register", register] if register else []
    for facet in NARROWED_BY:
        for value in getattr(question, facet):
            words += [f"--{facet}", value]
    words += ["--only", f"{question.sub_list}.jsonl"] if question.sub_list else []
    return shlex.join(words)


def _tells(table: Table) -> bool:
    """Whether it has lines; of groups, more than the one that is the whole."""
    return len(table.rows) > (table.name in ("types", "beds", "ownerships"))


def _page_of(table: Table) -> str:
    return reverse("figures:places" if table.name in ("places", "countries") else "figures:figures")


def _to(name: str, question: Question) -> str:
    return f"{reverse(name)}?{question.encoded()}"


def _about(request: HttpRequest, day: Day, answer: Answer) -> dict[str, Any]:
    form = form_of(answer.question, answer.census)
    return {
        "day": day,
        "today": f"{request.path}?{answer.question.on('').encoded()}",
        "yesterday": timezone.now().date() - timedelta(days=1),
        "note": _("Sub-lists are made up as they are today.") if answer.question.sub_list else "",
        "answer": answer,
        "form": form,
        "narrowed_to": carried_labels(form),
        "headline": sentences.headline(answer),
        "floor": sentences.floor(answer),
        "against": sentences.against(answer),
        "question": answer.question.encoded(),
    }


def nothing(request: HttpRequest, day: Day, why: str) -> HttpResponse:
    question = read(request.GET).on(day.text)
    census = census_at(day.moment, may_build=may_count(request, day))
    return render(
        request,
        "figures/nothing.html",
        {
            "why": why,
            "day": day,
            "form": form_of(question, census),
            "yesterday": timezone.now().date() - timedelta(days=1),
        },
        status=404,
    )
