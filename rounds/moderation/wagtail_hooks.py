"""What moderation adds to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.moderation.views import cases


class CasesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(cases.PERMISSION)


@hooks.register("register_admin_urls")
def case_urls() -> list[URLPattern]:
    return [
        path("cases/", cases.cases, name="office_cases"),
        path("cases/<int:pk>/", cases.case, name="office_case"),
    ]


@hooks.register("register_admin_menu_item")
def cases_item() -> MenuItem:
    return CasesItem(_("Cases"), reverse("office_cases"), icon_name="warning", order=10)
