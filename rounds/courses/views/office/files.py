"""Files of a lesson."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rounds.courses.actions.writing import attached
from rounds.courses.actions.writing.drafts import ChangedMeanwhile, mark_of
from rounds.courses.forms.files import Brought, FileForm, FileNameForm
from rounds.courses.models import Lesson, LessonFile
from rounds.courses.views.office.showing import FORMS, above, authors, drafted_lesson, show, status_of, typed
from rounds.users.signed_in import person


@require_http_methods(FORMS)
@authors
def new_file(request: HttpRequest, pk: int) -> HttpResponse:
    lesson = drafted_lesson(pk)
    form = FileForm(typed(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _attach(request, lesson, form):
        return redirect(reverse("office_lesson_carried", args=[pk]) + "#files")
    context = {"form": form, "has_file": True, "back": reverse("office_lesson_carried", args=[pk])}
    return show(
        request, "form", _("New file"), context, above(lesson.edition, lesson), status=status_of(form)
    )


@require_http_methods(FORMS)
@authors
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Its title."""
    files = LessonFile.objects.select_related("lesson__edition__course", "lesson__module")
    found = get_object_or_404(files, pk=pk, lesson__edition__published_at=None)
    form = FileNameForm(typed(request), file=found)
    back = reverse("office_lesson_carried", args=[found.lesson_id]) + "#files"
    context: dict[str, Any] = {"form": form, "back": back}
    if request.method == "POST" and form.is_valid():
        seen, title = request.POST.get("seen", ""), form.cleaned_data["title"]
        try:
            attached.name_file(file=found, title=title, seen=seen, by=person(request), at=timezone.now())
            return redirect(back)
        except ChangedMeanwhile:
            found = get_object_or_404(files, pk=pk)
            context |= {"is_changed": True, "theirs": form.beside({"title": found.title})}
    context["seen"] = mark_of(found)
    status = 409 if "is_changed" in context else status_of(form)
    way = above(found.lesson.edition, found.lesson)
    return show(request, "form", found.name, context, way, status=status)


def _attach(request: HttpRequest, lesson: Lesson, form: FileForm) -> bool:
    brought: Brought = form.cleaned_data["file"]
    try:
        made = attached.attach_file(
            lesson=lesson,
            name=brought.name,
            title=form.cleaned_data["title"],
            content=brought.content,
            content_type=brought.content_type,
            is_shown=brought.is_picture and form.cleaned_data["is_shown"],
            by=person(request),
            at=timezone.now(),
        )
    except attached.NameTaken:
        form.add_error("file", _("The lesson has a file of this name. Give yours another, or take that out."))
        return False
    except attached.TooManyFiles:
        form.add_error("file", _("More files do not fit into one lesson: take one out first."))
        return False
    messages.success(request, _("“%(name)s” is attached.") % {"name": made.name})
    return True
