"""What plans add to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.plans.access import NAME
from rounds.plans.views import office


class NamersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(NAME)


@hooks.register("register_admin_urls")
def plan_urls() -> list[URLPattern]:
    return [
        path("strategic-plans/", office.reviews, name="office_strategic_plans"),
        path("strategic-plans/<int:pk>/", office.review, name="office_strategic_plan"),
    ]


@hooks.register("register_admin_menu_item")
def plans_item() -> MenuItem:
    return NamersItem(
        _("Strategic plans"), reverse("office_strategic_plans"), icon_name=office.ICON, order=29
    )
