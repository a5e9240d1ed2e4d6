"""The back office as one house: its colors and its front page."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from rounds.core import desk
from rounds.directory.figures import headline
from rounds.website import office


class Today(Component):
    """What waits, and how large the register is."""

    order = 10
    template_name = "website/office/today.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"lines": desk.lines_for(self.request.user, timezone.now()), "figures": headline()}


@hooks.register("construct_homepage_panels")
def front_page(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [Today(request)]


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Component]) -> None:
    items.clear()  # they count pages, images and documents


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("find/", office.find, name="office_find"),
        path("people/<int:pk>/", office.person, name="office_person"),
    ]


@hooks.register("register_admin_menu_item")
def find_item() -> MenuItem:
    return MenuItem(_("Find"), reverse("office_find"), icon_name="search", order=1)


@hooks.register("insert_global_admin_css")
def colors() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("website/office.css"))
