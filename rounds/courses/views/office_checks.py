"""The back office for checks: essays that wait, how questions do, and who has more time."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.core.charts import Bar, bars
from rounds.core.office_page import office_page
from rounds.courses.actions.essays import read_essay
from rounds.courses.actions.extra_time import give_extra_time
from rounds.courses.actions.refusing import Refused
from rounds.courses.checks.allowed import GIVE_TIME, WRITE
from rounds.courses.checks.counting import items
from rounds.courses.checks.figures import FEWEST, Says
from rounds.courses.checks.prose import prose
from rounds.courses.essays_waiting import waiting
from rounds.courses.forms.checks import EssayForm, ExtraTimeForm
from rounds.courses.models import Answer, Course, ExtraTime
from rounds.users.models import User
from rounds.users.signed_in import person

A_PAGE = 50
ICON = "form"


@require_safe
@permission_required(WRITE, raise_exception=True)
def essays(request: HttpRequest) -> HttpResponse:
    """Who wrote them is not told: the oldest first."""
    found = waiting().select_related("question", "attempt__lesson__edition__course")
    page = Paginator(found.order_by("attempt__ended_at", "pk"), A_PAGE).get_page(request.GET.get("p"))
    return _show(request, "essays", _("Essays to read"), {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(WRITE, raise_exception=True)
def essay(request: HttpRequest, pk: int) -> HttpResponse:
    answer = get_object_or_404(_essays(), pk=pk)
    form = EssayForm(request.POST) if request.method == "POST" else EssayForm(initial=_as_read(answer))
    status = 200
    if request.method == "POST" and form.is_valid():
        refusal = _read(request, answer, form)
        if not refusal:
            return _to_next(request)
        messages.error(request, refusal)
        answer, status = get_object_or_404(_essays(), pk=pk), 409
        form = EssayForm({**form.cleaned_data, "seen": answer.points})
    elif form.is_bound:
        status = 422
    context = {
        "answer": answer,
        "question": prose(answer.question.text, answer.question.lesson),
        "feedback": prose(answer.question.feedback, answer.question.lesson),
        "words": len(str(answer.given).split()),
        "most": answer.question.content.get("words_at_most"),
        "form": form,
    }
    above = [{"url": reverse("office_essays"), "label": _("Essays to read")}]
    return _show(request, "essay", answer.attempt.lesson.title, context, above, status=status)


def _essays() -> Any:
    """Those that were handed in."""
    of = Answer.objects.filter(question__kind="essay", attempt__ended_at__isnull=False)
    return of.select_related(
        "question__lesson__edition__course", "attempt__lesson__edition__course", "marked_by"
    ).prefetch_related("question__lesson__files")


def _as_read(answer: Answer) -> dict[str, Any]:
    percent = None if answer.points is None else round(answer.points * 100)
    return {"percent": percent, "seen": answer.points, "remark": answer.remark}


def _read(request: HttpRequest, answer: Answer, form: EssayForm) -> str:
    """Why not, or ""."""
    try:
        read_essay(
            answer=answer,
            points=form.cleaned_data["percent"] / 100,
            remark=form.cleaned_data["remark"],
            seen=form.cleaned_data["seen"],
            by=person(request),
            at=timezone.now(),
        )
    except Refused as refused:
        if refused.reason == Refused.OWN:
            return _("You wrote this essay yourself: somebody else reads it.")
        return _("Somebody else read this essay meanwhile. Their points are kept; yours are below.")
    return ""


def _to_next(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Kept. Whoever wrote it sees your points and what you say."))
    following = waiting().order_by("attempt__ended_at", "pk").values_list("pk", flat=True).first()
    return redirect("office_essay", following) if following else redirect("office_essays")


@require_safe
@permission_required(WRITE, raise_exception=True)
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    course = get_object_or_404(Course, pk=pk)
    found = items(course)
    shown = [one for one in found if one.figures.facility is not None]
    chart = bars(
        "facility",
        _("Share of the points that people got, by question"),
        [
            Bar(f"{number}. {one.question.text}", one.figures.facility or 0, 1)
            for number, one in _numbered(found, shown)
        ],
    )
    context = {
        "rows": [(one, _sentence(one.figures.says)) for one in found],
        "chart": chart if shown else "",
        "fewest": FEWEST,
        "course": course,
    }
    title = _("How the questions of %(code)s do") % {"code": course.code}
    return _show(request, "questions", title, context)


def _numbered(found: list[Any], shown: list[Any]) -> list[tuple[int, Any]]:
    return [(number, one) for number, one in enumerate(found, start=1) if one in shown]


def _sentence(says: Says) -> str:
    return {
        Says.AGAINST: _("Those who do well otherwise miss it: look at it again."),
        Says.HARD: _("Few have this right. Is it in the lesson, and is the question clear?"),
        Says.EASY: _("Nearly everybody has this right."),
        Says.WEAK: _("Those who know the rest have it hardly more often than others."),
        Says.GOOD: _("Those who know the rest know this."),
        Says.NOTHING: "",
    }[says]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(GIVE_TIME, raise_exception=True)
def extra_time(request: HttpRequest, pk: int) -> HttpResponse:
    about = get_object_or_404(User, pk=pk, is_active=True)
    there = ExtraTime.objects.filter(user=about).select_related("given_by").first()
    form = ExtraTimeForm(request.POST if request.method == "POST" else None, initial=_initial(there))
    if form.is_bound and form.is_valid():
        give_extra_time(
            user=about, percent=form.cleaned_data["percent"], by=person(request), at=timezone.now()
        )
        messages.success(request, _("Kept."))
        return redirect("office_extra_time", pk)
    status = 422 if form.is_bound else 200
    context = {"about": about, "there": there, "form": form}
    return _show(request, "extra_time", _("Time in checks"), context, status=status)


def _initial(there: ExtraTime | None) -> dict[str, int]:
    return {"percent": there.percent if there else 0}


def _show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    above: list[dict[str, str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = f"courses/check_office/{name}.html"
    return office_page(request, page, title, context, icon=ICON, way=above, status=status)
