"""What organizations and their registers add to the back office."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from rounds.organizations.office import OrganizationChooser, OrganizationViewSet, RegisterViewSet
from rounds.organizations.views import imports, names


class ImportsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(imports.PERMISSION)


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return [OrganizationViewSet(), OrganizationChooser("organization_chooser"), RegisterViewSet()]


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    return [
        path("imports/", imports.imports, name="office_imports"),
        path("imports/<int:pk>/", imports.run, name="office_import"),
        path("imports/<int:pk>/change/", imports.change, name="office_import_change"),
        path("imports/<int:pk>/rejects.csv", imports.rejects, name="office_import_rejects"),
    ]


@hooks.register("register_admin_urls")
def name_urls() -> list[URLPattern]:
    return [path("organizations/<int:pk>/names/", names.names, name="office_names")]


@hooks.register("register_admin_menu_item")
def imports_item() -> MenuItem:
    return ImportsItem(_("Imports"), reverse("office_imports"), icon_name="upload", order=21)


@hooks.register("register_permissions")
def import_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="organizations", codename="add_importrun")
