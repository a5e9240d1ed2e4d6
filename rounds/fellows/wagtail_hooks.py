"""What fellows add to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.fellows.access import RUN
from rounds.fellows.views import office


class RunnersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RUN)


@hooks.register("register_admin_urls")
def fellow_urls() -> list[URLPattern]:
    return [
        path("fellows/", office.fellows, name="office_fellows"),
        path("fellows/<int:pk>/", office.step, name="office_fellow_step"),
    ]


@hooks.register("register_admin_menu_item")
def fellows_item() -> MenuItem:
    return RunnersItem(_("Fellows"), reverse("office_fellows"), icon_name=office.ICON, order=35)
