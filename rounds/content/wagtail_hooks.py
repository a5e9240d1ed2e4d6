"""The record of what editors did. Wagtail keeps its own history of each page; ours tells it beside everything else."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from rounds.activity.actions import record
from rounds.content import choosers
from rounds.content.library import hooks as library_hooks  # noqa: F401 - registers the library's own


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    return choosers.viewsets()


@hooks.register("after_publish_page")
def published(request: HttpRequest, page: Page) -> None:
    _record(f"{page._meta.model_name}.published", request, page)


@hooks.register("after_unpublish_page")
def unpublished(request: HttpRequest, page: Page) -> None:
    _record(f"{page._meta.model_name}.unpublished", request, page)


def _record(verb: str, request: HttpRequest, page: Page) -> None:
    editor = request.user if request.user.is_authenticated else None
    record(verb=verb, about=page, by=editor, at=timezone.now(), title=page.title)
