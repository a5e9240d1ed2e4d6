"""A lesson: its text and settings, and the list of what it carries."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rounds.core import prose
from rounds.courses.actions.editions import NotADraft
from rounds.courses.actions.writing import attached, parts, taking_out
from rounds.courses.actions.writing.drafts import ChangedMeanwhile, mark_of
from rounds.courses.actions.writing.lessons import add_lesson, write_lesson
from rounds.courses.forms.lesson import LessonForm, typed_of
from rounds.courses.models import Lesson, Module, TakenOut
from rounds.courses.questions import right_answer
from rounds.courses.views.office import clashing
from rounds.courses.views.office.showing import (
    FORMS,
    above,
    authors,
    desk_of,
    drafted_lesson,
    show,
    status_of,
    typed,
)
from rounds.users.signed_in import person

PREVIEW = "preview"
LONGEST_BODY = 100_000


@require_http_methods(FORMS)
@authors
def new_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """At the end of a module."""
    module = get_object_or_404(Module.objects.select_related("edition__course"), pk=pk)
    if module.edition.published_at:
        raise NotADraft
    form = LessonForm(typed(request), edition=module.edition)
    if request.method == "POST" and form.is_valid() and not _is_preview(request):
        made = add_lesson(module=module, to=form.to, by=person(request), at=timezone.now())
        return _kept(request, made)
    context = {"form": form, "back": desk_of(module.edition), **_preview(request)}
    status = 200 if _is_preview(request) else status_of(form)
    return show(request, "lesson", _("New lesson"), context, above(module.edition), status=status)


@require_http_methods(FORMS)
@authors
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    found = clashing.writable(request, Lesson, pk)
    if found is None:
        return _lost(request, pk)
    form = LessonForm(typed(request), edition=found.edition, initial=typed_of(found))
    if request.method != "POST" or _is_preview(request) or not form.is_valid():
        status = 200 if _is_preview(request) else status_of(form)
        seen = request.POST.get("seen", mark_of(found)) if request.method == "POST" else mark_of(found)
        return _show(request, found, form, {"seen": seen, **_preview(request)}, status)
    try:
        seen = clashing.seen_of(request, found)
        write_lesson(lesson=found, to=form.to, seen=seen, by=person(request), at=timezone.now())
    except ChangedMeanwhile as changed:
        if not isinstance(changed.now, Lesson):
            return _lost(request, pk)
        context = {
            "is_changed": True,
            "theirs": form.beside(typed_of(changed.now)),
            "seen": mark_of(changed.now),
        }
        return _show(request, changed.now, form, context, 409)
    except NotADraft:
        return _lost(request, pk)
    return _kept(request, found)


@require_http_methods(FORMS)
@authors
def carried(request: HttpRequest, pk: int) -> HttpResponse:
    """Questions, review cards and files of a lesson."""
    found = drafted_lesson(pk)
    if request.method == "POST":
        return _do(request, found)
    questions = [
        (one, right_answer(one.kind, one.content)) for one in found.questions.order_by("position", "pk")
    ]
    context = {
        "lesson": found,
        "questions": questions,
        "cards": found.cards.order_by("position", "pk"),
        "files": [(one, attached.shown(one)) for one in found.files.order_by("name", "pk")],
        "taken_out": TakenOut.objects.of(found.edition).filter(lesson_id=found.pk).order_by("-at", "-pk"),
    }
    way = above(found.edition, found)
    return show(request, "carried", _("Questions, review cards and files"), context, way)


def _do(request: HttpRequest, found: Lesson) -> HttpResponse:
    by, at = person(request), timezone.now()
    what, _colon, which = request.POST.get("do", "").partition(":")
    noun, _dash, verb = what.partition("-")
    back = reverse("office_lesson_carried", args=[found.pk])
    if not (which.isascii() and which.isdecimal()):
        return redirect(back)
    pk = int(which[:18])
    if what == "put-back":
        taking_out.put_back(edition=found.edition, pk=pk, by=by, at=at)
        return redirect(back)
    rows: dict[str, Any] = {"question": found.questions, "card": found.cards, "file": found.files}
    part = rows[noun].filter(pk=pk).first() if noun in rows else None
    if part is None:
        return redirect(back)
    if verb in ("up", "down") and noun != "file":
        parts.move_part(part=part, is_up=verb == "up")
        return redirect(f"{back}#{noun}-{pk}")
    if verb == "out":
        if noun == "file":
            attached.detach_file(file=part, by=by, at=at)
        else:
            parts.take_part_out(part=part, by=by, at=at)
        messages.success(request, _("“%(title)s” is taken out. You can put it back below.") % {"title": part})
    return redirect(f"{back}#taken-out")


def _kept(request: HttpRequest, kept: Lesson) -> HttpResponse:
    messages.success(request, _("“%(title)s” is kept.") % {"title": request.POST.get("title", "").strip()})
    if request.POST.get("do") == "carried":
        return redirect("office_lesson_carried", kept.pk)
    return redirect(desk_of(kept.edition, f"lesson-{kept.pk}"))


def _lost(request: HttpRequest, pk: int) -> HttpResponse:
    was, context = clashing.lost(Lesson, pk)
    assert isinstance(was, Lesson)
    form = LessonForm(typed(request), edition=was.edition)
    form.is_valid()
    return _show(request, was, form, context, 409)


def _show(
    request: HttpRequest, found: Lesson, form: LessonForm, more: dict[str, Any], status: int
) -> HttpResponse:
    context = {"form": form, "lesson": found, "back": desk_of(found.edition), **more}
    return show(request, "lesson", found.title, context, above(found.edition), status=status)


def _is_preview(request: HttpRequest) -> bool:
    return request.POST.get("do") == PREVIEW


def _preview(request: HttpRequest) -> dict[str, Any]:
    """Of what is typed, before it is kept."""
    if not _is_preview(request):
        return {}
    return {"is_preview": True, "preview": prose.html(request.POST.get("body", "")[:LONGEST_BODY], top=3)}
