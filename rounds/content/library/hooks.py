"""What the library adds to the back office: `wagtail_hooks` brings this in."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page

from rounds.content.library import office
from rounds.content.models import Library, Resource


class DownloadsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        library = Library.objects.first()
        return library is not None and bool(library.permissions_for_user(request.user).can_add_subpage())


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return [office.CollectionViewSet()]


@hooks.register("register_admin_urls")
def library_urls() -> list[URLPattern]:
    return [
        path("downloads/", office.downloads, name="office_downloads"),
        path("resources/<int:pk>/downloads/", office.resource_downloads, name="office_resource_downloads"),
        path("resources/<int:pk>/new-edition/", office.new_edition, name="office_new_edition"),
    ]


@hooks.register("register_reports_menu_item")
def downloads_item() -> MenuItem:
    return DownloadsItem(_("Downloads"), reverse("office_downloads"), icon_name="download", order=100)


@hooks.register("register_page_header_buttons")
def resource_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Behind the dots at the head of a resource's pages."""
    if (
        isinstance(page.specific_deferred, Resource)
        and page.pk
        and page.permissions_for_user(user).can_edit()
    ):
        yield Button(
            _("New edition"), reverse("office_new_edition", args=[page.pk]), icon_name="copy", priority=5
        )
        yield Button(
            _("Downloads"),
            reverse("office_resource_downloads", args=[page.pk]),
            icon_name="download",
            priority=6,
        )
