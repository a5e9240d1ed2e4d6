"""A course comes as a ZIP, and goes out as one."""

import tempfile

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.courses.actions.writing.taking_out import take_in_folder
from rounds.courses.exporting import folder_of
from rounds.courses.folders import reading, unpacking, writing
from rounds.courses.folders.shape import Fault, Faulty
from rounds.courses.forms.files import FolderForm
from rounds.courses.models import Course
from rounds.courses.views.office.showing import FORMS, above, authors, desk_of, show, status_of, typed
from rounds.users.signed_in import person

MOST_SHOWN = 100  # faults
IN_MEMORY = 4 * 1024 * 1024


@require_http_methods(FORMS)
@authors
def folder(request: HttpRequest) -> HttpResponse:
    """It becomes a draft, whole or not at all; every fault is told with its file and line."""
    form = FolderForm(typed(request), request.FILES if request.method == "POST" else None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = reading.read(unpacking.from_zip(form.cleaned_data["folder"]))
        except Faulty as refused:
            faults = refused.faults
        else:
            draft = take_in_folder(folder=found, by=person(request), at=timezone.now())
            messages.success(
                request, _("The folder is here, as a draft. Nobody sees it until you publish it.")
            )
            return redirect(desk_of(draft))
    context = {"form": form, "faults": faults[:MOST_SHOWN], "more": max(len(faults) - MOST_SHOWN, 0)}
    status = 422 if faults else status_of(form)
    return show(request, "folder", _("Bring a course"), context, above(), status=status)


@require_safe
@authors
def folder_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The draft where there is one; else what is published."""
    course = get_object_or_404(Course, pk=pk)
    edition = course.editions.order_by("-number").select_related("course")[0]
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    writing.write(folder_of(edition), file)
    file.seek(0)
    name = f"{course.slug}-{edition.number}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
