"""What credit adds to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.credits.finding import MANAGE
from rounds.credits.views import office, office_activities, office_ledger


class KeepersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MANAGE)


@hooks.register("register_admin_urls")
def credit_urls() -> list[URLPattern]:
    return [
        path("credits/", office.credits, name="office_credits"),
        path("credits/accreditors/new/", office.new_accreditor, name="office_credit_accreditor_new"),
        path("credits/accreditors/<int:pk>/", office.accreditor, name="office_credit_accreditor"),
        path("credits/activities/new/", office.new_activity, name="office_credit_activity_new"),
        path("credits/activities/<int:pk>/", office_activities.activity, name="office_credit_activity"),
        path("credits/disclosures/", office_activities.disclosures, name="office_credit_disclosures"),
        path("credits/entries/<int:pk>/", office_ledger.entry, name="office_credit_entry"),
        path("credits/people/<int:pk>/", office_ledger.somebody, name="office_credit_person"),
    ]


@hooks.register("register_admin_menu_item")
def credits_item() -> MenuItem:
    return KeepersItem(_("Credit"), reverse("office_credits"), icon_name=office.ICON, order=36)
