"""What recordings add to the back office: their screens, their place in the menu, and how pages choose one."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.menu import MenuItem

from rounds.media import office
from rounds.media.choosing import chooser
from rounds.media.gates import CHANGE
from rounds.media.models import Recording


class EditorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE)


@hooks.register("register_admin_urls")
def recording_urls() -> list[URLPattern]:
    one = "recordings/<int:pk>/"
    return [
        path("recordings/", office.recordings, name="office_recordings"),
        path("recordings/new/", office.new, name="office_recording_new"),
        path("recordings/elsewhere/", office.elsewhere, name="office_recording_elsewhere"),
        path(one, office.recording, name="office_recording"),
        path(f"{one}preview/", office.preview, name="office_recording_preview"),
        path(f"{one}file/", office.file, name="office_recording_file"),
        path(f"{one}words/", office.words, name="office_recording_words_new"),
        path(f"{one}words/<int:track_pk>/", office.words, name="office_recording_words"),
        path(
            f"{one}words/<int:track_pk>/remove/", office.without_words, name="office_recording_without_words"
        ),
        path(f"{one}chapters/", office.moments, name="office_recording_chapters"),
        path(f"{one}still/", office.still, name="office_recording_still"),
        path(f"{one}remove/", office.remove, name="office_recording_remove"),
    ]


@hooks.register("register_admin_menu_item")
def recordings_item() -> MenuItem:
    return EditorsItem(_("Recordings"), reverse("office_recordings"), icon_name="media", order=310)


@hooks.register("register_admin_viewset")
def recording_chooser() -> Any:
    return chooser


class RecordingAddress(ModelAdminURLFinder):
    edit_url_name = "office_recording"


register_admin_url_finder(Recording, RecordingAddress)
