"""What policies add to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.policies.finding import WRITE
from rounds.policies.views import office


class WritersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(WRITE)


@hooks.register("register_admin_urls")
def policy_urls() -> list[URLPattern]:
    return [
        path("policies/", office.templates, name="office_policies"),
        path("policies/new/", office.new_template, name="office_policy_new"),
        path("policies/<int:pk>/", office.template, name="office_policy"),
        path("policies/<int:pk>/about/", office.about, name="office_policy_about"),
        path("policies/<int:pk>/clauses/new/", office.new_clause, name="office_policy_clause_new"),
        path("policies/<int:pk>/blanks/", office.blanks, name="office_policy_blanks"),
        path("policies/<int:pk>/preview/", office.preview, name="office_policy_preview"),
        path("policies/<int:pk>/publish/", office.publish, name="office_policy_publish"),
        path("policies/clauses/<int:pk>/", office.clause, name="office_policy_clause"),
    ]


@hooks.register("register_admin_menu_item")
def policies_item() -> MenuItem:
    return WritersItem(_("Policies"), reverse("office_policies"), icon_name=office.ICON, order=30)
