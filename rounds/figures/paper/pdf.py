"""From a case to a PDF."""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rounds.core.charts import Bar, Geography, printed
from rounds.core.charts.words import part
from rounds.core.paper.lettering import printable
from rounds.core.paper.typesetting import NotInTime, set_pdf
from rounds.core.templatetags.core import number
from rounds.figures.beside import Beside
from rounds.figures.case import Case, Ours

__all__ = ["PAPERS", "NotInTime", "content_of", "pdf_of"]

TEMPLATE = Path(__file__).parent / "case.typ"
PAPERS = ("a4", "letter")
MOST_MISSING = 4  # places without a shape that are named


def pdf_of(case: Case, paper: str) -> bytes:
    """The same case gives the same bytes, to readers of one language. Raises NotInTime."""
    return set_pdf(TEMPLATE, content_of(case, paper), day=case.day)


def content_of(case: Case, paper: str) -> dict[str, Any]:
    """All that stands on the page, in letters that it can print."""
    whole = case.whole.organizations
    return {
        "paper": paper,
        "language": (get_language() or "en").partition("-")[0],
        "title": printable(case.title, 160),
        "headline": printable(case.headline, 320),
        "floor": printable(case.floor, 240),
        "basis": printable(case.basis, 400),
        "labels": _labels(),
        "parts": [
            {
                "label": one.label,
                "share": one.organizations / whole if whole else 0,
                "said": part(one.organizations, whole),
            }
            for one in case.parts
        ],
        "platforms": [
            {"name": one.name, "share": one.organizations / one.of, "said": one.said, "ours": one.is_ours}
            for one in case.platforms
        ],
        "beside": _beside(case.beside),
        "examples": [
            {
                "platform": one.platform,
                "names": "; ".join(printable(name, 48) for name in one.names),
                "more": _more(one.more),
            }
            for one in case.examples
        ],
        "trend": _trend(case),
        "ours": _ours(case.ours) if case.ours else None,
        "how": [printable(one, 400) for one in case.how],
        "left_out": [
            {"label": one.label, "amount": number(one.amount), "total": one.is_total} for one in case.left_out
        ],
        "address": printable(case.address, 600),
    }


def _labels() -> dict[str, str]:
    return {
        "list": _("Health Care Social Media List"),
        "coverage": _("How they are covered"),
        "platforms": _("On which platforms"),
        "no_platforms": _("None of them has an account in the List yet."),
        "who": _("Who is there"),
        "platform": _("Platform"),
        "names": _("Among others"),
        "trend": _("Over time"),
        "us": _("We and our peers"),
        "lacks": _("Most peers with accounts are there, and we are not:"),
        "ours": _("In the warm color and with a dot: we are there, too."),
        "chosen": _("Outlined: the state that this page is about."),
        "missing": _("Without a shape on this map:"),
        "how": _("How it was counted"),
        "left_out": _("What was left out"),
        "nothing_left_out": _("Nothing: every organization of the set is counted."),
        "check": _("Check it, with every row behind it:"),
    }


def _beside(beside: Beside) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": beside.title,
        "bars": [_bar(one) for one in beside.bars],
        "note": printable(beside.note, 300),
        "map": None,
    }
    if beside.areas:
        geography = Geography.US_STATES if beside.is_states else Geography.WORLD
        drawn = printed.choropleth(
            geography, beside.areas, chosen=beside.chosen, equal_counts=not beside.is_states
        )
        missing = [printable(one, 60) for one in drawn.missing]
        more = [_more(len(missing) - MOST_MISSING)] if len(missing) > MOST_MISSING else []
        made["map"] = {
            "svg": drawn.svg,
            "said": printable(f"{beside.title}. {'; '.join(words for _fill, words in drawn.legend)}", 600),
            "legend": [{"fill": fill, "words": words} for fill, words in drawn.legend],
            "missing": "; ".join([*missing[:MOST_MISSING], *more]),
            "chosen": bool(beside.chosen),
        }
    return made


def _bar(one: Bar) -> dict[str, Any]:
    whole = one.whole or 0
    return {
        "name": printable(one.label, 40),
        "share": one.value / whole if whole else 0,
        "said": part(one.value, one.whole),
        "ours": one.is_ours,
    }


def _trend(case: Case) -> dict[str, Any] | None:
    if not case.trend:
        return None
    first, last = case.trend[0], case.trend[-1]
    days = (last.on - first.on).days or 1
    most = max(one.own for one in case.trend) or 1
    told = {
        "first": number(first.own),
        "last": number(last.own),
        "from": date_format(first.on, "DATE_FORMAT"),
        "to": date_format(last.on, "DATE_FORMAT"),
    }
    return {
        "points": [[(one.on - first.on).days / days, one.own / most] for one in case.trend],
        "first": told["first"],
        "last": told["last"],
        "said": _("With an account of their own: %(first)s on %(from)s, %(last)s on %(to)s.") % told,
    }


def _ours(ours: Ours) -> dict[str, Any]:
    return {
        "sentence": printable(ours.sentence, 240),
        "lacks": [printable(one, 120) for one in ours.lacks],
    }


def _more(count: int) -> str:
    return _("%(n)s more") % {"n": number(count)} if count > 0 else ""
