"""A workbook: its tasks, one's work on each saved as it is typed; and the work of others in the group, to read."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rounds.core import prose, typed
from rounds.core.merging import Piece, differences
from rounds.core.plain_text import without_unprintable
from rounds.residency.access import Here
from rounds.residency.actions.working import workbooks
from rounds.residency.actions.working.workbooks import Met
from rounds.residency.forms.working import WorkForm
from rounds.residency.models import Place, Rotation, Task, Work
from rounds.residency.not_done import NotDone
from rounds.residency.views.working.entering import inside, number, show, tell, wants_json

MOST = 10_000  # characters of a work


class Row(NamedTuple):
    """`base` and `version`: what the next save begins from. `theirs`: what stands where two changes met."""

    task: Task
    how: str
    work: Work | None
    form: WorkForm | None
    base: str
    version: int
    theirs: str | None
    between: list[Piece]


@inside
def workbook(request: HttpRequest, found: Here, rotation: str) -> HttpResponse:
    if found.place is None:
        return _page(request, found, _rotation(found, rotation), None)
    book = _rotation(found, rotation)
    if request.method == "POST":
        return _do(request, found, found.place, book)
    return _page(request, found, book, found.place, before=typed.take(request))


@inside
def work_of(request: HttpRequest, found: Here, rotation: str, place: int) -> HttpResponse:
    """What somebody of the group has written. Their name stands there even if they have left."""
    whose = get_object_or_404(Place.objects.select_related("user"), pk=place, cohort=found.cohort)
    if not found.reads_work_of(whose) or request.method == "POST":
        raise Http404
    return _page(request, found, _rotation(found, rotation), whose, is_read=True)


def _do(request: HttpRequest, found: Here, place: Place, book: Rotation) -> HttpResponse:
    task = get_object_or_404(
        book.tasks.filter(retired_at=None), key=without_unprintable(request.POST.get("task", ""))
    )
    form = WorkForm(request.POST, prefix=task.key)
    if not form.is_valid():
        return _refuse(request, found, place, book, task, form)
    common: dict[str, Any] = {"place": place, "task": task, "by": found.user, "at": found.at}
    base = without_unprintable(request.POST.get("base", "")).replace("\r\n", "\n")[:MOST]
    try:
        saved = workbooks.save_work(
            **common, version=number(request.POST.get("version")), base=base, **form.cleaned_data
        )
        if request.POST.get("do") == "done":
            workbooks.be_done(**common)
        elif request.POST.get("do") == "again":
            workbooks.be_at_it_again(**common)
    except Met as met:
        return _met(request, found, place, book, task, form, met)
    except NotDone as not_done:
        if wants_json(request):
            return JsonResponse({"said": str(not_done)}, status=409)
        tell(request, not_done)
        return _page(request, found, book, place, form=form, at_task=task, status=409)
    if wants_json(request):
        return _told(saved)
    messages.success(request, _said(request, saved))
    return redirect(reverse("residency:workbook", args=[found.cohort.slug, book.key]) + f"#task-{task.key}")


def _said(request: HttpRequest, saved: workbooks.Saved) -> str:
    match request.POST.get("do"):
        case "done":
            return _("Saved, and done.")
        case "again":
            return _("Saved. The task is open again.")
    if saved.is_merged:
        return _("Saved. It was brought together with what you wrote elsewhere.")
    return _("Saved.")


def _told(saved: workbooks.Saved) -> JsonResponse:
    moment = time_format(localtime(saved.work.changed_at)) if saved.work.pk else ""
    words = _("Saved at %(time)s.") % {"time": moment} if moment else _("Nothing to save yet.")
    return JsonResponse(
        {
            "version": saved.work.version,
            "text": saved.work.text,
            "is_merged": saved.is_merged,
            "said": words,
        }
    )


def _refuse(
    request: HttpRequest, found: Here, place: Place, book: Rotation, task: Task, form: WorkForm
) -> HttpResponse:
    if wants_json(request):
        said = " ".join(str(fault) for faults in form.errors.values() for fault in faults)
        return JsonResponse({"said": said}, status=422)
    return _page(request, found, book, place, form=form.showable(), at_task=task, status=422)


def _met(
    request: HttpRequest, found: Here, place: Place, book: Rotation, task: Task, form: WorkForm, met: Met
) -> HttpResponse:
    if wants_json(request):
        said = _("You changed the same words elsewhere. Press Save to see both.")
        return JsonResponse({"said": said}, status=409)
    return _page(request, found, book, place, form=form, at_task=task, met=met, status=409)


def _page(
    request: HttpRequest,
    found: Here,
    book: Rotation,
    place: Place | None,
    *,
    form: WorkForm | None = None,
    at_task: Task | None = None,
    met: Met | None = None,
    before: dict[str, str] | None = None,
    is_read: bool = False,
    status: int = 200,
) -> HttpResponse:
    works = {one.task_id: one for one in Work.objects.filter(place=place)} if place else {}
    is_own = place is not None and place == found.place and not is_read
    rows = []
    for task in book.tasks.filter(retired_at=None).order_by("position", "pk"):
        kept = form if at_task == task else None
        rows.append(_row(task, works.get(task.pk), is_own, kept, met if kept else None, before))
    context = {
        "book": book,
        "text": prose.html(book.text, top=2),
        "rows": rows,
        "whose": place,
        "is_own": is_own,
        "form": form,
        "is_restored": bool(before),
        "done": sum(bool(row.work and row.work.done_at) for row in rows),
        "others": _others(found),
    }
    return show(request, found, "workbook", context, status)


def _row(
    task: Task,
    work: Work | None,
    is_own: bool,
    form: WorkForm | None,
    met: Met | None,
    before: dict[str, str] | None,
) -> Row:
    base, version = (work.text, work.version) if work else ("", 0)
    if before and before.get("task") == task.key:
        form = WorkForm(before, prefix=task.key)
        base, version = before.get("base", "").replace("\r\n", "\n"), _version(before)
    elif form is None and is_own:
        form = WorkForm(prefix=task.key, initial={"text": base, "url": work.url if work else ""})
    elif form is not None and met is None:
        base, version = form.data.get("base", ""), _version(form.data)
    typed_now = form.cleaned_data["text"] if form and met else ""
    return Row(
        task,
        prose.html(task.text, top=3),
        work,
        form if is_own else None,
        base,
        version,
        base if met else None,
        differences(base, typed_now) if met else [],
    )


def _version(typed_now: Mapping[str, str]) -> int:
    """0 where it is none."""
    text = str(typed_now.get("version", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _others(found: Here) -> list[Place]:
    """Of their group: whose work one may read."""
    if found.group is None:
        return []
    held = found.group.residents.held().select_related("user").exclude(user=found.user)
    return list(held.order_by("seat"))


def _rotation(found: Here, key: str) -> Rotation:
    return get_object_or_404(Rotation, program=found.cohort.program_id, key=key, retired_at=None)
