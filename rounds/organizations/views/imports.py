"""The back office for imports: send a file in, watch it being read, see what it changed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rounds.organizations.actions import imports as verbs
from rounds.organizations.forms import ImportForm
from rounds.organizations.importing import report
from rounds.organizations.importing.uploads import is_kept
from rounds.organizations.models import ImportRun
from rounds.users.models import User

PERMISSION = "organizations.add_importrun"
PER_PAGE = 30
CHANGES_SHOWN = 100
REJECTS_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def imports(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        file = form.cleaned_data["file"]
        run = verbs.send_in(
            source=form.importable.source,
            content=file,
            digest=form.digest,
            file_name=file.name,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("office_import", run.pk)
    runs = ImportRun.objects.select_related("register", "by").order_by("-started_at", "-pk")
    context = {
        "form": form,
        "page_obj": Paginator(runs, PER_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs_items": [{"url": "", "label": _("Imports")}],
        "header_title": _("Imports"),
        "header_icon": "upload",
    }
    return render(request, "organizations/office/imports.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ImportRun.objects.select_related("register", "by"), pk=pk)
    is_open = found.state in (ImportRun.State.WAITING, ImportRun.State.RUNNING)
    context = {
        "run": found,
        "is_open": is_open,
        "may_go_on": found.state == ImportRun.State.RUNNING and is_kept(found.file_digest),
        "summary": report.summary(found),
        "counts": [(name, getattr(found, name)) for name in report.COUNTS],
        "breadcrumbs_items": [
            {"url": reverse("office_imports"), "label": _("Imports")},
            {"url": "", "label": found.register.slug},
        ],
        "header_title": found.register.name,
        "header_icon": "upload",
    }
    if request.headers.get("HX-Request"):
        return render(request, "organizations/office/progress.html", context | {"is_fragment": True})
    context |= {
        "fields": report.changed_fields(found),
        "changes": found.changes.select_related("organization").order_by("pk")[:CHANGES_SHOWN],
        "rejections": found.rejections.order_by("line")[:REJECTS_SHOWN],
    }
    return render(request, "organizations/office/import.html", context)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def rejects(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    found = get_object_or_404(ImportRun.objects.select_related("register"), pk=pk)
    response = StreamingHttpResponse(report.rejects(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{found.register.slug}-{found.pk}-rejects.csv"'
    )
    return response


@require_POST
@permission_required(PERMISSION, raise_exception=True)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    assert isinstance(request.user, User)
    found = get_object_or_404(ImportRun, pk=pk)
    if request.POST.get("do") == "stop":
        verbs.stop(run=found, by=request.user, at=timezone.now())
        messages.info(request, _("The reading ends after its current batch."))
    elif request.POST.get("do") == "go_on":
        verbs.go_on(run=found, by=request.user, at=timezone.now())
        messages.info(request, _("The reading goes on as soon as a worker is free."))
    return redirect("office_import", pk)
