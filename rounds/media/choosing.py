"""How a page chooses a recording."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from rounds.media.gates import CHANGE
from rounds.media.models import Recording, RecordingQuerySet


class Filter(BaseFilterForm):
    q = forms.CharField(
        label=_("Title"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("A part of its title")}),
    )

    def filter(self, objects: RecordingQuerySet) -> RecordingQuerySet:
        asked = self.cleaned_data.get("q", "")
        self.is_searching, self.search_query = bool(asked), asked
        return objects.filter(title__icontains=asked) if asked else objects


class _Choosing(CreationFormMixin, BaseChooseView):
    """With what each still lacks: a page cannot be published with it before."""

    filter_form_class = Filter

    def dispatch(self, request: HttpRequest, *given: Any, **more: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *given, **more)

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("language", label=_("Language")),
            Column("lacks", label=_("Missing"), accessor=lambda one: " ".join(one.lacks())),
        ]

    def get_object_list(self) -> RecordingQuerySet:
        return Recording.objects.with_words().order_by("-added_at", "-pk")


class ChooseRecording(ChooseViewMixin, _Choosing):
    pass


class ChooseRecordingResults(ChooseResultsViewMixin, _Choosing):
    pass


class RecordingChooserViewSet(ChooserViewSet):
    model = Recording
    icon = "media"
    choose_one_text = _("Choose a recording")
    choose_another_text = _("Choose another recording")
    edit_item_text = _("Its words, chapters and picture")
    choose_view_class = ChooseRecording
    choose_results_view_class = ChooseRecordingResults


chooser = RecordingChooserViewSet("recording_chooser", url_prefix="recording-chooser")
