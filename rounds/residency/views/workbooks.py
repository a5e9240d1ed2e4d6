"""The workbooks to begin with: one for everybody, and the others for members."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import prose
from rounds.core.zones import Zone, open_to
from rounds.directory.caching import kept
from rounds.directory.platforms.table import PLATFORMS
from rounds.residency import starter
from rounds.residency.workbooks import Workbook


@require_safe
def workbooks(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _workbooks)


@require_safe
def workbook(request: HttpRequest, key: str) -> HttpResponseBase:
    return kept(request, lambda asked: _workbook(asked, key))


def is_open(one: Workbook, request: HttpRequest) -> bool:
    return one == starter.sample() or Zone.MEMBER in open_to(request.user)


def _workbooks(request: HttpRequest) -> HttpResponse:
    rows = [
        {"workbook": one, "platform": PLATFORMS[one.platform].name, "is_open": is_open(one, request)}
        for one in starter.all_workbooks()
    ]
    context = {"rows": rows, "sample": starter.sample(), "trail": [*_trail(), (_("Workbooks"), "")]}
    return render(request, "residency/workbooks/workbooks.html", context)


def _workbook(request: HttpRequest, key: str) -> HttpResponse:
    one = next((one for one in starter.all_workbooks() if one.key == key), None)
    if one is None:
        raise Http404
    opened = is_open(one, request)
    context = {
        "workbook": one,
        "platform": PLATFORMS[one.platform].name,
        "is_open": opened,
        "text": prose.html(one.text, top=2),
        "tasks": [(task, prose.html(task.text, top=3) if opened else "") for task in one.tasks],
        "sample": starter.sample(),
        "trail": [*_trail(), (_("Workbooks"), reverse("residency:workbooks")), (one.title, "")],
    }
    return render(request, "residency/workbooks/workbook.html", context)


def _trail() -> list[tuple[str, str]]:
    return [(_("Residency"), "/residency/")]
