"""The desk of one course: its outline, what is missing, and publishing."""

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rounds.courses.actions import editions
from rounds.courses.actions.editions import NotADraft, NotReady
from rounds.courses.actions.writing import lessons, outline, taking_out
from rounds.courses.actions.writing.drafts import ChangedMeanwhile, mark_of
from rounds.courses.checking import Finding, findings_of
from rounds.courses.differing import How, between
from rounds.courses.forms.course import ModuleForm, PublishForm
from rounds.courses.models import Course, Edition, Module, TakenOut
from rounds.courses.parts import parts_of
from rounds.courses.preview import ROLES
from rounds.courses.views.office.showing import (
    FORMS,
    above,
    authors,
    desk_of,
    draft_of,
    show,
    status_of,
    typed,
)
from rounds.users.signed_in import person


@require_http_methods(FORMS)
@authors
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft, or what is published while there is none."""
    found = get_object_or_404(Course, pk=pk)
    if request.method == "POST":
        return _do(request, found)
    return _desk(request, found)


@require_POST
@authors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_of(pk)
    form = PublishForm(request.POST, is_first=draft.number == 1)
    if not form.is_valid():
        return _desk(request, draft.course, form, status=422)
    try:
        editions.publish_edition(
            edition=draft,
            what_changed=form.cleaned_data["what_changed"],
            by=person(request),
            at=timezone.now(),
        )
    except NotReady:
        return _desk(request, draft.course, form, status=409)
    messages.success(request, _("Edition %(number)s is published.") % {"number": draft.number})
    return redirect(desk_of(draft))


@require_POST
@authors
def new_module(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_of(pk)
    form = ModuleForm(request.POST)
    if not form.is_valid():
        return _desk(request, draft.course, module_form=form, status=422)
    made = outline.add_module(
        edition=draft, title=form.cleaned_data["title"], by=person(request), at=timezone.now()
    )
    return redirect(desk_of(draft, f"module-{made.pk}"))


@require_http_methods(FORMS)
@authors
def module(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name."""
    found = get_object_or_404(
        Module.objects.select_related("edition__course"), pk=pk, edition__published_at=None
    )
    form = ModuleForm(typed(request), initial={"title": found.title})
    context: dict[str, Any] = {"form": form, "back": desk_of(found.edition)}
    if request.method == "POST" and form.is_valid():
        seen, title = request.POST.get("seen", ""), form.cleaned_data["title"]
        try:
            outline.rename_module(module=found, title=title, seen=seen, by=person(request), at=timezone.now())
            return redirect(desk_of(found.edition, f"module-{found.pk}"))
        except ChangedMeanwhile:
            found.refresh_from_db()
            context |= {"is_changed": True, "theirs": form.beside({"title": found.title})}
    context["seen"] = mark_of(found)
    status = 409 if "is_changed" in context else status_of(form)
    return show(request, "form", _("Name of the module"), context, above(found.edition), status=status)


def _do(request: HttpRequest, found: Course) -> HttpResponse:
    by, at = person(request), timezone.now()
    what, _colon, which = request.POST.get("do", "").partition(":")
    back = reverse("office_course", args=[found.pk])
    if what == "begin":
        editions.begin_draft(course=found, by=by, at=at)
    elif what == "throw-away":
        if taking_out.throw_away(course=found, by=by, at=at):
            messages.success(request, _("The draft is thrown away. What is published stays."))
    elif what == "take-up":
        taking_out.take_up_draft(course=found, by=by, at=at)
        messages.success(request, _("The draft is back as it was."))
    elif what == "retire":
        editions.retire(course=found, by=by, at=at)
        messages.success(request, _("It is offered no more. Whoever has begun goes on."))
    elif what == "offer":
        editions.take_up_again(course=found, by=by, at=at)
        messages.success(request, _("It is offered again."))
    elif which.isascii() and which.isdecimal():
        return redirect(back + _do_in_draft(request, draft_of(found.pk), what, int(which[:18])))
    return redirect(back)


def _do_in_draft(request: HttpRequest, draft: Edition, what: str, pk: int) -> str:
    """Where on the desk one goes on."""
    by, at = person(request), timezone.now()
    if what == "put-back":
        kept = taking_out.put_back(edition=draft, pk=pk, by=by, at=at)
        if kept:
            messages.success(request, _("“%(title)s” is back.") % {"title": kept.title})
        return ""
    noun, _dash, verb = what.partition("-")
    if noun == "module" and (module := draft.modules.filter(pk=pk).first()):
        if verb in ("up", "down"):
            outline.move_module(module=module, is_up=verb == "up")
        elif verb == "out":
            outline.take_module_out(module=module, by=by, at=at)
            return _is_out(request, module.title)
    elif noun == "lesson" and (lesson := draft.lessons.filter(pk=pk).first()):
        if verb in ("up", "down"):
            lessons.move_lesson(lesson=lesson, is_up=verb == "up")
        elif verb == "out":
            lessons.take_lesson_out(lesson=lesson, by=by, at=at)
            return _is_out(request, lesson.title)
    return f"#{noun}-{pk}"


def _is_out(request: HttpRequest, title: str) -> str:
    messages.success(request, _("“%(title)s” is taken out. You can put it back below.") % {"title": title})
    return "#taken-out"


def _desk(
    request: HttpRequest,
    found: Course,
    form: PublishForm | None = None,
    module_form: ModuleForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    newest = found.editions.order_by("-number").select_related("course").first()
    if newest is None:
        raise NotADraft
    draft = None if newest.published_at else newest
    context: dict[str, Any] = {
        "course": found,
        "edition": newest,
        "draft": draft,
        "aims": newest.objectives.order_by("position", "pk"),
        "outline": _outline(newest),
        "editions": _beside(found),
        "next": newest.number + 1,
        "takers": found.enrolments.count(),
        "roles": ROLES.items(),
        "aside": taking_out.draft_aside(found),
    }
    if draft:
        context |= _drafted(draft) | {
            "form": form or PublishForm(is_first=draft.number == 1),
            "module_form": module_form or ModuleForm(),
        }
    return show(request, "course", newest.title, context, above(), status=status)


def _outline(edition: Edition) -> list[dict[str, Any]]:
    counts = {name: Count(name, distinct=True) for name in ("questions", "cards", "files")}
    rows = edition.lessons.annotate(**{f"{name}_there": count for name, count in counts.items()})
    by_module: dict[int, list[Any]] = {}
    for lesson in rows.order_by("position", "pk"):
        by_module.setdefault(lesson.module_id, []).append(lesson)
    modules = edition.modules.order_by("position", "pk")
    return [{"module": one, "lessons": by_module.get(one.pk, [])} for one in modules]


def _beside(found: Course) -> list[tuple[Edition, Edition | None]]:
    """Each published edition with the one before it, the newest first."""
    published = list(found.editions.published().order_by("-number"))
    return list(zip_longest(published, published[1:]))


def _drafted(draft: Edition) -> dict[str, Any]:
    earlier = Edition.objects.published().filter(course_id=draft.course_id).order_by("-number").first()
    differences = between(parts_of(earlier), parts_of(draft)) if earlier else []
    keys = dict(draft.lessons.values_list("key", "pk"))
    return {
        "faults": [(one.what, _place(draft, one, keys)) for one in findings_of(draft)],
        "earlier": earlier,
        "how": {one.key: one.how for one in differences},
        "is_same": bool(earlier) and all(one.how == How.SAME for one in differences),
        "taken_out": TakenOut.objects.of(draft).filter(lesson_id=None).order_by("-at", "-pk"),
    }


def _place(draft: Edition, finding: Finding, keys: dict[str, int]) -> str:
    """Where it can be put right."""
    if finding.lesson in keys:
        return reverse("office_lesson", args=[keys[finding.lesson]])
    if not draft.lessons.exists():
        return "#outline" if draft.summary else reverse("office_course_about", args=[draft.course_id])
    return reverse("office_course_about", args=[draft.course_id])
