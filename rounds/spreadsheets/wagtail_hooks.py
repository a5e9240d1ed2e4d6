"""The way from the back office: the pages are the same for everybody."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.spreadsheets.models import MODERATE


class SpreadsheetsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)


@hooks.register("register_admin_menu_item")
def spreadsheets_item() -> MenuItem:
    return SpreadsheetsItem(
        _("Spreadsheets"), reverse("spreadsheets:spreadsheets"), icon_name="table", order=14
    )
