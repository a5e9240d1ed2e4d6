"""What all pages of authors have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core.office_page import office_page
from rounds.courses.actions.editions import NotADraft
from rounds.courses.actions.writing.taking_out import CannotBePutBack
from rounds.courses.finding import WRITE
from rounds.courses.models import Course, Edition, Lesson

ICON = "doc-full-inverse"
FORMS = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponseBase]
Above = list[dict[str, str]]


def authors(view: View) -> View:
    """For those who write courses. Who wants to write in what was published meanwhile is told."""

    @permission_required(WRITE, raise_exception=True)
    @wraps(view)
    def guarded(request: HttpRequest, **which: Any) -> HttpResponseBase:
        try:
            return view(request, **which)
        except NotADraft:
            messages.error(request, _("There is no draft of this any more: it was published or thrown away."))
        except CannotBePutBack:
            messages.error(
                request, _("It cannot be put back: what it belonged to is gone, or a newer draft was begun.")
            )
        return redirect("office_courses")

    return guarded


def draft_of(pk: int) -> Edition:
    """Of the course. Raises NotADraft."""
    course = get_object_or_404(Course, pk=pk)
    draft = course.editions.drafts().select_related("course").first()
    if draft is None:
        raise NotADraft
    return draft


def drafted_lesson(pk: int) -> Lesson:
    """What is published is written no more: as if it were not there."""
    lesson = get_object_or_404(Lesson.objects.select_related("edition__course", "module"), pk=pk)
    if lesson.edition.published_at:
        raise Http404
    return lesson


def typed(request: HttpRequest) -> QueryDict | None:
    """An empty form that was sent is one, too."""
    return request.POST if request.method == "POST" else None


def status_of(form: Any) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200


def above(edition: Edition | None = None, lesson: Lesson | None = None) -> Above:
    """The way back."""
    found = [{"url": reverse("office_courses"), "label": _("Courses")}]
    if edition:
        found.append({"url": desk_of(edition), "label": edition.title})
    if lesson:
        found.append({"url": reverse("office_lesson", args=[lesson.pk]), "label": lesson.title})
    return found


def desk_of(edition: Edition, anchor: str = "") -> str:
    return reverse("office_course", args=[edition.course_id]) + (f"#{anchor}" if anchor else "")


def show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    way: Above | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = f"courses/office/{name}.html"
    return office_page(request, page, title, context, icon=ICON, way=way, status=status)
