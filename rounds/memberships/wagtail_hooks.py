"""What memberships add to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.views import (
    office_applications,
    office_leaders,
    office_memberships,
    office_plans,
    office_points,
    office_report,
)


class TeamItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MANAGE)


@hooks.register("register_admin_urls")
def membership_urls() -> list[URLPattern]:
    shown = office_memberships.memberships
    return [
        path("applications/", office_applications.applications, name="office_applications"),
        path("applications/<int:pk>/", office_applications.application, name="office_application"),
        path("memberships/", shown, name="office_memberships"),
        path("memberships/ending/", shown, {"show": "ending"}, name="office_memberships_ending"),
        path("memberships/paid-too-late/", shown, {"show": "stuck"}, name="office_memberships_stuck"),
        path("memberships/honor/", office_memberships.honor_new, name="office_honor"),
        path("memberships/report/", office_report.report, name="office_memberships_report"),
        path("memberships/report.csv", office_report.report_csv, name="office_memberships_report_csv"),
        path("memberships/<int:pk>/", office_memberships.membership, name="office_membership"),
        path("points/", office_points.wallets, name="office_points"),
        path("points/<int:pk>/", office_points.wallet, name="office_wallet"),
        path("memberships/<int:pk>/leaders/", office_leaders.leaders, name="office_leaders"),
        path("plans/", office_plans.plans, name="office_plans"),
        path("plans/new/", office_plans.plan, name="office_plan_new"),
        path("plans/<int:pk>/", office_plans.plan, name="office_plan"),
    ]


@hooks.register("register_admin_menu_item")
def applications_item() -> MenuItem:
    return TeamItem(_("Applications"), reverse("office_applications"), icon_name="form", order=20)


@hooks.register("register_admin_menu_item")
def memberships_item() -> MenuItem:
    return TeamItem(_("Memberships"), reverse("office_memberships"), icon_name="group", order=21)


@hooks.register("register_admin_menu_item")
def plans_item() -> MenuItem:
    return TeamItem(_("Membership plans"), reverse("office_plans"), icon_name="list-ul", order=22)


@hooks.register("register_admin_menu_item")
def points_item() -> MenuItem:
    return TeamItem(_("Points"), reverse("office_points"), icon_name="tag", order=23)
