"""A question, and a review card."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rounds.courses.actions.editions import NotADraft
from rounds.courses.actions.writing import parts
from rounds.courses.actions.writing.drafts import ChangedMeanwhile, mark_of
from rounds.courses.forms.parts import CardForm, QuestionForm
from rounds.courses.models import Card, Lesson, Question
from rounds.courses.views.office import clashing
from rounds.courses.views.office.showing import FORMS, above, authors, drafted_lesson, show, status_of, typed
from rounds.users.signed_in import person

NEXT = "next"  # keep it, and write another


@require_http_methods(FORMS)
@authors
def new_question(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    lesson = drafted_lesson(pk)
    if kind not in Question.Kind.values:
        raise Http404
    form = QuestionForm(kind, typed(request))
    if request.method == "POST" and not _rows_asked(request, form) and form.is_valid():
        try:
            parts.add_question(lesson=lesson, to=form.to, by=person(request), at=timezone.now())
        except parts.Full:
            form.add_error(None, _("More questions do not fit into one lesson: take one out first."))
        else:
            return _kept(request, lesson, "questions", reverse("office_question_new", args=[pk, kind]))
    title = f"{_('New question')}: {Question.Kind(kind).label}"
    return _question(request, lesson, form, title, {}, _status(request, form))


@require_http_methods(FORMS)
@authors
def question(request: HttpRequest, pk: int) -> HttpResponse:
    found = clashing.writable(request, Question, pk)
    if found is None:
        return _question_lost(request, pk)
    lesson = found.lesson
    form = QuestionForm(found.kind, typed(request), question=found)
    title = f"{_('Question')}: {found.get_kind_display()}"
    if request.method != "POST" or _rows_asked(request, form) or not form.is_valid():
        seen = request.POST.get("seen", "") or mark_of(found)
        return _question(request, lesson, form, title, {"seen": seen}, _status(request, form))
    try:
        seen = clashing.seen_of(request, found)
        parts.write_question(question=found, to=form.to, seen=seen, by=person(request), at=timezone.now())
    except ChangedMeanwhile as changed:
        if not isinstance(changed.now, Question):
            return _question_lost(request, pk)
        more = {"is_changed": True, "theirs": form.beside_question(changed.now), "seen": mark_of(changed.now)}
        return _question(request, lesson, form, title, more, 409)
    except NotADraft:
        return _question_lost(request, pk)
    return _kept(request, lesson, "questions", reverse("office_question_new", args=[lesson.pk, found.kind]))


@require_http_methods(FORMS)
@authors
def new_card(request: HttpRequest, pk: int) -> HttpResponse:
    lesson = drafted_lesson(pk)
    form = CardForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            parts.add_card(lesson=lesson, to=form.cleaned_data, by=person(request), at=timezone.now())
        except parts.Full:
            form.add_error(None, _("More review cards do not fit into one lesson: take one out first."))
        else:
            return _kept(request, lesson, "cards", reverse("office_card_new", args=[pk]))
    return _card(request, lesson, form, _("New review card"), {}, status_of(form))


@require_http_methods(FORMS)
@authors
def card(request: HttpRequest, pk: int) -> HttpResponse:
    found = clashing.writable(request, Card, pk)
    if found is None:
        return _card_lost(request, pk)
    lesson, now = found.lesson, {"front": found.front, "back": found.back}
    form = CardForm(typed(request), initial=now)
    if request.method != "POST" or not form.is_valid():
        told = {"seen": request.POST.get("seen", "") or mark_of(found)}
        return _card(request, lesson, form, _("Review card"), told, status_of(form))
    try:
        seen = clashing.seen_of(request, found)
        parts.write_card(card=found, to=form.cleaned_data, seen=seen, by=person(request), at=timezone.now())
    except ChangedMeanwhile as changed:
        if not isinstance(changed.now, Card):
            return _card_lost(request, pk)
        theirs = form.beside({"front": changed.now.front, "back": changed.now.back})
        more = {"is_changed": True, "theirs": theirs, "seen": mark_of(changed.now)}
        return _card(request, lesson, form, _("Review card"), more, 409)
    except NotADraft:
        return _card_lost(request, pk)
    return _kept(request, lesson, "cards", reverse("office_card_new", args=[lesson.pk]))


def _rows_asked(request: HttpRequest, form: QuestionForm) -> bool:
    """More rows, or another order: nothing is kept, and nothing is refused."""
    do = request.POST.get("do", "")
    if form.rows is None or do.partition(":")[0] not in ("more", "up", "down"):
        return False
    form.rows.done(do)
    return True


def _status(request: HttpRequest, form: QuestionForm) -> int:
    return 200 if form.rows and not form.rows.is_typed else status_of(form)


def _question_lost(request: HttpRequest, pk: int) -> HttpResponse:
    was, more = clashing.lost(Question, pk)
    assert isinstance(was, Question)
    form = QuestionForm(was.kind, typed(request))
    form.is_valid()
    return _question(request, was.lesson, form, _("Question"), more, 409)


def _card_lost(request: HttpRequest, pk: int) -> HttpResponse:
    was, more = clashing.lost(Card, pk)
    form = CardForm(typed(request))
    form.is_valid()
    assert isinstance(was, Card)
    return _card(request, was.lesson, form, _("Review card"), more, 409)


def _kept(request: HttpRequest, lesson: Lesson, anchor: str, another: str) -> HttpResponse:
    if request.POST.get("do") == NEXT:
        return redirect(another)
    return redirect(reverse("office_lesson_carried", args=[lesson.pk]) + f"#{anchor}")


def _question(
    request: HttpRequest, lesson: Lesson, form: QuestionForm, title: str, more: dict[str, Any], status: int
) -> HttpResponse:
    context = {"form": form, "lesson": lesson, "back": _back(lesson), **more}
    return show(request, "question", title, context, above(lesson.edition, lesson), status=status)


def _card(
    request: HttpRequest, lesson: Lesson, form: CardForm, title: str, more: dict[str, Any], status: int
) -> HttpResponse:
    context = {"form": form, "lesson": lesson, "back": _back(lesson), "can_go_on": True, **more}
    return show(request, "form", title, context, above(lesson.edition, lesson), status=status)


def _back(lesson: Lesson) -> str:
    return reverse("office_lesson_carried", args=[lesson.pk])
