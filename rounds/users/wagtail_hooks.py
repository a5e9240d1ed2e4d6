"""What people add to the back office: their credentials, and help for whoever is locked out."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rounds.users.credentials import office
from rounds.users.models import User, may_check
from rounds.users.office import second_step
from rounds.users.people import searching as people_searching


class CredentialsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_check(request.user)


@hooks.register("register_admin_urls")
def credential_urls() -> list[URLPattern]:
    return [
        path("credentials/", office.credentials, name="office_credentials"),
        path("credentials/<int:pk>/", office.credential, name="office_credential"),
    ]


@hooks.register("register_admin_urls")
def second_step_urls() -> list[URLPattern]:
    return [path("people/<int:pk>/second-step/", second_step.reset, name="office_second_step")]


@hooks.register("register_admin_menu_item")
def credentials_item() -> MenuItem:
    return CredentialsItem(
        _("Credentials"), reverse("office_credentials"), icon_name="tick-inverse", order=14
    )


@hooks.register("after_edit_user")
def refind(request: HttpRequest, user: User) -> None:
    """Who may no longer sign in is found by nobody."""
    people_searching.refind([user])


@hooks.register("after_bulk_action")
def refind_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    people_searching.refind([one for one in objects if isinstance(one, User)])


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="users", codename="check_credential")
