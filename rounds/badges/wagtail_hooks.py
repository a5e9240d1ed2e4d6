"""What badges add to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.badges.finding import WRITE
from rounds.badges.views import office


class BadgesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(WRITE)


@hooks.register("register_admin_urls")
def badge_urls() -> list[URLPattern]:
    return [
        path("badges/", office.badges, name="office_badges"),
        path("badges/new/", office.new, name="office_badge_new"),
        path("badges/<int:pk>/", office.badge, name="office_badge"),
        path("badges/<int:pk>/describe/", office.describe, name="office_badge_describe"),
        path("badges/awards/<int:pk>/", office.award, name="office_award"),
        path("badges/keys/", office.keys, name="office_badge_keys"),
        path("badges/keys/<int:pk>/", office.key, name="office_badge_key"),
    ]


@hooks.register("register_admin_menu_item")
def badges_item() -> MenuItem:
    return BadgesItem(_("Badges"), reverse("office_badges"), icon_name=office.ICON, order=32)
