"""What the List adds to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from rounds.directory.office import SubListViewSet
from rounds.directory.views import moderation


class SubmissionsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(moderation.PERMISSION)


@hooks.register("register_admin_urls")
def submission_urls() -> list[URLPattern]:
    return [
        path("submissions/", moderation.submissions, name="office_submissions"),
        path("submissions/<int:pk>/", moderation.submission, name="office_submission"),
    ]


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return [SubListViewSet()]


@hooks.register("register_admin_menu_item")
def submissions_item() -> MenuItem:
    return SubmissionsItem(_("Submissions"), reverse("office_submissions"), icon_name="mail", order=10)
