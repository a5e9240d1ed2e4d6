"""A file of a lesson, for whoever may read the lesson: whole, in part, or not again."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from rounds.courses.models import Lesson, LessonFile
from rounds.courses.views.reading import found, row_of
from rounds.media import sending


@require_safe
def lesson_file(request: HttpRequest, slug: str, key: str, name: str) -> HttpResponseBase:
    place = found(request, slug)
    row = row_of(place, key)
    if not row.is_open:
        raise Http404  # as if there were none: the lesson's page says who may have it
    return send(request, file_of(row.lesson, name))


def file_of(lesson: Lesson, name: str) -> LessonFile:
    """Raises Http404."""
    if not name.isprintable():
        raise Http404  # the database would not even look for it
    return get_object_or_404(LessonFile, lesson=lesson, name=name)


def send(request: HttpRequest, one: LessonFile) -> HttpResponseBase:
    """Pictures are shown; all else is kept by whoever asks for it."""
    file = one.file
    what = sending.Sent(
        open=lambda: file.storage.open(file.name or ""),
        size=one.size,
        tag=one.sha256,
        content_type=one.content_type,
        name=one.name,
        is_download=not one.content_type.startswith("image/"),
    )
    return sending.send(request, what)
