"""What the pages add to the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from rounds.content import blog_editors, choosers, office
from rounds.content.library import hooks as library_hooks  # noqa: F401 - registers the library's own
from rounds.content.models import Blog
from rounds.users.signed_in import person


class AgendaItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return office.may_edit(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("agenda/", office.agenda, name="office_agenda"),
        path("agenda/<int:pk>/reviewed/", office.reviewed, name="office_reviewed"),
    ]


@hooks.register("register_admin_menu_item")
def agenda_item() -> MenuItem:
    return AgendaItem(_("Agenda"), reverse("office_agenda"), icon_name="calendar-check", order=105)


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    people = office.PersonViewSet("person_chooser", url_prefix="person_chooser")
    return [*choosers.viewsets(), office.Subjects(), people]


@hooks.register("after_create_page")
def a_blog_has_its_own_editors(request: HttpRequest, page: Page) -> None:
    if isinstance(page, Blog):
        blog_editors.give_editors(blog=page, by=person(request), at=timezone.now())
