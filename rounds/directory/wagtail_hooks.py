"""What the List adds to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from rounds.directory.actions.representatives import MODERATE
from rounds.directory.office import SubListViewSet
from rounds.directory.views import checks, claims_office, keys_office, moderation, suggestions_office


class SubmissionsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)


class ChecksItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(checks.PERMISSION)


@hooks.register("register_admin_urls")
def submission_urls() -> list[URLPattern]:
    return [
        path("submissions/", moderation.submissions, name="office_submissions"),
        path("submissions/<int:pk>/", moderation.submission, name="office_submission"),
        path("claims/", claims_office.claims, name="office_claims"),
        path("claims/<int:pk>/", claims_office.claim, name="office_claim"),
        path("checks/", checks.office_checks, name="office_checks"),
        path("suggestions/", suggestions_office.suggestions, name="office_suggestions"),
    ]


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return [SubListViewSet()]


@hooks.register("register_admin_menu_item")
def submissions_item() -> MenuItem:
    return SubmissionsItem(_("Submissions"), reverse("office_submissions"), icon_name="mail", order=10)


@hooks.register("register_admin_menu_item")
def suggestions_item() -> MenuItem:
    return SubmissionsItem(_("Suggestions"), reverse("office_suggestions"), icon_name="pick", order=12)


@hooks.register("register_admin_menu_item")
def claims_item() -> MenuItem:
    return SubmissionsItem(_("Claims"), reverse("office_claims"), icon_name="group", order=10)


@hooks.register("register_admin_menu_item")
def checks_item() -> MenuItem:
    return ChecksItem(_("Checks"), reverse("office_checks"), icon_name="view", order=13)


class KeysItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(keys_office.PERMISSION)


@hooks.register("register_admin_urls")
def key_urls() -> list[URLPattern]:
    return [
        path("api-keys/", keys_office.api_keys, name="office_api_keys"),
        path("api-keys/<int:pk>/", keys_office.api_key, name="office_api_key"),
    ]


@hooks.register("register_admin_menu_item")
def keys_item() -> MenuItem:
    return KeysItem(_("API keys"), reverse("office_api_keys"), icon_name="key", order=40)
