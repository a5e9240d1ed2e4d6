"""The back office for editors: their agenda, the lists of topics and series, and the choice of a person."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page
from wagtail.permissions import policy_registry

from rounds.content import agenda as plans
from rounds.content import cards, publishing
from rounds.content.choosing import nameable
from rounds.content.models import Blog, Series, Topic
from rounds.users.models import User
from rounds.users.signed_in import person


def may_edit(user: Any) -> bool:
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(user, {"add", "change", "publish"}))


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Wagtail lets nobody in who may not enter the back office."""
    if not may_edit(request.user):
        raise PermissionDenied
    now, pages = timezone.now(), plans.editable(request.user)
    lists = {
        "waiting": plans.waiting(pages),
        "scheduled": plans.scheduled(pages),
        "ending": plans.ending(pages, now),
        "drafts": plans.drafts(pages),
    }
    context = {
        "due": list(plans.due(now.date(), pages)[: plans.MOST]),
        "lists": [(plans.TITLES[name], name, list(found[: plans.MOST])) for name, found in lists.items()],
        "breadcrumbs_items": [{"url": "", "label": _("Agenda")}],
        "header_title": _("Agenda"),
        "header_icon": "calendar-check",
    }
    return render(request, "content/office/agenda.html", context)


@require_POST
def reviewed(request: HttpRequest, pk: int) -> HttpResponse:
    page: Any = get_object_or_404(Page, pk=pk).specific
    if page._meta.model_name not in cards.types():
        raise Http404
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    still = publishing.still_holds(page=page.specific, by=person(request), at=timezone.now())
    messages.success(request, _("“%s” still holds. The next review is in a year.") % still.title)
    return redirect("office_agenda")


def blogs_of(user: Any) -> QuerySet[Blog]:
    return Blog.objects.filter(pk__in=plans.editable(user).values("pk")).order_by("path")


class SeriesForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blog"].queryset = blogs_of(self.for_user)


class OfTheirBlogs:
    """A series belongs to a blog: whoever may change the blog may change its series, and sees no others."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Series:
        found: Series = super().get_object(*args, **kwargs)  # type: ignore[misc]
        return get_object_or_404(Series, pk=found.pk, blog__in=blogs_of(self.request.user))


class SeriesList(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Series]:
        return Series.objects.filter(blog__in=blogs_of(self.request.user))


class SeriesChange(OfTheirBlogs, generic.EditView):
    pass


class SeriesRemoval(OfTheirBlogs, generic.DeleteView):
    pass


class SeriesHistory(OfTheirBlogs, history.HistoryView):
    pass


class SeriesUsage(OfTheirBlogs, usage.UsageView):
    pass


class TopicViewSet(ModelViewSet):
    model = Topic
    icon = "tag"
    menu_label = gettext_lazy("Topics")
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None
    ordering = ("name",)
    export_formats: list[str] = []
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("introduction"),
        HelpPanel(template="activity/history_panel.html"),
    ]


class SeriesViewSet(ModelViewSet):
    model = Series
    icon = "list-ul"
    index_view_class = SeriesList
    edit_view_class = SeriesChange
    delete_view_class = SeriesRemoval
    history_view_class = SeriesHistory
    usage_view_class = SeriesUsage
    menu_label = gettext_lazy("Series")
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["title", "blog", "slug"]
    search_fields = ["title"]
    search_backend_name = None
    ordering = ("title", "pk")
    export_formats: list[str] = []
    edit_handler = ObjectList(
        [
            FieldPanel("blog"),
            FieldPanel("title"),
            FieldPanel("slug"),
            FieldPanel("introduction"),
            HelpPanel(template="activity/history_panel.html"),
        ],
        base_form_class=SeriesForm,
    )


class Subjects(ModelViewSetGroup):
    menu_label = gettext_lazy("Subjects")
    menu_icon = "tag"
    menu_order = 110
    items = (TopicViewSet, SeriesViewSet)


class ByName(BaseFilterForm):
    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)

    def filter(self, objects: QuerySet[User]) -> QuerySet[User]:
        words = self.cleaned_data.get("q", "").replace("\0", "").split()
        self.is_searching, self.search_query = bool(words), " ".join(words)
        for word in words:
            objects = objects.filter(name__icontains=word)
        return objects


class _Nameable:
    """Nobody else's name is told, whichever number is asked for."""

    filter_form_class = ByName

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_edit(request.user):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def get_object_list(self) -> QuerySet[User]:
        return nameable()

    def get_object(self, pk: str) -> User:
        return nameable().get(pk=pk)

    def get_objects(self, pks: list[str]) -> QuerySet[User]:
        return nameable().filter(pk__in=pks)


class Choose(_Nameable, ChooseView):
    pass


class Results(_Nameable, ChooseResultsView):
    pass


class Chosen(_Nameable, ChosenView):
    pass


class ChosenSeveral(_Nameable, ChosenMultipleView):
    pass


class PersonViewSet(ChooserViewSet):
    model = User
    icon = "user"
    per_page = 20
    register_widget = False  # elsewhere in the back office a person is not an author
    choose_one_text = gettext_lazy("Choose a person of the network")
    choose_view_class = Choose
    choose_results_view_class = Results
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenSeveral
