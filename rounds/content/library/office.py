"""The library in the back office: collections, new editions, downloads."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import HelpPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from rounds.content.library import counted
from rounds.content.library.actions import begin_edition, keep_collection, remove_collection
from rounds.content.library.forms import CollectionForm, EditionForm
from rounds.content.models import Downloads, Library, Resource, ResourceCollection
from rounds.core.charts import Panel, Point, Series, lines

ON_A_PAGE = 50
LATELY = timedelta(days=30)


class AddCollection(generic.CreateView):
    def save_instance(self) -> ResourceCollection:
        return _keep(self)


class ChangeCollection(generic.EditView):
    def save_instance(self) -> ResourceCollection:
        return _keep(self)


class RemoveCollection(generic.DeleteView):
    def delete_action(self) -> None:
        remove_collection(collection=self.object, by=self.request.user, at=timezone.now())


class CollectionViewSet(ModelViewSet):
    model = ResourceCollection
    icon = "list-ol"
    menu_label = gettext_lazy("Library collections")
    menu_order = 16
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = AddCollection
    edit_view_class = ChangeCollection
    delete_view_class = RemoveCollection
    edit_handler = ObjectList(
        [*ResourceCollection.panels, HelpPanel(template="activity/history_panel.html")],
        base_form_class=CollectionForm,
    )
    list_display = ["title", "is_shown", "order"]
    search_fields = ["title"]
    search_backend_name = None
    ordering = ("order", "title")


def _keep(view: Any) -> ResourceCollection:
    return keep_collection(collection=view.form.written(), by=view.request.user, at=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
def new_edition(request: HttpRequest, pk: int) -> HttpResponse:
    page = _edited(request, pk)
    today = timezone.now().date()
    form = EditionForm(request.POST or None, initial={"published_on": today})
    if request.method == "POST" and form.is_valid():
        edition = begin_edition(resource=page, **form.cleaned_data, by=request.user, at=timezone.now())  # type: ignore[arg-type]
        messages.success(
            request,
            _("Edition %(number)s is in the draft. Add its files, look at it, and publish it.")
            % {"number": edition.number},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"form": form, "page": page, **_header(page, _("New edition"), "copy")}
    return render(request, "content/office/new_edition.html", context)


@require_safe
def resource_downloads(request: HttpRequest, pk: int) -> HttpResponse:
    page = _edited(request, pk)
    months = counted.months(counted.of_resource(pk), timezone.now().date())
    context = {**_charted(months), **_header(page, _("Downloads"), "download"), "total": _total(pk)}
    return render(request, "content/office/downloads.html", context)


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    library = get_object_or_404(Library)
    if not library.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    today = timezone.now().date()
    rows = counted.by_resource(Resource.objects.child_of(library), today - LATELY)
    context = {
        **_charted(counted.months(Downloads.objects.all(), today)),
        "rows": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs_items": [{"url": "", "label": _("Downloads")}],
        "header_title": _("Downloads"),
        "header_icon": "download",
    }
    return render(request, "content/office/downloads.html", context)


def _edited(request: HttpRequest, pk: int) -> Resource:
    page: Resource = get_object_or_404(Resource, pk=pk)
    if not page.permissions_for_user(request.user).can_edit() or page.get_lock():
        raise PermissionDenied
    return page


def _charted(months: list[counted.Month]) -> dict[str, Any]:
    labelled = [(date_format(one.first, "YEAR_MONTH_FORMAT"), one.downloads) for one in months]
    total = sum(count for _label, count in labelled)
    words = ngettext("%(n)d download in twelve months", "%(n)d downloads in twelve months", total) % {
        "n": total
    }
    points = [Point(one.first, one.downloads) for one in months]
    chart = lines("downloads", words, [Panel("", [Series(_("Downloads"), points)])])
    return {"chart": chart, "months": labelled}


def _total(pk: int) -> int:
    return sum(counted.of_resource(pk).values_list("count", flat=True))


def _header(page: Resource, title: str, icon: str) -> dict[str, Any]:
    return {
        "breadcrumbs_items": [
            {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": page.get_admin_display_title(),
            },
            {"url": "", "label": title},
        ],
        "header_title": title,
        "header_icon": icon,
    }
